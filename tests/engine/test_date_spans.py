"""Which words of a line are a piece of time, and of which kind."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from bot.engine.date_spans import spans
from bot.engine.date_words import simplify

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("over 3 weken", ["length"]),
        ("volgende week donderdag", ["week", "weekday"]),
        ("3-4-2026", ["day"]),
        ("eind mei, begin juni", ["month", "month"]),
        ("na de zomer van 2027", ["season", "year"]),
        ("met kerst", ["feast"]),
        ("tweede kwartaal", ["quarter"]),
        ("dit weekend", ["weekend"]),
        ("vorige week", ["day"]),
        ("als ik vrijkom", []),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    """Every piece is found once, in order; what is past is found and means nothing."""
    assert [span.kind for span in spans(simplify(text), TODAY)] == kinds


def test_no_letter_is_taken_twice() -> None:
    """Two pieces never share a letter."""
    found = spans(simplify("van 1 tot 15 mei of over 2 of 3 weken, week 12 dinsdag 5 juni 2027"), TODAY)
    assert all(one.stop <= other.start for one, other in pairwise(found))
