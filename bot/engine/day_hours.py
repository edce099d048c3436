"""A time of day against buttons that are parts of the day: "20u" is in "Avond", "na enen" in "Middag (12-17)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.engine.phrases import tokens
from bot.engine.wording import plain

Hours = tuple[float, float]
"""From, up to (not included), in hours of the day."""

_PARTS = {
    "ochtend": (6.0, 12.0),
    "middag": (12.0, 18.0),
    "avond": (18.0, 24.0),
    "nacht": (0.0, 6.0),
    "overdag": (6.0, 18.0),
}
_BY_NAME = (
    ("namiddag", "middag"),
    ("voormiddag", "ochtend"),
    ("ochtend", "ochtend"),
    ("morgen", "ochtend"),
    ("middag", "middag"),
    ("avond", "avond"),
    ("nacht", "nacht"),
    ("overdag", "overdag"),
)
_WORDS = {"een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10}
_WORDS |= {"elf": 11, "twaalf": 12, "enen": 1, "1en": 1, "tweeen": 2, "drieen": 3, "vieren": 4, "vijven": 5}
_WORDS |= {"zessen": 6, "zevenen": 7, "achten": 8, "negenen": 9, "tienen": 10, "elven": 11, "twaalven": 12}
_HOUR = rf"\d{{1,2}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))}"
_MONTHS = ("jan", "feb", "maart", "april", "mei", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
_RANGE = re.compile(r"\b(\d{1,2})(?:[:.]\d\d)? ?(?:u|uur)? ?(?:-|tot|en|a) ?(\d{1,2})(?:[:.]\d\d)? ?(?:u\b|uur\b|$|\))")
_BEFORE = "om|rond|vanaf|na|tegen|tussen|voor|tot|after|at"
_CLOCK = re.compile(
    rf"\b(?P<half1>half )?(?P<hour1>{_HOUR}) ?(?:[:.](?P<minutes>[0-5]\d)\b|uur\b|u(?:[0-5]\d)?\b|h\b)"
    rf"|\b(?:(?:{_BEFORE}) (?:ongeveer )?(?P<half2>half )?|(?P<half3>half ))(?P<hour2>{_HOUR})(?:en)?\b"
    rf"(?! (?:jaar|jr|maand|mnd|week|weken|dag|keer|{'|'.join(_MONTHS)}))"
)


def parts_of_day(labels: Sequence[str]) -> list[Hours | None]:
    """What each button covers of the day, by name or by its own hours; None for a button about something else."""
    return [_covers(plain(label)) for label in labels]


def within_hours(text: str, covered: Sequence[Hours | None]) -> int | None:
    """The one button whose part of the day holds the hour that a text names; None when none or more does.

    An hour below seven without "'s ochtends" is one of the afternoon or evening: nobody is called at three at night.
    """
    line = re.sub(r"\been (?:uur|uurtje) of (?=\w)", "", plain(text))
    if sum(one is not None for one in covered) < 2 or re.search(r"\b(?:niet|geen|nooit)\b", line):
        return None
    match = _CLOCK.search(line)
    if not match:
        return None
    hour = _hour(match)
    if hour is None:
        return None
    late, early = re.search(r"avond|middag", line), re.search(r"ochtend|morgen|nacht", line)
    if (late and hour < 12) or (hour < 7 and not early):
        hour += 12
    if re.match(r"voor|tot", match[0]):
        hour -= 0.5
    found = [at for at, one in enumerate(covered) if one and one[0] <= hour < one[1]]
    return found[0] if len(found) == 1 else None


def _hour(match: re.Match[str]) -> float | None:
    """The hour of a match as a number from 0 up to 24; None when there is no such hour."""
    word = match["hour1"] or match["hour2"]
    hour = float(_WORDS.get(word, 0) or word) + int(match["minutes"] or 0) / 60
    half = match["half1"] or match["half2"] or match["half3"]
    return hour - 0.5 * bool(half) if 0 <= hour < 24 else None


def _covers(label: str) -> Hours | None:
    own = _RANGE.search(label)
    named = next((part for name, part in _BY_NAME if any(name in word for word in tokens(label))), None)
    if own and (named or re.search(r"\du|uur|[:.]\d\d", label)):
        return float(own[1]), _PARTS["avond"][1] if named == "avond" else float(own[2])
    return _PARTS[named] if named else None
