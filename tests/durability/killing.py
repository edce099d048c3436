"""Kill the bot at random moments while people chat, and start it again each time."""

from __future__ import annotations

import asyncio
import random
import time
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal, get_args

from tests.durability.ledger import all_said
from tests.durability.people import Chatter, Talker
from tests.durability.plan import plan
from tests.durability.service import Service
from tests.durability.visitors import Visitor
from tests.fakes.bot_api.server import BotApi

Mode = Literal["polling", "webhook", "web", "all"]
"""How people reach the bot. ``all``: half of them in the web chat, and Telegram between kills now one way, now another."""

MODES: tuple[Mode, ...] = get_args(Mode)

DURING_START = 0.15
"""How often the bot is killed before it is ready."""

PATIENCE = 300.0
"""Seconds after the last kill within which every conversation must have come to its end."""

FOR_EVER = 24 * 3600.0

SOON, LATE = 0.6, 3.0
"""Seconds after it is ready: half of the kills come within the first, the others within the second."""


@dataclass
class Report:
    """What happened, to be judged and printed."""

    kills: int = 0
    starts: list[float] = field(default_factory=list)
    talkers: list[Talker] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    """Per kill, the number of the last message on Telegram before it."""
    seconds: float = 0.0

    @property
    def repeats(self) -> list[int]:
        """Per kill, how many messages came once more because of it: those that were under way when it came."""
        by = Counter(bisect_left(self.marks, number) for one in self.talkers for number in one.copies)
        return [by[place] for place in range(len(self.marks))]


class Killing:
    """``people`` at the same time, each place taken again by somebody new until the last kill."""

    def __init__(
        self, telegram: BotApi, service: Service, *, people: int, kills: int, chance: random.Random, mode: Mode
    ) -> None:
        self._telegram = telegram
        self._service = service
        self._people = people
        self._kills = kills
        self._chance = chance
        self._mode = mode
        self._over = asyncio.Event()
        self.report = Report()

    async def run(self) -> Report:
        """Everything: chat, kill, chat to the end, stop politely."""
        began = time.monotonic()
        self._service.telegram = "" if self._mode == "web" else self._telegram.url
        places = [asyncio.create_task(self._place()) for _ in range(self._people)]
        try:
            await self._keep_killing()
            await asyncio.wait(places, timeout=PATIENCE, return_when=asyncio.FIRST_EXCEPTION)
            self._judge(places)
        finally:
            for place in places:
                place.cancel()
            await asyncio.gather(*places, return_exceptions=True)
        await self._telegram.until(lambda: len(self._telegram.world.queue) == 0, timeout=30)
        await all_said(self._service.data, within=PATIENCE)
        status, _ = await self._service.stop(within=PATIENCE)
        assert status == 0
        self.report.seconds = time.monotonic() - began
        return self.report

    def _judge(self, places: list[asyncio.Task[None]]) -> None:
        """Raise what came out of turn to anybody, or what somebody still waits for."""
        for place in places:
            if place.done():
                place.result()
        for one in self.report.talkers:
            if one.done < len(one.plan.steps):
                raise one.missing(len(one.plan.sees))

    async def _place(self) -> None:
        while True:
            talker = self._somebody(len(self.report.talkers))
            self.report.talkers.append(talker)
            await asyncio.sleep(self._chance.uniform(0, 1))
            await talker.chat()
            if self._over.is_set():
                return

    def _somebody(self, number: int) -> Talker:
        if self._mode == "web" or (self._mode == "all" and number % 2):
            script = plan(number, channel="web")
            return Visitor(service=self._service, plan=script, patience=FOR_EVER, chance=self._chance)
        person = self._telegram.person(f"mens-{number}")
        return Chatter(person=person, world=self._telegram.world, plan=plan(number), patience=FOR_EVER)

    async def _start(self) -> None:
        way: Literal["polling", "webhook"] = "webhook" if self._mode == "webhook" else "polling"
        self._service.way = self._chance.choice(("polling", "webhook")) if self._mode == "all" else way
        await self._service.start()

    async def _keep_killing(self) -> None:
        for _ in range(self._kills):
            await self._start()
            if self._chance.random() < DURING_START:
                await asyncio.sleep(self._chance.uniform(0, 1.5))
            else:
                self.report.starts.append(await self._service.ready())
                await asyncio.sleep(self._chance.uniform(0, self._chance.choice((SOON, LATE))))
            await self._service.kill()
            self.report.kills += 1
            with self._telegram.world.looking():
                last = max((one for chat in self._telegram.world.chats.values() for one in chat.messages), default=0)
            self.report.marks.append(last)
        await self._start()
        self.report.starts.append(await self._service.ready())
        self._over.set()
