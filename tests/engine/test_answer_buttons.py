"""What speaks for which button."""

from __future__ import annotations

from bot.engine.answer_buttons import Buttons
from bot.engine.lexicon import NO_WORDS
from tests.engine.examples import words


def given(*labels: str) -> Buttons:
    """Buttons with these labels and the words as they ship."""
    return Buttons(tuple((label,) for label in labels), words())


def test_kinds() -> None:
    """The yes, the no, the don't-know and the skip of a question are known by their labels; "Verder" is none."""
    assert given("Ja, zelf", "Nee", "Weet ik niet", "Overslaan", "Verder").kinds == [
        "ja",
        "nee",
        "weet-ik-niet",
        "overslaan",
        None,
    ]


def test_what_all_share_tells_nothing() -> None:
    """A word in every label speaks for none of them."""
    both = Buttons((("Rode fiets",), ("Blauwe fiets",)), NO_WORDS)
    assert "~fiets" not in both.owners
    assert both.owners["~rod"] == {0}


def test_sort_of_question() -> None:
    """The groups that most labels belong to are the sort of question; "Iets anders" is the last resort."""
    events = given("Geweld", "Diefstal", "Verkeersongeval", "Iets anders")
    assert events.groups == {"gebeurtenis"}
    assert events.other == 3
    assert given("Voor mezelf", "Voor iemand anders").other is None
