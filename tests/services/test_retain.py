from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.services.forget import Forget
from bot.services.retain import Retain
from bot.store import participants, registrations
from bot.store.cases import Status
from bot.store.expiry import Terms
from tests.engine.small import NOW
from tests.house import GROUP, Clock, House, open_house
from tests.services.test_converse import send_in


def retain(house: House) -> Retain:
    return Retain(store=house.store, clock=house.clock, notify=house.receive._conversation.notify, terms=Terms())


async def passes(house: House, clock: Clock, days: float) -> int:
    """Let time pass, and the jobs run; gives how many people are still known."""
    clock.advance(days=days)
    await retain(house).round()
    await Forget(house.store, house.channels, house.clock).round()
    return await house.store.db.read(participants.count)


async def test_an_unfinished_conversation_is_erased_after_its_term(tmp_path: Path) -> None:
    """Thirty days after the last word, not a day sooner; a word in between begins the term again."""
    clock = Clock()
    async with open_house(tmp_path, clock=clock) as house:
        guest = await house.guest("1").says("/start")
        assert await passes(house, clock, 29) == 1
        await guest.says("hoi")
        assert await passes(house, clock, 29) == 1
        assert await passes(house, clock, 1.1) == 0


@pytest.mark.parametrize(
    ("status", "days"), [("handed-over", 30), ("unsuitable", 30), ("withdrawn", 30), ("claimed", 90), ("new", 90)]
)
async def test_a_registration_is_kept_as_long_as_its_outcome_says(tmp_path: Path, status: Status, days: int) -> None:
    """Each outcome has its own term, counted from the last thing that happened."""
    clock = Clock()
    async with open_house(tmp_path, clock=clock) as house:
        await send_in(house.guest("1"))
        await house.store.db.write(lambda tx: registrations.set_status(tx, 1, status, 1, who="x", now=clock()))
        assert await passes(house, clock, days - 0.5) == 1
        assert await passes(house, clock, 1) == 0


async def test_whoever_asked_to_wait_is_kept_until_after_that_day(tmp_path: Path) -> None:
    """A case that rests until a day far away is not gone before it."""
    clock = Clock()
    async with open_house(tmp_path, clock=clock) as house:
        await send_in(house.guest("1"))
        until = clock() + timedelta(days=300)
        await house.store.db.write(
            lambda tx: registrations.set_status(tx, 1, "waiting", 1, who="x", now=clock(), waiting_until=until)
        )
        assert await passes(house, clock, 300) == 1
        assert await passes(house, clock, 91) == 0


async def test_staff_are_warned_once_before_an_open_case_is_gone(tmp_path: Path) -> None:
    """Two weeks before the end the group hears the reference, and only once."""
    clock = Clock()
    async with open_house(tmp_path, clock=clock) as house:
        await send_in(house.guest("1"))
        for days in (77, 1, 1):
            await passes(house, clock, days)
        await house.settle()

        notices = [one.text for address, one in house.channels["telegram"].sent if address == GROUP]
        assert len([text for text in notices if "bewaartermijn" in text]) == 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2028, 12, 31)),  # noqa: DTZ001 - zoned below
    gaps=st.lists(st.integers(min_value=1, max_value=20 * 24), max_size=4),
)
async def test_over_any_stretch_of_time_nothing_goes_early_and_nothing_stays_late(
    tmp_path_factory: pytest.TempPathFactory, start: datetime, gaps: list[int]
) -> None:
    """Summer time, leap days and restarts in between: gone within a day after the term, never before it."""
    folder = tmp_path_factory.mktemp("house")
    clock = Clock(now=start.replace(tzinfo=NOW.tzinfo))
    async with open_house(folder, clock=clock) as house:
        guest = await house.guest("1").says("/start")
        for hours in gaps:
            clock.advance(hours=hours)
            await guest.says("hoi")
    async with open_house(folder, clock=clock) as house:
        assert await passes(house, clock, Terms().unfinished - 0.1) == 1
        assert await passes(house, clock, 1.1) == 0
