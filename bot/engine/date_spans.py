"""The pieces of time in a simplified line: days, weeks, months, seasons, feasts, lengths of time.

Each rule of the grammar is a pattern and what it means; earlier rules take their words away from later ones. A piece
that recurs every year keeps that, so that a year named elsewhere in the line can settle which one is meant.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bot.engine.calendar_nl import (
    DAY,
    HOLIDAYS,
    SEASONS,
    WEEK,
    Granularity,
    Period,
    add_months,
    month_of,
    nth_weekday,
    period,
    week_of,
)
from bot.engine.date_words import MONTHS, WEEKDAYS

Kind = Literal[
    "day", "monthday", "weekday", "week", "weekend", "month", "quarter", "season", "feast", "year", "length", "soon"
]
Yearly = Callable[[int], Period | None]
Length = tuple[int, int, bool]
"""(months, days, vague): how long, and whether it was said loosely."""

TAKEN = "~"


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


Meaning = tuple[Kind, Period | Yearly | Length | int | None]
Rule = tuple[re.Pattern[str], Callable[[re.Match[str], dt.date], Meaning | None]]

_MONTH = "|".join(MONTHS)
_DAY = "|".join(WEEKDAYS)
_PART = r"(?:(?P<part>begin|half|eind) (?:van |in |of )?(?:de |het |deze )?)?"
_UNIT = "dag|week|maand|jaar|kwartaal"
_COUNT = r"\d+(?:,5)?|een half|half|een paar|paar|een"
_LONG = 15


def _safe(year: int, month: int, day: int) -> dt.date | None:
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


def _year(text: str) -> int:
    return int(text) + (2000 if int(text) < 100 else 0)


def _one(year: int, month: int, day: int) -> Meaning:
    found = _safe(year, month, day)
    return "day", period(found) if found else None


def _iso(m: re.Match[str], _: dt.date) -> Meaning:
    return _one(int(m[1]), int(m[2]), int(m[3]))


def _dmy(m: re.Match[str], _: dt.date) -> Meaning:
    return _one(_year(m[3]), int(m[2]), int(m[1]))


def _yearly_day(month: int, day: int) -> Meaning:
    def of(year: int) -> Period | None:
        found = _safe(year, month, day)
        return period(found) if found else None

    return "day", of


def _dm(m: re.Match[str], _: dt.date) -> Meaning:
    return _yearly_day(int(m[2]), int(m[1]))


def _named_day(m: re.Match[str], _: dt.date) -> Meaning:
    month, day = MONTHS[m["month"]], int(m["day"])
    return _one(_year(m["year"]), month, day) if m["year"] else _yearly_day(month, day)


def _day_range(m: re.Match[str], _: dt.date) -> Meaning:
    month = MONTHS[m["month"]]

    def of(year: int) -> Period | None:
        first, last = _safe(year, month, int(m[1])), _safe(year, month, int(m[2]))
        return period(first, last) if first and last and first <= last else None

    return "day", of


def _month_year(m: re.Match[str], _: dt.date) -> Meaning:
    month = int(m[1])
    return "month", month_of(int(m[2]), month) if 1 <= month <= 12 else None


def _nth_in_month(m: re.Match[str], today: dt.date) -> Meaning:
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


def _month(m: re.Match[str], _: dt.date) -> Meaning:
    return "month", lambda year: part_of(month_of(year, MONTHS[m["month"]]), m["part"])


def _rel_month(m: re.Match[str], today: dt.date) -> Meaning:
    there = add_months(today.replace(day=1), 0 if m["which"] == "deze" else 1)
    whole = month_of(there.year, there.month)
    if m["day"]:
        return _one(there.year, there.month, int(m["day"]))
    return "month", part_of(whole, m["part"])


def _rel_year(m: re.Match[str], today: dt.date) -> Meaning:
    year = _year(m["number"]) if m["number"] else today.year + (m["which"] not in {"deze", "het"})
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


def _new_year(_: re.Match[str], today: dt.date) -> Meaning:
    return "feast", month_of(today.year + 1, 1)


def _half_year(m: re.Match[str], _: dt.date) -> Meaning:
    first = m[1] == "1e"
    return "quarter", lambda year: period(
        dt.date(year, 1 if first else 7, 1),
        dt.date(year, 6 if first else 12, 30 if first else 31),
        granularity="quarter",
    )


def _quarter(m: re.Match[str], today: dt.date) -> Meaning:
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


def _season(m: re.Match[str], today: dt.date) -> Meaning:
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


def _half_month(m: re.Match[str], _: dt.date) -> Meaning:
    def of(year: int) -> Period:
        whole = month_of(year, MONTHS[m["month"]])
        middle = whole.start + 14 * DAY
        return period(whole.start, middle) if m[1] == "1e" else period(middle, whole.end)

    return "month", of


def _nothing(_m: re.Match[str], _today: dt.date) -> Meaning:
    """Words that look like a date and are none: they are taken, and mean nothing."""
    return "day", None


def _feast(m: re.Match[str], _: dt.date) -> Meaning:
    name = {
        "oudennieuw": "oud en nieuw",
        "goedevrijdag": "goede vrijdag",
        "sintmaarten": "sint maarten",
        "ketikoti": "keti koti",
    }.get(m["feast"], m["feast"])
    return "feast", lambda year: part_of(HOLIDAYS[name](year), m["part"])


def _holiday(m: re.Match[str], today: dt.date) -> Meaning | None:
    """``de vakantie`` without a name is the summer's, but only when that is the one at hand."""
    summer = HOLIDAYS["zomervakantie"](today.year)
    near = summer.start - 7 * WEEK <= today <= summer.end
    return ("feast", summer) if near or m[1] else None


