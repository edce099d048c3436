"""Days, months and years named in a simplified line: one function per form, from a match to what it means."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from bot.engine.calendar_nl import DAY, WEEK, Period, add_months, month_of, nth_weekday, period, week_of
from bot.engine.date_pieces import Kind, Meaning, full_year, one_day, part_of, valid
from bot.engine.date_vocabulary import MONTHS, WEEKDAYS


def iso(m: re.Match[str], _: dt.date) -> Meaning:
    """As in "2026-04-03"."""
    return one_day(int(m[1]), int(m[2]), int(m[3]))


def dmy(m: re.Match[str], _: dt.date) -> Meaning:
    """As in "3-4-2026", "3/4/26": the day comes first."""
    return one_day(full_year(m[3]), int(m[2]), int(m[1]))


def yearly_day(month: int, day: int) -> Meaning:
    """A day without a year."""

    def of(year: int) -> Period | None:
        found = valid(year, month, day)
        return period(found) if found else None

    return "day", of


def dm(m: re.Match[str], _: dt.date) -> Meaning:
    """As in "15-01"."""
    return yearly_day(int(m[2]), int(m[1]))


def named_day(m: re.Match[str], _: dt.date) -> Meaning:
    """As in "1 juni", "de eerste van maart 2027"."""
    month, day = MONTHS[m["month"]], int(m["day"])
    return one_day(full_year(m["year"]), month, day) if m["year"] else yearly_day(month, day)


def day_range(m: re.Match[str], _: dt.date) -> Meaning:
    """As in "1 tot 15 mei"."""
    month = MONTHS[m["month"]]

    def of(year: int) -> Period | None:
        first, last = valid(year, month, int(m[1])), valid(year, month, int(m[2]))
        return period(first, last) if first and last and first <= last else None

    return "day", of


def month_year(m: re.Match[str], _: dt.date) -> Meaning:
    """As in "05-2027"."""
    month = int(m[1])
    return "month", month_of(int(m[2]), month) if 1 <= month <= 12 else None


def nth_in_month(m: re.Match[str], today: dt.date) -> Meaning:
    """As in "De eerste maandag van juni", "de laatste week van augustus"."""
    nth = -1 if m[1] == "laatste" else int(m[1][0])
    what = m[2]

    def of(year: int, month: int) -> Period | None:
        if what == "week":
            whole = month_of(year, month)
            if nth < 0:
                return period(whole.end - 6 * DAY, whole.end, granularity="week")
            start = whole.start + (nth - 1) * WEEK
            return period(start, min(start + 6 * DAY, whole.end), granularity="week") if start <= whole.end else None
        found = nth_weekday(year, month, 5 if what == "weekend" else WEEKDAYS[what], nth)
        return None if found is None else period(found, found + DAY) if what == "weekend" else period(found)

    kind: Kind = "week" if what == "week" else "day"
    if m[3] in MONTHS:
        return kind, lambda year: of(year, MONTHS[m[3]])
    there = add_months(today.replace(day=1), 0 if m[3].startswith("deze") else 1)
    return kind, of(there.year, there.month)


def month(m: re.Match[str], _: dt.date) -> Meaning:
    """As in "Mei", "eind mei"."""
    return "month", lambda year: part_of(month_of(year, MONTHS[m["month"]]), m["part"])


def rel_month(m: re.Match[str], today: dt.date) -> Meaning:
    """As in "Volgende maand", "de 15e van volgende maand"."""
    there = add_months(today.replace(day=1), 0 if m["which"] == "deze" else 1)
    whole = month_of(there.year, there.month)
    if m["day"]:
        return one_day(there.year, there.month, int(m["day"]))
    return "month", part_of(whole, m["part"])


def month_end(_: re.Match[str], today: dt.date) -> Meaning:
    """As in "eind van de maand": of this one."""
    return "month", part_of(month_of(today.year, today.month), "eind")


def rel_year(m: re.Match[str], today: dt.date) -> Meaning:
    """As in "Volgend jaar", "begin 2027"."""
    year = full_year(m["number"]) if m["number"] else today.year + (m["which"] not in {"deze", "het"})
    whole = period(dt.date(year, 1, 1), dt.date(year, 12, 31), granularity="year")
    if m["part"] == "eind":
        return "month", period(dt.date(year, 11, 15), whole.end, likely=dt.date(year, 12, 15), granularity="month")
    if m["part"] == "begin":
        return "month", period(whole.start, dt.date(year, 2, calendar_end(year)), granularity="month")
    if m["part"] == "half":
        return "month", period(
            dt.date(year, 6, 1), dt.date(year, 7, 31), likely=dt.date(year, 7, 1), granularity="month"
        )
    return "year", whole


def calendar_end(year: int) -> int:
    """The last day of February."""
    return month_of(year, 2).end.day


def week_number(m: re.Match[str], _: dt.date) -> Meaning:
    """As in "Week 12": the ISO week."""

    def of(year: int) -> Period | None:
        try:
            return week_of(dt.date.fromisocalendar(year, int(m[1]), 1))
        except ValueError:
            return None

    return "week", of


def rel_week(m: re.Match[str], today: dt.date) -> Meaning:
    """As in "Volgende week", "eind volgende week"."""
    ahead = {"deze": 0, "de": 0}.get(m["which"], 1)
    whole = week_of(today + ahead * WEEK)
    part = m["part"]
    if part:
        first, last, likely = {"begin": (0, 2, 0), "half": (2, 3, 2), "eind": (3, 6, 4)}[part]
        return "week", period(whole.start + first * DAY, whole.start + last * DAY, likely=whole.start + likely * DAY)
    return "week", whole


def weekend(m: re.Match[str], today: dt.date) -> Meaning:
    """As in "Dit weekend", "volgend weekend"."""
    saturday = week_of(today).start + 5 * DAY + (WEEK if m["which"] == "volgend" else 0 * DAY)
    return "weekend", period(saturday, saturday + DAY)


def weekday(m: re.Match[str], today: dt.date) -> Meaning:
    """As in "Dinsdag" (the next one), "volgende dinsdag" (next week), "dinsdag over 2 weken"."""
    weekday = WEEKDAYS[m["weekday"]]
    if m["which"] == "volgend":
        found = week_of(today).start + WEEK + weekday * DAY
    else:
        found = today + dt.timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if m["count"]:
        found += (1 if m["count"] == "een" else int(m["count"])) * WEEK
        return "day", period(found)
    return "weekday", period(found)


def monthday(m: re.Match[str], today: dt.date) -> Meaning | None:
    """As in "De 15e": the first to come."""
    day = int(m[1])
    month = today.replace(day=1)
    for ahead in range(3):
        there = add_months(month, ahead)
        found = valid(there.year, there.month, day)
        if found and found >= today:
            return "monthday", period(found)
    return None


def in_days(days: int) -> Callable[[re.Match[str], dt.date], Meaning]:
    """A day so many days from today."""
    return lambda _m, today: ("day", period(today + days * DAY))


def soon(_: re.Match[str], today: dt.date) -> Meaning:
    """Today and what comes down to it."""
    return "soon", period(today)
