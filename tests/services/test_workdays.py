"""Dutch working days, against the published calendars of the years around now."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.workdays import holidays, is_workday, next_monday, workday_after, workdays_between

DAYS = st.dates(date(2015, 1, 1), date(2045, 12, 31))


@pytest.mark.parametrize(
    ("year", "closed"),
    [
        (2025, ["01-01", "04-20", "04-21", "04-26", "05-05", "05-29", "06-08", "06-09", "12-25", "12-26"]),
        (2026, ["01-01", "04-05", "04-06", "04-27", "05-14", "05-24", "05-25", "12-25", "12-26"]),
        (2027, ["01-01", "03-28", "03-29", "04-27", "05-06", "05-16", "05-17", "12-25", "12-26"]),
        (2030, ["01-01", "04-21", "04-22", "04-27", "05-05", "05-30", "06-09", "06-10", "12-25", "12-26"]),
    ],
)
def test_public_holidays_of_the_year(year: int, closed: list[str]) -> None:
    """The days offices are closed, King's Day on a Saturday when the 27th is a Sunday, Liberation Day each lustrum."""
    assert holidays(year) == {date.fromisoformat(f"{year}-{day}") for day in closed}


@given(DAYS, st.integers(0, 400))
def test_counting_is_walking(start: date, length: int) -> None:
    """The quick count equals looking at every single day."""
    end = start + timedelta(days=length)
    walked = sum(is_workday(start + timedelta(days=number)) for number in range(1, length + 1))
    assert workdays_between(start, end) == walked


@given(DAYS, st.integers(1, 60))
def test_the_day_after_n_working_days_is_n_working_days_away(start: date, days: int) -> None:
    """Counting forward and counting between agree, and the day itself is one on which offices are open."""
    end = workday_after(start, days)
    assert is_workday(end)
    assert workdays_between(start, end) == days


def test_over_christmas_a_week_is_long() -> None:
    """From Tuesday 22 December 2026, five working days end on Wednesday 30: both Christmas days do not count."""
    assert workday_after(date(2026, 12, 22), 5) == date(2026, 12, 30)
    assert workdays_between(date(2026, 12, 24), date(2026, 12, 27)) == 0


@given(DAYS)
def test_next_monday_is_later(day: date) -> None:
    """Also on a Monday it is the one after."""
    monday = next_monday(day)
    assert monday.weekday() == 0
    assert timedelta(0) < monday - day <= timedelta(days=7)
