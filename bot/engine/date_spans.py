"""The pieces of time in a simplified line: which words are one, in the order in which the rules take them.

Each rule of the grammar is a pattern and what it means; earlier rules take their words away from later ones.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from bot.engine import date_feasts as feasts
from bot.engine import date_lengths as lengths
from bot.engine import date_periods as periods
from bot.engine.calendar_nl import HOLIDAYS, Period
from bot.engine.date_pieces import Kind, Length, Meaning, Span, Yearly
from bot.engine.date_vocabulary import MONTHS, WEEKDAYS

Rule = tuple[re.Pattern[str], Callable[[re.Match[str], dt.date], Meaning | None]]

TAKEN = "~"
"""Stands for the letters that a rule has taken."""

_MONTH = "|".join(MONTHS)
_DAY = "|".join(WEEKDAYS)
_PART = r"(?:(?P<part>begin|half|eind) (?:van |in |of )?(?:de |het |deze )?)?"
_SEASON = "lente|zomer|herfst|winter"
_UNIT = "dag|week|maand|jaar|kwartaal"
_COUNT = r"\d+(?:,5)?|een half|half|een paar|paar|een"


def _rule(pattern: str, meaning: Callable[[re.Match[str], dt.date], Meaning | None]) -> Rule:
    return re.compile(rf"(?<= )(?:{pattern})(?= )"), meaning


_PAST = rf"vorig (?:{_UNIT}|weekend|{_DAY}|{_SEASON}|{_MONTH})(?: (?:in )?(?:de )?(?:{_SEASON}|{_MONTH}))?"

RULES: tuple[Rule, ...] = (
    _rule(rf"{_PAST}|(?:{_SEASON}|{_MONTH}|kerst|pasen) (?:van )?vorig jaar", feasts.nothing),
    _rule(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", periods.iso),
    _rule(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})", periods.dmy),
    _rule(r"(\d{1,2})-(\d{1,2}) (dag|week|maand|jaar)", lengths.between_length),
    _rule(
        rf"(\d{{1,2}})e? ?(?:en|tot|of|tot en met|-) ?(?:de )?(\d{{1,2}})e? (?:van )?(?P<month>{_MONTH})",
        periods.day_range,
    ),
    _rule(rf"(\d{{1,2}})-(\d{{1,2}}) (?P<month>{_MONTH})", periods.day_range),
    _rule(r"(\d{1,2})[-/.](\d{1,2})(?! (?:keer|uur))", periods.dm),
    _rule(r"(\d{1,2})[-/](20\d\d)", periods.month_year),
    _rule(
        rf"(1e|2e|3e|4e|5e|laatste) (week|weekend|{_DAY}) (?:van |in |of |)(?:de |het |)({_MONTH}|(?:volgend|komend|deze) maand)",
        periods.nth_in_month,
    ),
    _rule(
        rf"(?P<day>\d{{1,2}})e? (?:dag )?(?:van |of )?(?:de maand )?(?P<month>{_MONTH})(?: (?:in |van |' ?)?(?P<year>20\d\d|\d\d(?! \w+ (?:{_UNIT}))(?=,? $)))?",
        periods.named_day,
    ),
    _rule(
        rf"(?P<month>{_MONTH}) (?:de |the )?(?P<day>\d{{1,2}})(?:e|)(?! (?:{_UNIT}|uur|20\d\d \d))(?: ,? ?(?P<year>20\d\d))?",
        periods.named_day,
    ),
    _rule(rf"(1e|2e) helft (?:van |in )?(?:de |het )?(?P<month>{_MONTH})", feasts.half_month),
    _rule(rf"{_PART}(?P<month>{_MONTH})", periods.month),
    _rule(r"(?P<day>\d{1,2})e? (?:van )?(?:de )?(?P<which>volgend|komend|deze) maand(?P<part>)", periods.rel_month),
    _rule(rf"{_PART}(?P<which>volgend|komend|deze) maand(?: (?:op )?(?:de )?(?P<day>\d{{1,2}})e?)?", periods.rel_month),
    _rule(
        r"eind (?:van )?(?:de )?maand(?P<x>)",
        periods.month_end,
    ),
    _rule(r"\d+ (?:lente|zomer|herfst|winter)", feasts.nothing),
    _rule(r"(1e|2e) (?:helft|half jaar)(?: van)?(?: het jaar)?", feasts.half_year),
    _rule(r"(?:(\de|laatste|volgend|komend|deze) kwartaal|q ?(\d)|kwartaal (\d))", feasts.quarter),
    _rule(
        rf"{_PART}(?:(?:de|het) )?(?:(?P<which>deze|komend|volgend) )?(?P<season>lente|zomer|herfst|winter)",
        feasts.season,
    ),
    _rule(rf"{_PART}(?:de |het )?(?P<feast>{'|'.join(name.replace(' ', '') for name in HOLIDAYS)})", feasts.feast),
    _rule(r"(?:het )?nieuwejaar", feasts.new_year),
    _rule(r"(?<! op )(?<!mijn )(?:de )?(grote )?vakantie", feasts.holiday),
    _rule(r"week (\d{1,2})(?! (?:week|maand))", periods.week_number),
    _rule(rf"een (dag|week|maand|jaar|kwartaal) of ({_COUNT})", lengths.about_length),
    _rule(rf"(week|maand|jaar|dag) of ({_COUNT})", lengths.about_length),
    _rule(
        rf"(?:de )?(?P<which>volgend|komend|deze)? ?(?P<weekday>{_DAY}) (?:over|in) (?P<count>\d+|een) week",
        periods.weekday,
    ),
    _rule(rf"({_COUNT}) (?:of |a |een |tot |- |, |en )?(\d+(?:,5)?) ({_UNIT})", lengths.between_length),
    _rule(
        rf"({_COUNT}) (?:hele |volle |lange |kleine |extra |dikke |krappe |ruime |goede |dik |ruim |krap |kort |korte )?({_UNIT})",
        lengths.plain_length,
    ),
    _rule(rf"(?:{_PART}(?P<number>20\d\d)(?P<which>))", periods.rel_year),
    _rule(rf"{_PART}(?P<which>volgend|komend|deze) jaar(?P<number>)", periods.rel_year),
    _rule(r"(?P<part>begin|half|eind) (?:van )?(?P<which>het) jaar(?P<number>)", periods.rel_year),
    _rule(r"(?P<which>volgend|komend|deze) week ,? ?(?P<part>begin|half|eind)(?: (?:van )?de week)?", periods.rel_week),
    _rule(rf"{_PART}(?P<which>volgend|komend|deze) week", periods.rel_week),
    _rule(r"(?P<part>eind|begin) (?:van )?(?P<which>de) week", periods.rel_week),
    _rule(r"(?:het )?(?P<which>volgend|komend|deze)? ?weekend", periods.weekend),
    _rule(rf"(?:de )?(?P<which>volgend|komend|deze)? ?(?P<weekday>{_DAY})(?P<count>)", periods.weekday),
    _rule(r"overmorgen", periods.in_days(2)),
    _rule(r"morgen", periods.in_days(1)),
    _rule(r"(\d{1,2})e(?! (?:kwartaal|keer|week|gesprek|brief|optie))", periods.monthday),
    _rule(rf"(?<=over )({_UNIT})()", lambda m, _today: lengths.length(1, m[1], vague=True)),
    _rule(r"vandaag", periods.soon),
    _rule(r"asap|nu", periods.soon),
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