def _week_number(m: re.Match[str], _: dt.date) -> Meaning:
    def of(year: int) -> Period | None:
        try:
            return week_of(dt.date.fromisocalendar(year, int(m[1]), 1))
        except ValueError:
            return None

    return "week", of


def _rel_week(m: re.Match[str], today: dt.date) -> Meaning:
    ahead = {"deze": 0, "de": 0}.get(m["which"], 1)
    whole = week_of(today + ahead * WEEK)
    part = m["part"]
    if part:
        first, last, likely = {"begin": (0, 2, 0), "half": (2, 3, 2), "eind": (3, 6, 4)}[part]
        return "week", period(whole.start + first * DAY, whole.start + last * DAY, likely=whole.start + likely * DAY)
    return "week", whole


def _weekend(m: re.Match[str], today: dt.date) -> Meaning:
    saturday = week_of(today).start + 5 * DAY + (WEEK if m["which"] == "volgend" else 0 * DAY)
    return "weekend", period(saturday, saturday + DAY)


def _weekday(m: re.Match[str], today: dt.date) -> Meaning:
    weekday = WEEKDAYS[m["weekday"]]
    if m["which"] == "volgend":
        found = week_of(today).start + WEEK + weekday * DAY
    else:
        found = today + dt.timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if m["count"]:
        found += (1 if m["count"] == "een" else int(m["count"])) * WEEK
        return "day", period(found)
    return "weekday", period(found)


def _monthday(m: re.Match[str], today: dt.date) -> Meaning | None:
    day = int(m[1])
    month = today.replace(day=1)
    for ahead in range(3):
        there = add_months(month, ahead)
        found = _safe(there.year, there.month, day)
        if found and found >= today:
            return "monthday", period(found)
    return None


def _count(text: str) -> tuple[float, bool]:
    """How many, and whether that was said loosely."""
    if text.endswith("paar"):
        return 3, True
    if text.endswith("half"):
        return 0.5, True
    return (1, False) if text == "een" else (float(text.replace(",", ".")), False)


