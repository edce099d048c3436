"""Dutch working days: Monday to Friday, without the public holidays on which offices are closed.

The days are those of article 3 of the Algemene termijnenwet (New Year's Day, Easter Monday, Ascension Day, Whit Monday,
both Christmas days, King's Day, and Liberation Day), with Liberation Day as most employers give it: free in lustrum
years only. Good Friday is left out: article 3 counts it, but offices are open.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from bot.engine.calendar_nl import easter
from bot.services.moments import AMSTERDAM

_DAY = timedelta(days=1)
_SUNDAY = 6


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[date]:
    """The public holidays of a year, weekends included."""
    sunday = easter(year)
    days = {
        date(year, 1, 1),
        sunday,
        sunday + _DAY,
        kings_day(year),
        sunday + 39 * _DAY,
        sunday + 49 * _DAY,
        sunday + 50 * _DAY,
        date(year, 12, 25),
        date(year, 12, 26),
    }
    return frozenset(days | ({date(year, 5, 5)} if year % 5 == 0 else set()))


def kings_day(year: int) -> date:
    """27 April since 2014, the day before when that is a Sunday."""
    day = date(year, 4, 27)
    return day - _DAY if day.weekday() == _SUNDAY else day


def is_workday(day: date) -> bool:
    """Whether offices are open."""
    return day.weekday() < 5 and day not in holidays(day.year)


def workdays_between(start: date, end: date) -> int:
    """Working days after ``start``, up to and including ``end``; 0 when ``end`` is not later."""
    if end <= start:
        return 0
    weeks, rest = divmod((end - start).days, 7)
    days = weeks * 5 + sum((start + (number + 1) * _DAY).weekday() < 5 for number in range(rest))
    closed = (day for year in range(start.year, end.year + 1) for day in holidays(year))
    return days - sum(start < day <= end and day.weekday() < 5 for day in closed)


def workday_after(start: date, days: int) -> date:
    """The day on which so many working days have passed since ``start``; ``days`` at least 1."""
    day = start
    while days > 0:
        day += _DAY
        days -= is_workday(day)
    return day


def late_before(today: date, term_days: int) -> datetime:
    """What came in before this moment is over the term today, when nobody was in contact yet."""
    day = today - timedelta(days=term_days)
    while workdays_between(day, today) <= term_days:
        day -= _DAY
    return datetime.combine(day + _DAY, time(), AMSTERDAM)


def day_of(today: date) -> tuple[datetime, datetime]:
    """When a day begins and ends in the Netherlands."""
    return datetime.combine(today, time(), AMSTERDAM), datetime.combine(today + _DAY, time(), AMSTERDAM)


def next_monday(day: date) -> date:
    """The first Monday later than this day."""
    return day + (7 - day.weekday()) * _DAY
