"""What was typed, brought back to the words of the date grammar."""

from __future__ import annotations

import pytest

from bot.engine.date_words import simplify


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Over een half jaartje, ofzo", "over een half jaar , ofzo"),
        ("1ste juni", "1e juni"),
        ("z.s.m. graag", "asap graag"),
        ("over twee en een half jaar", "over 2,5 jaar"),
        ("1½ jaar", "1,5 jaar"),
        ("setpember", "september"),
        ("jan/feb", "jan of februari"),
        ("eenentwintig maart", "21 maart"),
        ("15mei", "15 mei"),
        ("donderdagochtend", "donderdag"),
    ],
)
def test_simplify(text: str, line: str) -> None:
    """Numbers, units, months and slips of the finger come out in one spelling."""
    assert simplify(text).strip() == line


@pytest.mark.parametrize("text", ["06-12345678", "bel 06 12 34 56 78", "om 14:30", "€ 300", "123456782", "om 3 uur"])
def test_shielded(text: str) -> None:
    """A telephone number, a time, a price or a long number never reaches the grammar as digits."""
    assert not any(letter.isdigit() for letter in simplify(text))


@pytest.mark.parametrize(
    "text", ["oom jan zegt het", "dat maakt mij bang", "eerst mogen jullie dat doen", "mijn nummer"]
)
def test_ordinary_words_stay(text: str) -> None:
    """Words a slip away from a month or a day are left alone."""
    assert simplify(text).split() == text.split()
