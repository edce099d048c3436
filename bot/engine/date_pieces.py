"""What a piece of time can be: a period, one that recurs every year, or a length; shared by the rules that read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bot.engine.calendar_nl import DAY, Granularity, Period, add_months, period

Kind = Literal[
    "day", "monthday", "weekday", "week", "weekend", "month", "quarter", "season", "feast", "year", "length", "soon"
]
Yearly = Callable[[int], Period | None]
Length = tuple[int, int, bool]
"""(months, days, vague): how long, and whether it was said loosely."""

Meaning = tuple[Kind, Period | Yearly | Length | int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A piece of time at ``start``..``stop`` of the line. ``fixed`` or ``yearly`` says which; neither: impossible."""

    kind: Kind
    start: int
    stop: int
    fixed: Period | None = None
    yearly: Yearly | None = None
    length: Length | None = None
    number: int | None = None

    def settle(self, today: dt.date, year: int | None = None) -> Period | None:
        """The period meant: of that year, or the first that is not over; None when it does not exist."""
        if self.yearly is None or self.fixed is not None:
            return self.fixed
        if year is not None:
            return self.yearly(year)
        for candidate in range(today.year - 1, today.year + 3):
            found = self.yearly(candidate)
            if found is not None and found.end >= today:
                return found
            if found is None and candidate == today.year and self.kind == "day":
                return None  # 29 February when the coming one does not exist: ask again rather than jump years
        return None


def valid(year: int, month: int, day: int) -> dt.date | None:
    """A date, or None when that day does not exist."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def part_of(whole: Period, part: str | None) -> Period:
    """The beginning, middle or end of a period, as wide as people mean it."""
    size = (whole.end - whole.start).days + 1
    if part is None or size < 5:
        return whole
    start, end = {"begin": (0.0, 0.33), "half": (0.33, 0.66), "eind": (0.74, 1.0)}[part]
    first = whole.start + dt.timedelta(days=round(size * start))
    last = whole.end if part == "eind" else whole.start + dt.timedelta(days=round(size * end) - 1)
    likely = {
        "begin": first,
        "half": whole.start + dt.timedelta(days=(size - 1) // 2),
        "eind": first + (last - first) // 3,
    }
    return period(first, max(first, last), likely=likely[part], granularity=whole.granularity)


def full_year(text: str) -> int:
    """As in "26" and "2026" are the same year."""
    return int(text) + (2000 if int(text) < 100 else 0)


def one_day(year: int, month: int, day: int) -> Meaning:
    """One day of one year; without a period when it does not exist."""
    found = valid(year, month, day)
    return "day", period(found) if found else None


def wait(length: Length, base: dt.date) -> Period:
    """The day after so long a time, or the days around it when the length was said loosely."""
    months, days, vague = length
    day = add_months(base, months) + days * DAY
    total = months * 30 + days
    slack = dt.timedelta(days=max(1, total // 4 if total < 60 else total // 6)) if vague else 0 * DAY
    granularity: Granularity = (
        "day" if not vague or total < 7 else "week" if total < 28 else "month" if total < 600 else "year"
    )
    return period(max(base, day - slack), day + slack, likely=day, granularity=granularity)