def _length(count: float, unit: str, *, vague: bool) -> Meaning | None:
    months = {"maand": 1, "jaar": 12, "kwartaal": 3}.get(unit, 0) * count
    days = {"dag": 1, "week": 7}.get(unit, 0) * count
    if months > 12 * _LONG or days > 366:
        return None  # an age or a number of days told, never a wait
    whole = int(months)
    return "length", (whole, round(days + (months - whole) * 30), vague)


def _plain_length(m: re.Match[str], _: dt.date) -> Meaning | None:
    count, vague = _count(m[1])
    return _length(count, m[2], vague=vague)


def _about_length(m: re.Match[str], _: dt.date) -> Meaning | None:
    return _length(_count(m[2])[0], m[1], vague=True)


def _between_length(m: re.Match[str], _: dt.date) -> Meaning | None:
    low, high = _count(m[1])[0], _count(m[2])[0]
    return _length((low + high) / 2, m[3], vague=True) if low < high else None


def _in_days(days: int) -> Callable[[re.Match[str], dt.date], Meaning]:
    return lambda _m, today: ("day", period(today + days * DAY))


def _soon(_: re.Match[str], today: dt.date) -> Meaning:
    return "soon", period(today)


def _rule(pattern: str, meaning: Callable[[re.Match[str], dt.date], Meaning | None]) -> Rule:
    return re.compile(rf"(?<= )(?:{pattern})(?= )"), meaning


