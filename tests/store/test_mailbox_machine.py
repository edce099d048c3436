"""The mailbox against a model: any order of arrivals, repeats, turns, deliveries, waits and crashes."""

from __future__ import annotations

import asyncio
import itertools
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from bot.store import inbox, outbox, participants
from bot.store.opening import Store, open_store
from tests.store.people import NOW, raw

T = TypeVar("T")
PEOPLE = ("anna", "bram", "carla")
MINUTE = timedelta(minutes=1)


class Mailbox(RuleBasedStateMachine):
    """What is in the store must be what the model says, after every step."""

    arrived = Bundle("arrived")
    flying = Bundle("flying")

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.runner = asyncio.Runner()
        self.lives = itertools.count()
        self.numbers = itertools.count(1)
        self.now = NOW
        self.waiting: dict[str, list[str]] = {name: [] for name in PEOPLE}
        self.retry_at = dict.fromkeys(PEOPLE, NOW)
        self.line: dict[str, list[str]] = {name: [] for name in PEOPLE}
        self.send_at = dict.fromkeys(PEOPLE, NOW)
        self.in_flight: dict[str, int] = {}
        self.dead = 0
        self.failed = 0
        self.stack = AsyncExitStack()
        self.store: Store

    @initialize()
    def begin(self) -> None:
        """A first life in a fresh folder."""
        self.store = self.runner.run(self._open(self.root / f"leven-{next(self.lives)}"))

    def teardown(self) -> None:
        """Close and clean up."""
        self.runner.run(self.stack.aclose())
        self.runner.close()
        shutil.rmtree(self.root)

    @rule(target=arrived, name=st.sampled_from(PEOPLE))
    def arrives(self, name: str) -> tuple[str, str]:
        """Somebody says something new."""
        text = f"{name}-{next(self.numbers)}"
        (arrival,) = self._accept(text, name)
        assert not arrival.repeated
        self.waiting[name].append(text)
        return text, name

    @rule(message=arrived)
    def is_repeated(self, message: tuple[str, str]) -> None:
        """The channel delivers something again, whatever became of it."""
        (arrival,) = self._accept(*message)
        assert arrival.repeated

    @rule(outcome=st.sampled_from(["done", "retry", "dead"]), answers=st.integers(0, 2))
    def worked_on(self, outcome: str, answers: int) -> None:
        """All that may be worked on is what the model expects; the oldest of it gets an outcome."""
        found = self._read(lambda tx: inbox.oldest_waiting(tx, self.store.vault, 10, self.now))
        texts = [message.payload.decode() for message in found if message.payload]
        heads = {lines[0] for name, lines in self.waiting.items() if lines and self.retry_at[name] <= self.now}
        assert set(texts) == heads
        assert texts == sorted(texts, key=lambda text: int(text.partition("-")[2]))
        if not found:
            return
        message, text = found[0], texts[0]
        name = text.partition("-")[0]
        if outcome == "retry":
            self.retry_at[name] = self.now + MINUTE
            self._write(lambda tx: inbox.mark_failed(tx, message.seq, "ValueError", self.now + MINUTE))
            return
        self.waiting[name].pop(0)
        self.retry_at[name] = self.now
        if outcome == "dead":
            self.dead += 1
            self._write(lambda tx: inbox.mark_failed(tx, message.seq, "ValueError", None))
            return
        replies = [f"{text}/{number}" for number in range(answers)]
        self.line[name] += replies

        def turn(tx: sqlite3.Connection) -> bool:
            contents = [reply.encode() for reply in replies]
            outbox.post(tx, self.store.vault, message.participant or "", "telegram", contents, self.now, keep=False)
            return inbox.mark_done(tx, message.seq)

        assert self._write(turn)

    @rule(target=flying, limit=st.integers(1, 3))
    def claimed(self, limit: int) -> object:
        """What is taken for sending is first in line, one per person, and not already in flight."""
        taken = self._write(lambda tx: outbox.claim(tx, self.store.vault, self.now, limit))
        ready = [
            name for name in PEOPLE if self.line[name] and name not in self.in_flight and self.send_at[name] <= self.now
        ]
        assert len(taken) == min(limit, len(ready))
        for message in taken:
            assert message.address in ready
            assert message.content.decode() == self.line[message.address][0]
            self.in_flight[message.address] = message.seq
        return multiple(*((message.seq, message.address) for message in taken))

    @rule(message=consumes(flying), outcome=st.sampled_from(["sent", "retry", "failed"]))
    def delivered(self, message: tuple[int, str], outcome: str) -> None:
        """The channel answers: delivered, try later, or never."""
        seq, name = message
        if self.in_flight.get(name) != seq:  # taken before a crash; released since
            return
        del self.in_flight[name]
        if outcome == "retry":
            self.send_at[name] = self.now + MINUTE
            self._write(lambda tx: outbox.mark_retry(tx, seq, "TimedOut", self.now + MINUTE))
            return
        self.line[name].pop(0)
        if outcome == "sent":
            self._write(lambda tx: outbox.mark_sent(tx, self.store.vault, seq, "ref", self.now))
        else:
            self.failed += 1
            self._write(lambda tx: outbox.mark_failed(tx, seq, "Refused"))

    @rule()
    def time_passes(self) -> None:
        """A minute."""
        self.now += MINUTE

    @rule()
    def crashes(self) -> None:
        """The process dies: what is on disk at this moment is all there is; sending starts over for what was in flight."""
        life = self.root / f"leven-{next(self.lives)}"
        shutil.copytree(self.store.folder, life)
        self.runner.run(self.stack.aclose())
        self.store = self.runner.run(self._open(life))
        assert self._write(outbox.release_stuck) == len(self.in_flight)
        self.in_flight.clear()

    @invariant()
    def counts_agree(self) -> None:
        """Nothing missing, nothing twice."""
        if not hasattr(self, "store"):
            return
        arrived, leaving = self._read(lambda tx: (inbox.counts(tx), outbox.counts(tx)))
        assert arrived.waiting == sum(map(len, self.waiting.values()))
        assert arrived.dead == self.dead
        assert leaving.sending == len(self.in_flight)
        assert leaving.waiting == sum(map(len, self.line.values())) - len(self.in_flight)
        assert leaving.failed == self.failed
        assert self._read(participants.count) <= len(PEOPLE)

    def _accept(self, text: str, name: str) -> tuple[inbox.Arrival, ...]:
        return self._write(lambda tx: inbox.accept(tx, self.store.vault, "telegram", [raw(text, name, text)], self.now))

    def _read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return self.runner.run(self.store.db.read(work))

    def _write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return self.runner.run(self.store.db.write(work))

    async def _open(self, folder: Path) -> Store:
        return await self.stack.enter_async_context(open_store(folder))


TestMailbox = Mailbox.TestCase
TestMailbox.settings = settings(
    max_examples=15, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
