"""One conversation during which every process dies at a chosen commit or call to Telegram; the next goes on from there.

With steps of ``stride`` and every first death from 1 to ``stride`` on, each commit and each call of the conversation is
died at, before it and after it: not at random, but all of them.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tests.durability.ledger import all_said, compare
from tests.durability.people import Chatter
from tests.durability.plan import complete, plan
from tests.durability.service import QUICK, Service
from tests.fakes.bot_api.server import BotApi, Moment

At = Literal["commit", "call"]
LONGEST = 900.0
"""Seconds for the whole conversation, deaths and starts included."""


@dataclass(slots=True)
class Report:
    """How often a process died, how many messages came once more, what is not as it should be."""

    deaths: int = 0
    repeats: int = 0
    wrong: list[str] = field(default_factory=list)


class Crashing:
    """Somebody talks; the first process dies at its ``first``-th commit (or call), every later one at its ``stride``-th."""

    def __init__(self, folder: Path, telegram: BotApi, *, at: At, side: Moment, first: int, stride: int) -> None:
        self._service = Service(folder, telegram.url, QUICK)
        self._telegram = telegram
        self._at = at
        self._side = side
        self._next = first
        self._stride = stride
        self._left = 0
        self.report = Report()

    async def run(self, number: int) -> Report:
        """The conversation of the person with this number, to its end and a polite stop."""
        person = self._telegram.person(f"mens-{number}")
        chatter = Chatter(person=person, world=self._telegram.world, plan=plan(number), patience=LONGEST)
        self._telegram.watched = self._called
        talking = asyncio.create_task(chatter.chat())
        try:
            while not talking.done():
                await self._live(talking)
            await talking
            await self._last()
        finally:
            talking.cancel()
            await self._service.kill()
        self.report.repeats = len(chatter.copies)
        self.report.wrong += await compare(self._service.data, [chatter])
        return self.report

    async def _live(self, talking: asyncio.Task[None]) -> None:
        """One process, until it dies or the conversation is over."""
        doomed = ("-m", "tests.durability.doomed", str(self._next), self._side)
        self._service.command = doomed if self._at == "commit" else QUICK
        await self._service.start()
        self._left = self._next if self._at == "call" else 0
        assert self._service.process is not None
        dying = asyncio.create_task(self._service.process.wait())
        await asyncio.wait({dying, talking}, return_when=asyncio.FIRST_COMPLETED)
        self._left = 0
        if dying.done():
            self.report.deaths += 1
            self._next = self._stride
            if dying.result() != -9:
                self.report.wrong.append(f"it ended by itself with status {dying.result()}")
        else:
            dying.cancel()
            await self._service.kill()

    async def _last(self) -> None:
        """One more process, which is left alone: what was under way is finished."""
        self._service.command = QUICK
        await self._service.start()
        await self._service.ready()
        await self._telegram.until(lambda: len(self._telegram.world.queue) == 0, timeout=30)
        await all_said(self._service.data)
        status, _ = await self._service.stop()
        if status:
            self.report.wrong.append(f"it stopped with status {status}")

    def _called(self, moment: Moment) -> None:
        """In the server's thread: the bot has asked something, or is about to be answered."""
        if moment != self._side or not self._left:
            return
        self._left -= 1
        if self._left == 0 and self._service.process is not None and self._service.process.returncode is None:
            self._service.process.kill()


def shortest() -> int:
    """The number of somebody with few words."""
    return min(range(len(complete())), key=lambda number: len(plan(number).steps))
