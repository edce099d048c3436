"""A time of day against buttons that are parts of the day."""

from __future__ import annotations

import pytest

from bot.engine.day_hours import parts_of_day, within_hours

NAMED = ("Ochtend", "Middag", "Avond", "Maakt niet uit")
EXACT = ("Ochtend (9-12)", "Middag (12-17)", "Avond (17-20)")


def test_what_buttons_cover() -> None:
    """A part of the day by name, or by the hours a button gives itself; other buttons cover nothing."""
    assert parts_of_day(NAMED) == [(6.0, 12.0), (12.0, 18.0), (18.0, 24.0), None]
    assert parts_of_day(EXACT)[:2] == [(9.0, 12.0), (12.0, 17.0)]
    assert parts_of_day(("1 tot 5 jaar", "Meer dan 5 jaar")) == [None, None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20u", 2),
        ("half 9 's avonds", 2),
        ("om 14.00 uur", 1),
        ("tussen 1 en 3", 1),
        ("na 1en", 1),
        ("vanaf een uur of zes", 2),
        ("voor 12", 0),
        ("10 uur", 0),
        ("vanaf 18.30", 2),
        ("niet om 9 uur", None),
        ("over 3 maanden", None),
        ("na 2 weken", None),
        ("prima", None),
    ],
)
def test_hours(text: str, expected: int | None) -> None:
    """An hour falls in one part of the day; what is denied, a length of time or no time at all falls in none."""
    assert within_hours(text, parts_of_day(NAMED)) == expected


def test_needs_two_parts() -> None:
    """One button about the day among others does not make an hour an answer."""
    assert within_hours("20u", parts_of_day(("Avond", "Een brief"))) is None
