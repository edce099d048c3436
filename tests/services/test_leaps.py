"""A clock set wrong erases nobody."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.services.leaps import DOUBT, Leaps
from bot.services.notify import Notify
from bot.services.retain import Retain
from bot.store import audit, erasures, inbox
from bot.store.expiry import Terms
from bot.store.opening import Store, open_store
from tests.store.people import NOW, raw

YEAR = timedelta(days=365)


@dataclass
class Time:
    """A clock on the wall, and the time that really passes."""

    wall: datetime = NOW
    passed: float = 1000.0

    def passes(self, time: timedelta) -> None:
        self.wall += time
        self.passed += time.total_seconds()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """Somebody wrote a moment ago, and the trail says so."""
    async with open_store(tmp_path) as opened:
        await opened.db.write(lambda tx: inbox.accept(tx, opened.vault, "telegram", [raw("1", "adres", "hoi")], NOW))
        await opened.db.write(lambda tx: audit.append(tx, opened.vault, who="system", what="started", ref="", now=NOW))
        yield opened


def leaps(store: Store, time: Time) -> Leaps:
    """As the service joins it."""
    notify = Notify(vault=store.vault, group=None)
    retain = Retain(store=store, clock=lambda: time.wall, notify=notify, terms=Terms())
    return Leaps(retain=retain, clock=lambda: time.wall, monotonic=lambda: time.passed)


async def test_terms_pass_with_the_time_that_passes(store: Store) -> None:
    """With a clock that runs as it should everybody goes when their term is over, summer time or not."""
    time = Time()
    watch = leaps(store, time)
    assert await watch.round() == 0
    for _ in range(31):
        time.passes(timedelta(days=1))
        gone = await watch.round()
    assert gone == 1


async def test_set_forward_by_a_year_and_set_right_again_nobody_is_gone(store: Store) -> None:
    """Terms stand still while the clock is in doubt, and pass again as soon as it is right."""
    time = Time()
    watch = leaps(store, time)
    await watch.round()
    time.wall += YEAR
    assert await watch.round() == 0
    time.passes(timedelta(hours=6))
    assert await watch.round() == 0
    time.wall -= YEAR
    assert await watch.round() == 0
    assert await store.db.read(erasures.jobs) == []


async def test_back_by_a_day_nobody_goes_sooner_or_much_later(store: Store) -> None:
    """A clock set back is doubted too; the term is what it was by the clock that is right in the end."""
    time = Time()
    watch = leaps(store, time)
    await watch.round()
    time.wall -= timedelta(days=1)
    assert await watch.round() == 0
    time.passes(timedelta(days=32))
    assert await watch.round() == 1


async def test_a_clock_that_stays_forward_is_believed_after_half_a_day(store: Store) -> None:
    """A machine that slept, or was off, does not keep people for ever."""
    time = Time()
    watch = leaps(store, time)
    await watch.round()
    time.wall += YEAR
    assert await watch.round() == 0
    time.passes(DOUBT)
    assert await watch.round() == 1


async def test_a_start_long_after_anything_happened_waits_as_well(store: Store) -> None:
    """Off for weeks or started with a wrong clock look the same: half a day to set it right."""
    time = Time(wall=NOW + YEAR)
    watch = leaps(store, time)
    assert await watch.round() == 0
    time.passes(DOUBT)
    assert await watch.round() == 1
