"""Words of a message are brought to plain forms."""

from __future__ import annotations

import pytest

from bot.engine.words import LONGEST, stems, words


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Wát kóst dit?", ["wat", "kost", "dit", "?"]),
        ("kheb m'n brief", ["ik", "heb", "mijn", "brief"]),
        ("heeeel lang", ["hel", "lang"]),
        ("ff wachten aub!!", ["even", "wachten", "aub"]),
        ("100 euro", ["100", "euro"]),
        ("…🙂", []),
    ],
)
def test_spelling_is_brought_together(typed: str, expected: list[str]) -> None:
    """Capitals, accents, stretched letters and short forms give the same words as the full spelling."""
    assert words(typed) == expected


def test_a_pasted_text_is_read_up_to_a_limit() -> None:
    """However long a text is, the work on it stays bounded."""
    assert len(words("woord " * LONGEST)) <= LONGEST


def test_stems_keep_their_places() -> None:
    """Every word has a stem at the same place, and forms of one word share it."""
    assert stems(["brief", "brieven"])[0] == stems(["brief", "brieven"])[1]
    assert len(stems(["a", "?", "praten"])) == 3
