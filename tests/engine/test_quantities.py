"""Amounts against buttons that are ranges."""

from __future__ import annotations

import pytest

from bot.engine.quantities import are_ranges, common_unit, ranges, within

AGO = ("Minder dan 1 jaar geleden", "1 tot 5 jaar geleden", "Meer dan 5 jaar geleden")
AGES = ("Jonger dan 16", "16 of 17", "18 of ouder")
TIMES = ("Eén keer", "Een paar keer", "Vaak")


def place(text: str, labels: tuple[str, ...]) -> int | None:
    """The button that holds the amount."""
    return within(text, ranges(labels), common_unit(labels))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vorige maand", 0),
        ("nog geen jaar", 0),
        ("een jaar of drie", 1),
        ("5 jaar", 1),
        ("ruim 5 jaar", 2),
        ("heel lang geleden", 2),
        ("vorig jaar", None),
        ("mooi weer", None),
    ],
)
def test_ago(text: str, expected: int | None) -> None:
    """How long ago falls in one range, or in none when it may be in two."""
    assert place(text, AGO) == expected


@pytest.mark.parametrize(("text", "expected"), [("15", 0), ("ik ben 17 jaar", 1), ("bijna 18", 1), ("volwassen", 2)])
def test_ages(text: str, expected: int) -> None:
    """An age counts in years, said or not."""
    assert place(text, AGES) == expected


def test_what_are_ranges() -> None:
    """Buttons are ranges when two or more name an amount."""
    assert are_ranges(ranges(AGO))
    assert not are_ranges(ranges(("Een brief", "Een gesprek")))
    assert not are_ranges(ranges(TIMES[1:]))
