"""Seasons, feast days, holidays, quarters and halves of a year or month named in a simplified line."""

from __future__ import annotations

import datetime as dt
import re

from bot.engine.calendar_nl import DAY, HOLIDAYS, SEASONS, WEEK, Period, add_months, month_of, period
from bot.engine.date_pieces import Meaning, part_of
from bot.engine.date_vocabulary import MONTHS


def new_year(_: re.Match[str], today: dt.date) -> Meaning:
    """As in "In het nieuwe jaar": January, whatever the month it is said in."""
    return "feast", month_of(today.year + 1, 1)


def half_year(m: re.Match[str], _: dt.date) -> Meaning:
    """As in "De eerste helft van het jaar"."""
    first = m[1] == "1e"
    return "quarter", lambda year: period(
        dt.date(year, 1 if first else 7, 1),
        dt.date(year, 6 if first else 12, 30 if first else 31),
        granularity="quarter",
    )


def quarter(m: re.Match[str], today: dt.date) -> Meaning:
    """As in "Q3", "het tweede kwartaal", "volgend kwartaal"."""
    word = m[1] or m[2] or m[3]

    def of(year: int, number: int) -> Period:
        start = dt.date(year, 3 * number - 2, 1)
        return period(start, add_months(start, 3) - DAY, granularity="quarter")

    current = (today.month + 2) // 3
    if word in {"volgend", "komend"}:
        return "quarter", of(today.year + current // 4, current % 4 + 1)
    if word == "deze":
        return "quarter", of(today.year, current)
    number = 4 if word == "laatste" else int(word[0])
    return "quarter", (lambda year: of(year, number)) if 1 <= number <= 4 else None


def season(m: re.Match[str], today: dt.date) -> Meaning:
    """A season or part of it; "volgend voorjaar" said in spring is the next one."""

    def of(year: int) -> Period:
        whole = SEASONS[m["season"]](year)
        if m["part"] is None:
            return whole
        astronomical = add_months(whole.start, 0) + 20 * DAY
        if m["part"] == "begin":
            return period(whole.start, whole.start + 35 * DAY, likely=astronomical, granularity="season")
        if m["part"] == "half":
            middle = whole.start + (whole.end - whole.start) / 2
            return period(middle - 10 * DAY, middle + 10 * DAY, likely=middle, granularity="season")
        return period(whole.after - 17 * DAY, whole.end, likely=whole.after - 4 * DAY, granularity="season")

    if m["which"] == "volgend" and SEASONS[m["season"]](today.year).start <= today:
        return "season", of(today.year + 1)
    return "season", of


def half_month(m: re.Match[str], _: dt.date) -> Meaning:
    """As in "De tweede helft van mei"."""

    def of(year: int) -> Period:
        whole = month_of(year, MONTHS[m["month"]])
        middle = whole.start + 14 * DAY
        return period(whole.start, middle) if m[1] == "1e" else period(middle, whole.end)

    return "month", of


def nothing(_m: re.Match[str], _today: dt.date) -> Meaning:
    """Words that look like a date and are none: they are taken, and mean nothing."""
    return "day", None


def feast(m: re.Match[str], _: dt.date) -> Meaning:
    """A feast day or named holiday, or part of it."""
    name = {
        "oudennieuw": "oud en nieuw",
        "goedevrijdag": "goede vrijdag",
        "sintmaarten": "sint maarten",
        "ketikoti": "keti koti",
    }.get(m["feast"], m["feast"])
    return "feast", lambda year: part_of(HOLIDAYS[name](year), m["part"])


def holiday(m: re.Match[str], today: dt.date) -> Meaning | None:
    """``de vakantie`` without a name is the summer's, but only when that is the one at hand."""
    summer = HOLIDAYS["zomervakantie"](today.year)
    near = summer.start - 7 * WEEK <= today <= summer.end
    return ("feast", summer) if near or m[1] else None
