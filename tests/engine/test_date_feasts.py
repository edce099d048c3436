"""Seasons, feasts, quarters and halves by name."""

from __future__ import annotations

from datetime import date

import pytest

from bot.engine.dates import read_date

TODAY = date(2026, 4, 14)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("in het nieuwe jaar", date(2027, 1, 1)),
        ("tweede helft van mei", date(2026, 5, 15)),
        ("q3", date(2026, 7, 1)),
        ("volgend kwartaal", date(2026, 7, 1)),
        ("volgend voorjaar", date(2027, 4, 1)),
        ("na de zomer", date(2026, 9, 1)),
        ("na pinksteren", date(2026, 5, 26)),
        ("als de bouwvak voorbij is", date(2026, 8, 24)),
    ],
)
def test_day_kept(text: str, day: date) -> None:
    """The day kept is the first that fits the words."""
    reading = read_date(text, TODAY)
    assert reading is not None
    assert reading.date == day


def test_the_holidays_without_a_name() -> None:
    """Said without a name they are those of the summer when that is at hand, and otherwise say nothing."""
    assert read_date("na de vakantie", TODAY) is None
    assert read_date("na de vakantie", date(2026, 7, 1)) is not None
