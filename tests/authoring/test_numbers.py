from __future__ import annotations

import pytest

from bot.authoring.numbers import telephone_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Bel 030 - 234 00 45, of **112**.", ["0302340045", "112"]),
        ("Call 0800-2000 (free), 0800-0188 or +31 30 2340045.", ["08002000", "08000188", "+31 30 2340045"]),
        ("In 2020 waren het er 150 tot 200.", []),
    ],
)
def test_telephone_numbers_are_told_from_other_numbers(text: str, numbers: list[str]) -> None:
    """However they are spaced; years and amounts are none."""
    assert telephone_numbers(text) == ["".join(filter(str.isdigit, number)) for number in numbers]
