"""A button named by its number or place: "2", "nr 4", "de laatste", "doe die derde maar"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.engine.date_vocabulary import NUMBERS
from bot.engine.phrases import stem

NO_SUCH = -1
"""A number that no button has."""

_FILLER = """
ik wil graag doe maar de die dat het nr nummer nummero no optie keuze antwoord knop option number kies neem ga voor mij dan nou ok oke knopje
geef liever liefst aub alsjeblieft alstublieft please pls mogelijkheid punt dus wel is lijkt goed wat nemen kiezen denk gewoon ja the one hier
"""
_FIRST = frozenset(stem(word) for word in ("eerste", "bovenste", "first", "1e"))
_LAST = frozenset(stem(word) for word in ("laatste", "onderste", "last", "achterste"))
_MIDDLE = frozenset(stem(word) for word in ("middelste", "midden", "middle"))


_LETTER = re.compile(
    r"(?:ik |neem |kies |doe |de |wil )*(?:opti|keus|antword|leter|knop|option) ([a-h])(?: mar| graag)?|([bcd])"
)
"""A button named by a letter, as in a quiz: with the word before it, or one that is no word by itself."""


@lru_cache(maxsize=1)
def _fillers() -> frozenset[str]:
    return frozenset(stem(word) for word in _FILLER.split())


@lru_cache(maxsize=1)
def _spelt() -> Mapping[str, int]:
    numbers = {stem(word): int(value.rstrip("e")) for word, value in NUMBERS.items() if value.rstrip("e").isdigit()}
    return numbers | {stem("een"): 1}


def placed(said: Sequence[str], total: int) -> int | None:
    """The index of the button that these (stemmed) words name by number or place and nothing else.

    ``NO_SUCH`` for a number beyond the last button; None when the words are not just a place.
    """
    line = " ".join(said)
    if re.fullmatch(r"(?:(?:de |die )?(?:en|een|1) (?:na|voor) (?:de )?latst|de vorlatst|vorlatst)(?: \w+)?", line):
        return total - 2 if total > 1 else NO_SUCH
    letter = _LETTER.fullmatch(line)
    if letter:
        at = "abcdefgh".index(letter[1] or letter[2])
        return at if at < total else NO_SUCH
    rest = [word for word in said if word not in _fillers()]
    if len(rest) > 1 and rest[0] == stem("een"):
        rest = rest[1:]
    if len(rest) != 1:
        return None
    word = rest[0]
    if word in _MIDDLE:
        return total // 2 if total % 2 else None
    if word in _FIRST:
        return 0
    if word in _LAST:
        return total - 1
    value = number(word)
    if value is None:
        return None
    return value - 1 if 1 <= value <= total else NO_SUCH


def number(word: str) -> int | None:
    """A (stemmed) word as a number, ordinal or not."""
    digits = re.fullmatch(r"([1-9]\d{0,3}|0)(?:e|ste|st|de|d)?", word)
    return int(digits[1]) if digits else _spelt().get(word)


def several(said: Sequence[str], total: int) -> frozenset[int]:
    """The buttons of "1 en 3": nothing but numbers that buttons have; empty for anything else."""
    rest = [word for word in said if word not in _fillers() | {"en", "and", "of"}]
    found = [number(word) for word in rest]
    if not found or any(value is None or not 1 <= value <= total for value in found):
        return frozenset()
    return frozenset(value - 1 for value in found if value)
