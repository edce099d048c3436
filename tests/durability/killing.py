"""Kill the bot at random moments while people chat, and start it again each time."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field

from tests.durability.people import Chatter
from tests.durability.plan import plan
from tests.durability.service import Service
from tests.fakes.bot_api.server import BotApi

DURING_START = 0.15
"""How often the bot is killed before it is ready."""

SOON, LATE = 0.6, 3.0
"""Seconds after it is ready: half of the kills come within the first, the others within the second."""


@dataclass
class Report:
    """What happened, to be judged and printed."""

    kills: int = 0
    starts: list[float] = field(default_factory=list)
    chatters: list[Chatter] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)
    """Per kill, the messages that came a second time after it."""
    seconds: float = 0.0


class Killing:
    """``people`` at the same time, each place taken again by somebody new until the last kill."""

    def __init__(self, telegram: BotApi, service: Service, *, people: int, kills: int, chance: random.Random) -> None:
        self._telegram = telegram
        self._service = service
        self._people = people
        self._kills = kills
        self._chance = chance
        self._over = asyncio.Event()
        self.report = Report()

    async def run(self) -> Report:
        """Everything: chat, kill, chat to the end, stop politely."""
        began = time.monotonic()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._keep_killing())
            for _ in range(self._people):
                group.create_task(self._place())
        await self._telegram.until(lambda: len(self._telegram.world.queue) == 0, timeout=30)
        status, _ = await self._service.stop()
        assert status == 0
        self.report.seconds = time.monotonic() - began
        return self.report

    async def _place(self) -> None:
        while True:
            number = len(self.report.chatters)
            person = self._telegram.person(f"mens-{number}")
            chatter = Chatter(person=person, world=self._telegram.world, plan=plan(number), patience=120)
            self.report.chatters.append(chatter)
            await asyncio.sleep(self._chance.uniform(0, 1))
            await chatter.chat()
            if self._over.is_set():
                return

    async def _keep_killing(self) -> None:
        for _ in range(self._kills):
            await self._service.start()
            if self._chance.random() < DURING_START:
                await asyncio.sleep(self._chance.uniform(0, 1.5))
            else:
                self.report.starts.append(await self._service.ready())
                await asyncio.sleep(self._chance.uniform(0, self._chance.choice((SOON, LATE))))
            await self._service.kill()
            self.report.kills += 1
            self._count()
        await self._service.start()
        self.report.starts.append(await self._service.ready())
        self._over.set()

    def _count(self) -> None:
        total = sum(one.repeats for one in self.report.chatters)
        self.report.repeats.append(total - sum(self.report.repeats))
