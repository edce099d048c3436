"""A button by its number or place."""

from __future__ import annotations

import pytest

from bot.engine.answer_places import NO_SUCH, placed, several
from bot.engine.phrases import stem


def stems(text: str) -> list[str]:
    """The words as the recogniser passes them."""
    return [stem(word) for word in text.split()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2", 1),
        ("nr 4", 3),
        ("doe die derde maar", 2),
        ("de laatste", 4),
        ("de een na laatste", 3),
        ("de middelste", 2),
        ("7", NO_SUCH),
        ("1 of 2", None),
        ("een brief", None),
        ("3 jaar", None),
    ],
)
def test_placed(text: str, expected: int | None) -> None:
    """Only a number or place and nothing else names a button."""
    assert placed(stems(text), 5) == expected


def test_several() -> None:
    """More numbers are more buttons, if all of them are there."""
    assert several(stems("1 en 3"), 5) == {0, 2}
    assert several(stems("1 en 9"), 5) == frozenset()
