"""Lengths of time."""

from __future__ import annotations

import pytest

from bot.engine.date_lengths import amount, length


@pytest.mark.parametrize(
    ("text", "expected"), [("een", (1, False)), ("2,5", (2.5, False)), ("een half", (0.5, True)), ("paar", (3, True))]
)
def test_amount(text: str, expected: tuple[float, bool]) -> None:
    """Half and a few are said loosely, a number is not."""
    assert amount(text) == expected


def test_length() -> None:
    """Years and quarters are months, half a month is fifteen days, and nobody waits fifteen years."""
    assert length(2.5, "jaar", vague=False) == ("length", (30, 0, False))
    assert length(1.5, "maand", vague=False) == ("length", (1, 15, False))
    assert length(3, "week", vague=True) == ("length", (0, 21, True))
    assert length(16, "jaar", vague=False) is None
