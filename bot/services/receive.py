"""From the border to the mailbox, and from the mailbox through a turn. Nothing is confirmed before it is on disk."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from bot.channels import Outbound, Raw
from bot.engine.languages import DUTCH
from bot.engine.template import fill
from bot.engine.understanding import NotLearnt
from bot.logs import logger
from bot.services.answer import spoken
from bot.services.converse import Conversation
from bot.services.library import NotLoaded
from bot.services.moments import Clock
from bot.services.wire import pack
from bot.store import inbox, outbox, sessions
from bot.store.errors import WriteFailed
from bot.store.inbox import Cursor, Waiting
from bot.store.opening import Store

RETRIES = (timedelta(seconds=1), timedelta(seconds=5))
"""Waits before a failed turn is tried again; after the last it becomes a dead letter."""

AT_ONCE = 64
"""Turns that may share a commit."""

DISK = 1.0
"""Seconds before the mailbox is taken up again when the disk refused."""

LOOK_AGAIN = 5.0
"""Seconds after which the mailbox is looked at even when nobody said that something arrived."""


class Receive:
    """The way in. ``accept`` is what channels are handed; ``run`` works through what is waiting."""

    def __init__(
        self, store: Store, conversation: Conversation, clock: Clock, *, said: Callable[[], None] = lambda: None
    ) -> None:
        self._store = store
        self._conversation = conversation
        self._clock = clock
        self._said = said
        self._arrived = asyncio.Event()
        self._put_off: set[int] = set()
        self.turns = self.failures = 0
        """Messages worked on, and turns that failed, since the start."""

    async def accept(self, channel: str, raws: Sequence[Raw], cursor: Cursor | None = None) -> None:
        """Store a batch, each update once. When this returns, it may be confirmed."""
        now = self._clock()
        await self._store.db.write(lambda tx: inbox.accept(tx, self._store.vault, channel, raws, now, cursor))
        self._arrived.set()

    def look(self) -> None:
        """Take up what waits: it may be possible now."""
        self._arrived.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Work through the mailbox until ``stop``; what is not done by then waits on disk."""
        ending = asyncio.create_task(self._look_at_the_end(stop))
        while not stop.is_set():
            self._arrived.clear()
            try:
                worked = await self.work()
            except WriteFailed as error:
                logger().error("mailbox cannot be written", error=type(error).__name__, seconds=DISK)
                await asyncio.sleep(DISK)
                continue
            if not worked:
                await self._wait()
        ending.cancel()

    async def _look_at_the_end(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._arrived.set()

    async def work(self) -> int:
        """Do one round: the oldest waiting message of everybody who has one. Gives how many were taken up.

        What cannot be understood before the recognisers have learnt is not taken up: it waits (see :meth:`look`).

        Raises:
            WriteFailed: the disk refused; what was not done waits.
        """
        if not self._conversation.library.learning:
            self._put_off.clear()
        now, put_off = self._clock(), frozenset(self._put_off)
        waiting = await self._store.db.read(
            lambda tx: inbox.oldest_waiting(tx, self._store.vault, AT_ONCE, now, busy=put_off)
        )
        ended = await asyncio.gather(*(self._one(message) for message in waiting), return_exceptions=True)
        if waiting:
            self._said()
        for outcome in ended:
            if isinstance(outcome, BaseException):
                raise outcome
        worked = sum(outcome is True for outcome in ended)
        self.turns += worked
        return worked

    async def wake(self) -> None:
        """Remind those whose agreed moment has come."""
        now = self._clock()
        for participant in await self._store.db.read(lambda tx: sessions.due(tx, now)):
            try:
                await self._turn(lambda tx, who=participant: self._conversation.wake(tx, who, now))  # type: ignore[misc]
            except Exception as error:  # noqa: BLE001 - one person's trouble is not another's
                logger().error("reminder failed", error=type(error).__name__)
        self._said()

    async def _one(self, message: Waiting) -> bool:
        """Whether it was taken up."""
        try:
            await self._turn(lambda tx: self._hear(tx, message))
        except NotLearnt:
            self._put_off.add(message.seq)
            return False
        except WriteFailed:  # the disk's fault, not this turn's: it does not count as an attempt
            raise
        except Exception as error:  # noqa: BLE001 - rolled back; retried, then set aside
            await self._failed(message, type(error).__name__)
        return True

    async def _turn(self, work: Callable[[sqlite3.Connection], None]) -> None:
        try:
            await self._store.db.write(work)
        except NotLoaded as missing:
            await self._conversation.library.load(missing.revision)
            await self._store.db.write(work)

    def _hear(self, tx: sqlite3.Connection, message: Waiting) -> None:
        if not inbox.mark_done(tx, message.seq):
            return
        if message.participant is not None and message.payload is not None:
            self._conversation.hear(tx, message.participant, message.channel, message.payload, self._clock())

    async def _failed(self, message: Waiting, error: str) -> None:
        now = self._clock()
        retry_at = now + RETRIES[message.attempts] if message.attempts < len(RETRIES) else None
        self.failures += 1
        logger().error("turn failed", channel=message.channel, error=error, attempts=message.attempts + 1)
        await self._store.db.write(lambda tx: self._set_aside(tx, message, error, retry_at, now))

    def _set_aside(
        self, tx: sqlite3.Connection, message: Waiting, error: str, retry_at: datetime | None, now: datetime
    ) -> None:
        inbox.mark_failed(tx, message.seq, error, retry_at)
        if retry_at is None and message.participant is not None:
            dialog = self._conversation.library.current.dialog
            voice = dialog.voice(self._spoken(tx, message.participant))
            values = {"telefoon": dialog.organisation.telephone}
            said = [voice("messages.trouble", one.text) for one in dialog.system.messages["trouble"]]
            sorry = [pack(Outbound(text=fill(text, values), language=voice.code)) for text in said]
            outbox.post(
                tx, self._store.vault, message.participant, message.channel, sorry, now, keep=message.channel == "web"
            )

    def _spoken(self, tx: sqlite3.Connection, participant: str) -> str:
        try:
            return spoken(tx, self._store.vault, participant)
        except Exception:  # noqa: BLE001 - a session that cannot be read may be the very trouble; a kind word goes out all the same
            return DUTCH

    async def _wait(self, seconds: float = LOOK_AGAIN) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._arrived.wait()
