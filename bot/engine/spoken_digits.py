"""Digits written out in Dutch words: "nul zes twaalf vierendertig" is 061234."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ONES = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_TEENS = ("tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien")
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_SHORTEST = 6  # digits; fewer say nothing


def _numbers() -> dict[str, str]:
    words = {word: str(value) for value, word in enumerate(_ONES)}
    words |= {word: str(10 + value) for value, word in enumerate(_TEENS)}
    for tens, word in enumerate(_TENS, start=2):
        words[word] = f"{tens}0"
        for value, one in enumerate(_ONES[1:], start=1):
            words[f"{one}en{word}"] = f"{tens}{value}"
    for value, one in enumerate(_ONES):
        words[f"dubbel{one}"] = f"{value}{value}"
    words |= {"nulzes": "06", "nulzesje": "06", "zesje": "6", "o": "0", "zero": "0", "plus": "+"}
    words |= {"nulnul": "00", "nultien": "010", "nultwintig": "020"}
    return words


_VALUE = _numbers()
_WORD = re.compile(r"[a-z]+|\d{1,2}(?!\d)|\d{3,10}")
_BETWEEN = re.compile(r"[\s,.;/-]{0,4}")


def spoken(text: str) -> Iterator[tuple[str, int, int]]:
    """Runs of number words and digits with at least one such word, as ``(digits, start, end)``."""
    digits, start, end, words = "", 0, 0, 0
    tens = ""
    for found in _WORD.finditer(text.lower()):
        word = found.group()
        value = word if word.isdigit() else _VALUE.get(word)
        gap = bool(digits) and not _BETWEEN.fullmatch(text, end, found.start())
        if word == "en" and digits and not gap and digits[-1:].isdigit():
            tens, end = digits[-1], found.end()  # "vier en dertig" is 34
            continue
        if value is None or gap:
            if words and len(digits) >= _SHORTEST:
                yield digits, start, end
            digits, words, tens = "", 0, ""
            if value is None:
                continue
        if not digits:
            start = found.start()
        if tens and len(value) == 2 and value.endswith("0"):
            digits, value = digits[:-1], value[0] + tens
        tens = ""
        digits += value.removeprefix("+")
        if value == "+":
            digits += "00"
        words += not word.isdigit()
        end = found.end()
    if words and len(digits) >= _SHORTEST:
        yield digits, start, end
