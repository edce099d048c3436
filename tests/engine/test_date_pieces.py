"""What a piece of time can be."""

from __future__ import annotations

from datetime import date

import pytest

from bot.engine.calendar_nl import month_of
from bot.engine.date_pieces import Span, full_year, part_of, valid, wait


@pytest.mark.parametrize(
    ("part", "start", "end"), [("begin", 1, 10), ("half", 11, 20), ("eind", 24, 31), (None, 1, 31)]
)
def test_part_of_a_month(part: str | None, start: int, end: int) -> None:
    """Beginning and middle are a third, the end is the last week."""
    found = part_of(month_of(2026, 10), part)
    assert (found.start.day, found.end.day) == (start, end)
    assert found.start <= found.likely <= found.end


def test_wait() -> None:
    """A length said exactly is one day; said loosely it is the days around it."""
    exact, loose = (wait((6, 0, vague), date(2026, 3, 15)) for vague in (False, True))
    assert (exact.start, exact.end) == (date(2026, 9, 15), date(2026, 9, 15))
    assert (loose.start, loose.likely, loose.end) == (date(2026, 8, 16), date(2026, 9, 15), date(2026, 10, 15))


def test_settle() -> None:
    """What recurs every year is the first that is not over; a named year is that year; what is not a day is none."""
    july = Span(kind="month", start=0, stop=1, yearly=lambda year: month_of(year, 7))
    assert july.settle(date(2026, 7, 15)) == month_of(2026, 7)
    assert july.settle(date(2026, 8, 1)) == month_of(2027, 7)
    assert july.settle(date(2026, 8, 1), 2030) == month_of(2030, 7)
    assert Span(kind="day", start=0, stop=1, yearly=lambda _year: None).settle(date(2026, 1, 1)) is None


def test_days_and_years() -> None:
    """A day that does not exist is none; two figures are a year of this century."""
    assert valid(2026, 2, 29) is None
    assert valid(2028, 2, 29) == date(2028, 2, 29)
    assert (full_year("26"), full_year("2026")) == (2026, 2026)
