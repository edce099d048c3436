"""Telephone numbers in texts."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(?<![\w-])(\+?\d[\d -]{1,16}\d)(?![\w-])")
_SHORT = frozenset({"112", "113", "144", "911"})


def written_numbers(text: str) -> list[str]:
    """What looks like a telephone number, as it is written: "0800-2000", "030 - 234 00 45", "112"."""
    return [found.strip() for found in _NUMBER.findall(text) if _like_a_telephone(found)]


def telephone_numbers(text: str) -> list[str]:
    """The same as digits only, in order of appearance."""
    return [digits(number) for number in written_numbers(text)]


def digits(number: str) -> str:
    """A number without what is put between for reading."""
    return re.sub(r"\D", "", number)


def _like_a_telephone(written: str) -> bool:
    bare = digits(written)
    return (bare.startswith("0") and len(bare) >= 8) or written.startswith("+") or bare in _SHORT
