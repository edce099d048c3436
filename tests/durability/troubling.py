"""Trouble at Telegram's side while people chat: how soon is the bot itself again, and what did it cost?"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.durability.people import Chatter
from tests.durability.plan import answers, plan
from tests.durability.service import Service
from tests.fakes.bot_api.server import BotApi

WITHIN = 60.0
"""Seconds after a trouble within which somebody who says something is answered."""

UNTIL_MET = 20.0
"""Seconds that a trouble stays for a call to meet it."""

ANSWER_WITHIN = 180.0
"""Seconds that somebody in conversation waits for an answer, through one trouble after another."""

LAST_CALLS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A fault (see :mod:`tests.fakes.bot_api.faults`) that every call of ``method`` meets for ``lasts`` seconds at least.

    Besides those there are ``restart_ids`` (updates are numbered from elsewhere) and ``copies`` (each comes twice).
    """

    kind: str
    method: str = "*"
    lasts: float = 0.5
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """For the table."""
        status = self.details.get("status", "")
        return " ".join(str(part) for part in (self.kind, status, self.method) if part)


METHODS = ("getUpdates", "sendMessage", "editMessageText", "*")
KINDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("status", {"status": 401, "description": "Unauthorized"}),
    ("status", {"status": 404, "description": "Not Found"}),
    ("status", {"status": 409, "description": "Conflict: terminated by other getUpdates request"}),
    ("status", {"status": 500, "description": "Internal Server Error"}),
    ("status", {"status": 502, "description": "Bad Gateway"}),
    ("too_many", {"seconds": 1.0}),
    ("html", {"status": 200}),
    ("html", {"status": 400}),
    ("html", {"status": 403}),
    ("html", {"status": 502}),
    ("garbage", {}),
    ("empty", {}),
    ("drop_before", {}),
    ("drop_after", {}),
    ("delay", {"seconds": 1.0}),
)
SLOW = ("hang", "drip")
"""Half-open connections: noticed by the client's own patience, so they take their time."""


def at_random(chance: random.Random) -> Trouble:
    """Any trouble at all; one in twenty is a half-open connection."""
    method = chance.choice(METHODS)
    draw = chance.random()
    if draw < 0.05:
        return Trouble(kind=chance.choice(SLOW), method=method, lasts=0.2)
    if draw < 0.1:
        return Trouble(kind=chance.choice(("restart_ids", "copies")), lasts=1.0)
    kind, details = chance.choice(KINDS)
    return Trouble(kind=kind, method=method, lasts=chance.uniform(0.1, 2.0), details=details)


@dataclass(slots=True)
class Report:
    """Per trouble the seconds until somebody was answered, and the people who chatted meanwhile."""

    answered: list[tuple[Trouble, float]] = field(default_factory=list)
    chatters: list[Chatter] = field(default_factory=list)
    unmet: int = 0
    """Troubles that no call met: nobody pressed or said anything meanwhile that brought one about."""
    unsure: int = 0
    """Calls that were carried out although the bot could not know: each may be made once more."""


class Troubling:
    """People chat, trouble after trouble comes, and after each one somebody asks for help until the bot answers."""

    def __init__(
        self,
        telegram: BotApi,
        service: Service,
        *,
        people: int,
        chance: random.Random,
        patience: float = ANSWER_WITHIN,
    ) -> None:
        self._patience = patience
        self._telegram = telegram
        self._service = service
        self._people = people
        self._chance = chance
        self._over = asyncio.Event()
        self._probe = telegram.person("Wie-wacht")
        self._answer = 0
        self.report = Report()

    async def run(self, troubles: Iterable[Trouble]) -> Report:
        """Everything, from start to a polite stop."""
        await self._service.start()
        await self._service.ready()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._all(troubles))
            for _ in range(self._people):
                group.create_task(self._place())
        await self._telegram.until(lambda: len(self._telegram.world.queue) == 0, timeout=60)
        status, _ = await self._service.stop()
        assert status == 0
        return self.report

    async def _place(self) -> None:
        while not self._over.is_set():
            number = len(self.report.chatters)
            person = self._telegram.person(f"mens-{number}")
            chatter = Chatter(person=person, world=self._telegram.world, plan=plan(number), patience=self._patience)
            self.report.chatters.append(chatter)
            try:
                await chatter.chat()
            except AssertionError as error:
                error.add_note(self._knows())
                raise

    async def _all(self, troubles: Iterable[Trouble]) -> None:
        await self._meet()
        for trouble in troubles:
            before = self._carried_out_unseen()
            await self._pass(trouble)
            seconds = await self._asked(trouble)
            self.report.answered.append((trouble, seconds))
            self.report.unsure += self._carried_out_unseen() - before
        self._over.set()

    async def _pass(self, trouble: Trouble) -> None:
        """The trouble comes, meets a call, stays as long as it lasts, and goes."""
        async with asyncio.timeout(WITHIN):
            while not self._begin(trouble):  # noqa: ASYNC110 (it is the fake server that must be at rest)
                await asyncio.sleep(0.01)
        met = self._telegram.faults.met
        await asyncio.sleep(trouble.lasts)
        if len(self._telegram.faults):
            try:
                await self._telegram.until(lambda: self._telegram.faults.met > met, timeout=UNTIL_MET)
            except TimeoutError:
                self.report.unmet += 1
        self._end()

    def _begin(self, trouble: Trouble) -> bool:
        """Ids only start again when nothing waits (at Telegram: after a quiet week); False when something does."""
        with self._telegram.world.changing():
            if trouble.kind == "restart_ids":
                if len(self._telegram.world.queue):
                    return False
                self._telegram.world.queue.restart_ids(self._chance.randint(1, 2**31 - 10**6))
            elif trouble.kind == "copies":
                self._telegram.world.queue.copies = 2
            else:
                self._telegram.fault(trouble.kind, trouble.method, times=-1, **trouble.details)
        return True

    def _end(self) -> None:
        with self._telegram.world.changing():
            self._telegram.faults.clear()
            self._telegram.world.queue.copies = 1

    def _carried_out_unseen(self) -> int:
        return sum(call.status == 599 for call in self._telegram.world.calls)

    async def _meet(self) -> None:
        """Before all trouble: be welcomed, wholly."""
        welcome, self._answer = answers("/help")
        self._probe.says("/start")
        await self._telegram.until(lambda: self._said() >= welcome, timeout=WITHIN)

    async def _asked(self, trouble: Trouble) -> float:
        """Ask for help and wait for the whole answer; gives the seconds that took. Raises AssertionError with all it knows."""
        began = time.monotonic()
        enough = self._said() + self._answer
        self._probe.says("/help")
        try:
            await self._telegram.until(lambda: self._said() >= enough, timeout=WITHIN)
        except TimeoutError:
            raise AssertionError(f"nobody answered within {WITHIN} s after {trouble}: {self._knows()}") from None
        return time.monotonic() - began

    def _knows(self) -> str:
        """What could tell why there is no answer: the process, its last words, the last calls, what waits."""
        world, process = self._telegram.world, self._service.process
        calls = [f"{call.at - time.time():.1f} {call.method} {call.status}" for call in world.calls[-LAST_CALLS:]]
        words = self._service.log.read_text()[-2000:]
        ended = process.returncode if process is not None else None
        return f"status {ended}, {len(world.queue)} updates waiting, calls {calls}, said {words}"

    def _said(self) -> int:
        return sum(not one.mine for one in self._probe.sees)
