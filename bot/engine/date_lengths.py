"""Lengths of time in a simplified line: "over 3 weken", "een maand of drie", "2 a 3 weken"."""

from __future__ import annotations

import datetime as dt
import re

from bot.engine.date_pieces import Meaning

_LONG = 15
"""Years; longer is an age or a sentence, never a wait."""


def amount(text: str) -> tuple[float, bool]:
    """How many, and whether that was said loosely."""
    if text.endswith("paar"):
        return 3, True
    if text.endswith("half"):
        return 0.5, True
    return (1, False) if text == "een" else (float(text.replace(",", ".")), False)


def length(count: float, unit: str, *, vague: bool) -> Meaning | None:
    """So many of a unit; None when no one waits that long. Half a month is 15 days."""
    months = {"maand": 1, "jaar": 12, "kwartaal": 3}.get(unit, 0) * count
    days = {"dag": 1, "week": 7}.get(unit, 0) * count
    if months > 12 * _LONG or days > 366:
        return None  # an age or a number of days told, never a wait
    whole = int(months)
    return "length", (whole, round(days + (months - whole) * 30), vague)


def plain_length(m: re.Match[str], _: dt.date) -> Meaning | None:
    """As in "3 weken", "een half jaar"."""
    count, vague = amount(m[1])
    return length(count, m[2], vague=vague)


def about_length(m: re.Match[str], _: dt.date) -> Meaning | None:
    """As in "Een maand of drie": loosely that many."""
    return length(amount(m[2])[0], m[1], vague=True)


def between_length(m: re.Match[str], _: dt.date) -> Meaning | None:
    """As in "2 of 3 weken": the middle of both."""
    low, high = amount(m[1])[0], amount(m[2])[0]
    return length((low + high) / 2, m[3], vague=True) if low < high else None
