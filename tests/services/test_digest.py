"""One message a day for the team, in numbers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.digest import daily, in_words
from bot.services.triage import Triage
from bot.services.workdays import is_workday, late_before, workday_after
from bot.store import registrations
from bot.store.expiry import Terms
from bot.store.opening import open_store
from bot.store.overview import Attention
from bot.store.sight import GROUP, PROGRAM
from tests.console.house import NOW, House, open_house

TERM = 5


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A store with people in it."""
    async with open_store(tmp_path / "data") as store, open_house(store) as opened:
        yield opened


async def said(house: House, at: datetime) -> str | None:
    """The message at this moment."""
    return await house.store.db.read(lambda tx: daily(tx, GROUP, at, TERM, Terms()))


async def test_says_what_asks_for_attention(house: House) -> None:
    """Late, nobody's, and coming back are counted; a case that rests until next week is not."""
    for days in (9, 8, 1):
        await house.registered(ago=timedelta(days=days))
    for until in (NOW + timedelta(hours=2), NOW + timedelta(days=7)):
        reference = await house.registered(ago=timedelta(days=20))
        await house.store.db.write(
            lambda tx, ref=reference, day=until: registrations.set_status(  # type: ignore[misc]
                tx, _id(house, tx, ref), "waiting", 1, who="id-anna", now=NOW, waiting_until=day
            )
        )
    assert await said(house, NOW) == (
        "Vandaag: 2 aanmeldingen wachten langer dan de termijn, 3 nieuwe aanmeldingen zijn nog van niemand en"
        " 1 aanmelding komt vandaag terug. Open de wachtrij om te kijken."
    )
    house.clock.forward(hours=3)
    assert await Triage(store=house.store, clock=house.clock).come_back() == 1
    words = await said(house, house.clock())
    assert words is not None
    assert "1 aanmelding komt vandaag terug" in words


def _id(house: House, tx: object, reference: str) -> int:
    case = registrations.by_reference(tx, house.store.vault, PROGRAM, reference)  # type: ignore[arg-type]
    assert case is not None
    return case.id


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 3, 2, 6, 30, tzinfo=UTC),
        datetime(2026, 3, 1, 9, 0, tzinfo=UTC),
        datetime(2026, 4, 6, 9, 0, tzinfo=UTC),
        datetime(2026, 12, 25, 9, 0, tzinfo=UTC),
    ],
)
async def test_is_silent_before_eight_and_on_days_off(house: House, at: datetime) -> None:
    """Not too early, not on Sunday, not at Easter, not at Christmas."""
    await house.registered()
    assert await said(house, at) is None


async def test_is_silent_when_nothing_waits(house: House) -> None:
    """An empty queue gives no message."""
    assert await said(house, NOW) is None


def test_one_and_more_are_said_right() -> None:
    """Dutch singular and plural."""
    assert in_words(Attention(late=0, back=0, undelivered=1, unheld=0)) == (
        "Vandaag: 1 bericht kwam niet aan. Open de wachtrij om te kijken."
    )


@given(st.dates(date(2024, 1, 1), date(2032, 12, 31)).filter(is_workday), st.integers(1, 10))
def test_late_is_the_same_as_on_the_case(today: date, term: int) -> None:
    """The day the digest calls late is over the term, and the next day is not."""
    last = late_before(today, term).date() - timedelta(days=1)
    assert workday_after(last, term) < today
    assert workday_after(last + timedelta(days=1), term) >= today


async def test_what_is_nearly_erased_is_counted(house: House) -> None:
    """From two weeks before the end of the term an open registration is in the day's message."""
    await house.registered(ago=timedelta(days=0))
    text = await said(house, house.clock() + timedelta(days=77))
    assert text is not None
    assert "1 open aanmelding wordt binnenkort gewist" in text
    assert "gewist" not in (await said(house, house.clock() + timedelta(days=70)) or "")
