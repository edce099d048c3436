"""The calendar against dates that were looked up or can be counted on the fingers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.calendar_nl import HOLIDAYS, SEASONS, add_months, easter, islamic, nth_weekday, week_of

YEARS = st.integers(1990, 2090)


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)]
)
def test_easter(year: int, month: int, day: int) -> None:
    """Easter falls where the churches keep it."""
    assert easter(year) == date(year, month, day)


@pytest.mark.parametrize(
    ("hijri", "expected"),
    [((1445, 9, 1), date(2024, 3, 11)), ((1447, 9, 1), date(2026, 2, 18)), ((1448, 9, 1), date(2027, 2, 8))],
)
def test_islamic(hijri: tuple[int, int, int], expected: date) -> None:
    """The first of Ramadan is within a day of the observed one."""
    assert abs(islamic(*hijri) - expected) <= timedelta(days=1)


@given(YEARS)
def test_every_period_is_in_order(year: int) -> None:
    """Every season and feast of every year has its likeliest day inside it and begins in that year."""
    for of in (*SEASONS.values(), *HOLIDAYS.values()):
        found = of(year)
        assert found.start <= found.likely <= found.end
        assert found.start < found.after
        assert abs(found.likely.year - year) <= 1


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("kerstvakantie", date(2026, 12, 19), date(2027, 1, 3)),
        ("zomervakantie", date(2026, 7, 4), date(2026, 8, 30)),
        ("koningsdag", date(2026, 4, 27), date(2026, 4, 27)),
        ("hemelvaart", date(2026, 5, 14), date(2026, 5, 14)),
        ("moederdag", date(2026, 5, 10), date(2026, 5, 10)),
    ],
)
def test_feasts(name: str, start: date, end: date) -> None:
    """Feasts and school holidays fall where the Dutch calendar has them."""
    assert (HOLIDAYS[name](2026).start, HOLIDAYS[name](2026).end) == (start, end)


def test_months_and_weekdays() -> None:
    """A month later is the same day or the last; weeks begin on Monday; a fifth Friday may not exist."""
    assert add_months(date(2025, 11, 30), 3) == date(2026, 2, 28)
    assert add_months(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert week_of(date(2026, 3, 15)).start == date(2026, 3, 9)
    assert nth_weekday(2026, 6, 0, 1) == date(2026, 6, 1)
    assert nth_weekday(2026, 2, 4, 5) is None