RULES: tuple[Rule, ...] = (
    _rule(r"(\d{4})-(\d{1,2})-(\d{1,2})", _iso),
    _rule(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})", _dmy),
    _rule(r"(\d{1,2})-(\d{1,2}) (dag|week|maand|jaar)", _between_length),
    _rule(
        rf"(\d{{1,2}})e? ?(?:en|tot|of|tot en met|-) ?(?:de )?(\d{{1,2}})e? (?:van )?(?P<month>{_MONTH})", _day_range
    ),
    _rule(rf"(\d{{1,2}})-(\d{{1,2}}) (?P<month>{_MONTH})", _day_range),
    _rule(r"(\d{1,2})[-/.](\d{1,2})(?! (?:keer|uur))", _dm),
    _rule(r"(\d{1,2})[-/](20\d\d)", _month_year),
    _rule(
        rf"(1e|2e|3e|4e|5e|laatste) (week|weekend|{_DAY}) (?:van |in |of |)(?:de |het |)({_MONTH}|(?:volgend|komend|deze) maand)",
        _nth_in_month,
    ),
    _rule(
        rf"(?P<day>\d{{1,2}})e? (?:dag )?(?:van |of )?(?:de maand )?(?P<month>{_MONTH})(?: (?:in |van |' ?)?(?P<year>20\d\d|\d\d(?! \w+ (?:{_UNIT}))(?=,? $)))?",
        _named_day,
    ),
    _rule(
        rf"(?P<month>{_MONTH}) (?:de |the )?(?P<day>\d{{1,2}})(?:e|)(?! (?:{_UNIT}|uur|20\d\d \d))(?: ,? ?(?P<year>20\d\d))?",
        _named_day,
    ),
    _rule(rf"(1e|2e) helft (?:van |in )?(?:de |het )?(?P<month>{_MONTH})", _half_month),
    _rule(rf"{_PART}(?P<month>{_MONTH})", _month),
    _rule(r"(?P<day>\d{1,2})e? (?:van )?(?:de )?(?P<which>volgend|komend|deze) maand(?P<part>)", _rel_month),
    _rule(rf"{_PART}(?P<which>volgend|komend|deze) maand(?: (?:op )?(?:de )?(?P<day>\d{{1,2}})e?)?", _rel_month),
    _rule(
        rf"eind (?:van )?(?:de )?maand(?P<x>)",
        lambda _m, today: ("month", part_of(month_of(today.year, today.month), "eind")),
    ),
    _rule(r"\d+ (?:lente|zomer|herfst|winter)", _nothing),
    _rule(r"(1e|2e) (?:helft|half jaar)(?: van)?(?: het jaar)?", _half_year),
    _rule(r"(?:(\de|laatste|volgend|komend|deze) kwartaal|q ?(\d)|kwartaal (\d))", _quarter),
    _rule(
        rf"{_PART}(?:(?:de|het) )?(?:(?P<which>deze|komend|volgend) )?(?P<season>lente|zomer|herfst|winter)", _season
    ),
    _rule(rf"{_PART}(?:de |het )?(?P<feast>{'|'.join(name.replace(' ', '') for name in HOLIDAYS)})", _feast),
    _rule(r"(?:het )?nieuwejaar", _new_year),
    _rule(r"(?<! op )(?<!mijn )(?:de )?(grote )?vakantie", _holiday),
    _rule(r"week (\d{1,2})(?! (?:week|maand))", _week_number),
    _rule(rf"een (dag|week|maand|jaar|kwartaal) of ({_COUNT})", _about_length),
    _rule(rf"(week|maand|jaar|dag) of ({_COUNT})", _about_length),
    _rule(
        rf"(?:de )?(?P<which>volgend|komend|deze)? ?(?P<weekday>{_DAY}) (?:over|in) (?P<count>\d+|een) week", _weekday
    ),
    _rule(rf"({_COUNT}) (?:of |a |een |tot |- |, |en )?(\d+(?:,5)?) ({_UNIT})", _between_length),
    _rule(
        rf"({_COUNT}) (?:hele |volle |lange |kleine |extra |dikke |krappe |ruime |goede |dik |ruim |krap |kort |korte )?({_UNIT})",
        _plain_length,
    ),
    _rule(rf"(?:{_PART}(?P<number>20\d\d)(?P<which>))", _rel_year),
    _rule(rf"{_PART}(?P<which>volgend|komend|deze) jaar(?P<number>)", _rel_year),
    _rule(r"(?P<part>begin|half|eind) (?:van )?(?P<which>het) jaar(?P<number>)", _rel_year),
    _rule(r"(?P<which>volgend|komend|deze) week ,? ?(?P<part>begin|half|eind)(?: (?:van )?de week)?", _rel_week),
    _rule(rf"{_PART}(?P<which>volgend|komend|deze) week", _rel_week),
    _rule(r"(?P<part>eind|begin) (?:van )?(?P<which>de) week", _rel_week),
    _rule(r"(?:het )?(?P<which>volgend|komend|deze)? ?weekend", _weekend),
    _rule(rf"(?:de )?(?P<which>volgend|komend|deze)? ?(?P<weekday>{_DAY})(?P<count>)", _weekday),
    _rule(r"overmorgen", _in_days(2)),
    _rule(r"morgen", _in_days(1)),
    _rule(r"(\d{1,2})e(?! (?:kwartaal|keer|week|gesprek|brief|optie))", _monthday),
    _rule(rf"(?<=over )({_UNIT})()", lambda m, _today: _length(1, m[1], vague=True)),
    _rule(r"vandaag", _soon),
    _rule(r"asap|nu", _soon),
)


def spans(line: str, today: dt.date) -> list[Span]:
    """All pieces of time in a simplified line, in order."""
    found: list[Span] = []
    for pattern, meaning in RULES:
        for match in list(pattern.finditer(line)):
            if TAKEN in line[match.start() : match.end()]:
                continue
            meant = meaning(match, today)
            if meant is None:
                continue
            found.append(_span(match, *meant))
            line = line[: match.start()] + TAKEN * (match.end() - match.start()) + line[match.end() :]
    return sorted(found, key=lambda span: span.start)


def _span(match: re.Match[str], kind: Kind, value: Period | Yearly | Length | int | None) -> Span:
    return Span(
        kind=kind,
        start=match.start(),
        stop=match.end(),
        fixed=value if isinstance(value, Period) else None,
        yearly=value if callable(value) else None,
        length=value if isinstance(value, tuple) else None,
    )


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
