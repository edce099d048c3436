"""Guesses at the codes with which a web conversation is continued: at the store itself, and at the door before it."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from dataclasses import dataclass

import httpx

from bot.channels.webchat import WebChat
from bot.services.visit import Visit
from bot.store import ids, participants
from bot.store.opening import Store
from tests.store.people import NOW


@dataclass
class Clock:
    """A monotonic clock that moves when told, and by waiting."""

    time: float = 0.0

    def now(self) -> float:
        return self.time

    async def pause(self, seconds: float) -> None:
        self.time += seconds


async def holders(store: Store, people: int) -> list[str]:
    """So many people with a code; gives the codes."""
    codes = [ids.receipt() for _ in range(people)]

    def work(tx: sqlite3.Connection) -> None:
        for code in codes:
            who = participants.find_or_create(tx, store.vault, "web", code, new_id=ids.participant_id(), now=NOW)
            participants.set_receipt(tx, store.vault, who.id, code)

    await store.db.write(work)
    return codes


async def at_the_store(visit: Visit, guesses: int) -> tuple[int, float]:
    """Well-formed guesses with nobody in the way: hits, and microseconds for each."""
    began = time.perf_counter()
    hits = sum([await visit.come_back(ids.receipt()) is not None for _ in range(guesses)])
    return hits, (time.perf_counter() - began) / guesses * 1e6


async def at_the_door(visit: Visit, guesses: int, every: float) -> tuple[Counter[int], float]:
    """Guesses from a thousand addresses, ``every`` so many seconds: statuses, and the seconds they took by the clock."""
    clock = Clock()
    site = WebChat(desk=visit, leave_url="https://weer.test/", now=clock.now, pause=clock.pause).site()
    statuses: Counter[int] = Counter()
    browsers = [
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app=site, client=(f"198.51.{number // 250}.{number % 250}", 1)),
            base_url="http://gesprek.test", headers={"sec-fetch-site": "same-origin"},
        )
        for number in range(1_000)
    ]  # fmt: skip
    for number in range(guesses):
        answer = await browsers[number % 1_000].post("/return", json={"code": ids.receipt()})
        statuses[answer.status_code] += 1
        clock.time += every
    for browser in browsers:
        await browser.aclose()
    return statuses, clock.time
