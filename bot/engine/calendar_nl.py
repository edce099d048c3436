"""The Dutch calendar people plan by: feast days, seasons and school holidays, as periods of a given year.

Sources of the rules: Easter by the anonymous Gregorian computus (Meeus, *Astronomical Algorithms*, ch. 8); Islamic
days by the tabular (civil) calendar, which may differ a day from the observed new moon, hence a window of one day on
either side; school holidays as weeks in which at least one of the three regions is free (the ministry fixes them per
year; these are the weeks it has used, so they are windows, never promises).
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

Granularity = Literal["day", "week", "month", "quarter", "season", "year"]

DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days from ``start`` to ``end``, both included.

    ``likely`` is the one day to keep when only one can be kept; ``after`` the first day on which people say the period
    is over (which for a season is not the day after the almanac's last).
    """

    start: dt.date
    end: dt.date
    likely: dt.date
    after: dt.date
    granularity: Granularity = "day"


def period(
    start: dt.date,
    end: dt.date | None = None,
    *,
    granularity: Granularity = "day",
    likely: dt.date | None = None,
    after: dt.date | None = None,
) -> Period:
    """A period with the usual defaults: one day, likeliest at its start, over the day after its end."""
    end = end or start
    return Period(start=start, end=end, likely=likely or start, after=after or end + DAY, granularity=granularity)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day number so many months later, or the last day of a shorter month."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month0 + 1, min(day.day, calendar.monthrange(year, month0 + 1)[1]))


def month_of(year: int, month: int) -> Period:
    """A whole month."""
    return period(
        dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), granularity="month"
    )


def week_of(day: dt.date) -> Period:
    """The week, Monday to Sunday, that a day is in."""
    monday = day - dt.timedelta(days=day.weekday())
    return period(monday, monday + 6 * DAY, granularity="week")


def easter(year: int) -> dt.date:
    """Easter Sunday in the Western churches (Meeus)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, leap_rest = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - shift + 15) % 30
    weekday = (32 + 2 * leap_rest + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day0 = divmod(epact + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day0 + 1)


def islamic(hijri_year: int, month: int, day: int) -> dt.date:
    """A day of the tabular Islamic calendar (civil epoch, 16 July 622 Julian) in ours; off by a day at most or so."""
    before = (hijri_year - 1) * 354 + (3 + 11 * hijri_year) // 30 + (59 * (month - 1) + 1) // 2 + day
    return dt.date.fromordinal(before + 227014)


def _islamic_period(year: int, first: tuple[int, int], days: int) -> Period:
    """The first occurrence that begins in a year of ours, a day wider on both sides."""
    hijri = int((year - 622) * 33 / 32)
    starts = (islamic(hijri + step, *first) for step in range(-1, 4))
    start = next(found for found in starts if found.year >= year)
    return period(start - DAY, start + days * DAY, likely=start, granularity="day")


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date | None:
    """The nth (1, 2, ...; -1 is the last) given weekday (Monday is 0) of a month, or None when there is none."""
    days = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
    at = nth if nth < 0 else nth - 1
    return dt.date(year, month, days[at]) if -len(days) <= at < len(days) else None


def _saturday(year: int, month: int, earliest: int) -> dt.date:
    first = dt.date(year, month, earliest)
    return first + dt.timedelta(days=(5 - first.weekday()) % 7)


def _weeks(start: dt.date, weeks: int) -> Period:
    """School holidays run from a Saturday to the last Sunday."""
    return period(start, start + weeks * WEEK + DAY, granularity="week")


def _day(month: int, day: int) -> Callable[[int], Period]:
    return lambda year: period(dt.date(year, month, day))


def _easter(offset: int, days: int = 1) -> Callable[[int], Period]:
    return lambda year: period(easter(year) + offset * DAY, easter(year) + (offset + days - 1) * DAY)


def _season(
    start: tuple[int, int], end: tuple[int, int], likely: tuple[int, int], after: tuple[int, int]
) -> Callable[[int], Period]:
    def of(year: int) -> Period:
        later = [dt.date(year + (point < start), *point) for point in (end, likely, after)]
        return period(dt.date(year, *start), later[0], likely=later[1], after=later[2], granularity="season")

    return of


def _sunday(month: int, nth: int) -> Callable[[int], Period]:
    return lambda year: period(nth_weekday(year, month, 6, nth) or dt.date(year, month, 1))


SEASONS: Mapping[str, Callable[[int], Period]] = {
    # Wide on purpose: the weather's seasons begin three weeks before the almanac's.
    "lente": _season((3, 1), (6, 20), (4, 1), (6, 21)),
    "zomer": _season((6, 1), (9, 21), (7, 1), (9, 1)),
    "herfst": _season((9, 1), (12, 20), (10, 1), (12, 21)),
    "winter": _season((12, 1), (3, 20), (12, 21), (3, 21)),
}

HOLIDAYS: Mapping[str, Callable[[int], Period]] = {
    "nieuwjaar": _day(1, 1),
    "driekoningen": _day(1, 6),
    "valentijn": _day(2, 14),
    "carnaval": _easter(-49, 3),
    "aswoensdag": _easter(-46),
    "goede vrijdag": _easter(-2),
    "pasen": _easter(0, 2),
    "paaszondag": _easter(0),
    "paasmaandag": _easter(1),
    "pinksterzondag": _easter(49),
    "pinkstermaandag": _easter(50),
    "eerstekerstdag": _day(12, 25),
    "tweedekerstdag": _day(12, 26),
    "hemelvaart": _easter(39),
    "pinksteren": _easter(49, 2),
    "koningsdag": _day(4, 27),
    "dodenherdenking": _day(5, 4),
    "bevrijdingsdag": _day(5, 5),
    "moederdag": _sunday(5, 2),
    "vaderdag": _sunday(6, 3),
    "keti koti": _day(7, 1),
    "dierendag": _day(10, 4),
    "halloween": _day(10, 31),
    "sint maarten": _day(11, 11),
    "sinterklaas": _day(12, 5),
    "kerst": lambda year: period(dt.date(year, 12, 25), dt.date(year, 12, 26)),
    "feestdagen": lambda year: period(dt.date(year, 12, 24), dt.date(year + 1, 1, 1), after=dt.date(year + 1, 1, 2)),
    "oudjaar": _day(12, 31),
    "oud en nieuw": lambda year: period(dt.date(year, 12, 31), dt.date(year + 1, 1, 1)),
    "ramadan": lambda year: _islamic_period(year, (9, 1), 30),
    "suikerfeest": lambda year: _islamic_period(year, (10, 1), 3),
    "offerfeest": lambda year: _islamic_period(year, (12, 10), 4),
    "voorjaarsvakantie": lambda year: _weeks(_saturday(year, 2, 13), 2),
    "meivakantie": lambda year: _weeks(_saturday(year, 4, 21), 2),
    "zomervakantie": lambda year: _weeks(_saturday(year, 7, 4), 8),
    "bouwvak": lambda year: _weeks(_saturday(year, 7, 11), 6),
    "herfstvakantie": lambda year: _weeks(_saturday(year, 10, 10), 2),
    "kerstvakantie": lambda year: _weeks(_saturday(year, 12, 19), 2),
}
