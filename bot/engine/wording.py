"""Words as people type them: plain letters, near spellings. Shared by the readers of dates and of typed answers."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "—": "-", "\u00a0": " "})


def plain(text: str) -> str:
    """Lower case, without accents, with one kind of apostrophe and dash."""
    folded = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    return "".join(letter for letter in folded if not unicodedata.combining(letter)).replace("⁄", "/")


def near(word: str, other: str, most: int) -> bool:
    """Whether two words are at most so many slips apart (a letter more, less, other, or two swapped)."""
    if abs(len(word) - len(other)) > most:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        older, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if older and i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == against:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return False
    return row[-1] <= most


def slips(word: str) -> int:
    """How many slips a word of this length forgives: none in a short one, two in a long one."""
    return 0 if len(word) < 5 else 1 if len(word) < 9 else 2


def nearest(word: str, meanings: Mapping[str, str]) -> str | None:
    """The meaning of the known word this is a misspelling of; None when there is none or the nearest ones differ."""
    for most in range(1, slips(word) + 1):
        found = {meaning for known, meaning in meanings.items() if near(word, known, most)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None
