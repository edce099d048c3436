"""The words around a piece of time."""

from __future__ import annotations

from datetime import date

import pytest

from bot.engine.date_relations import relation, told
from bot.engine.date_spans import spans
from bot.engine.date_words import simplify

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vanaf 1 juni", "from"),
        ("niet eerder dan 1 juni", "from"),
        ("na 1 juni", "after"),
        ("na mijn verlof op 1 juni", "after"),
        ("1 juni is de zitting, daarna graag", "after"),
        ("voor 1 juni", "before"),
        ("tot 1 juni", "until"),
        ("niet in juni", "not"),
        ("juni kan niet", "not"),
        ("in juni", "none"),
    ],
)
def test_relation(text: str, expected: str) -> None:
    """A day or month is bound as the words before and behind it say."""
    line = simplify(text)
    span = spans(line, TODAY)[0]
    assert relation(line, span, span.start, span.stop) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ik ben 12 jaar", True),
        ("3 jaar cel", True),
        ("al 2 maanden", True),
        ("nog 2 maanden", False),
        ("over 3 jaar", False),
    ],
)
def test_told(text: str, expected: bool) -> None:
    """An age, a sentence or time gone by is told, not waited for."""
    line = simplify(text)
    assert told(line, spans(line, TODAY)[0]) is expected
