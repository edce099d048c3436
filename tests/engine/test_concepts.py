"""The lexicon finds words that mean the same."""

from __future__ import annotations

from bot.engine.concepts import Concepts
from bot.engine.words import stems, words

LEXICON = {"geld": ["geld", "euro*", "doekoe"], "duur": ["hoe lang", "duren"], "tijd": ["lang"]}


def found(text: str) -> list[tuple[int, str]]:
    """The concepts in a text."""
    typed = words(text)
    return Concepts(LEXICON).find(typed, stems(typed))


def test_words_phrases_and_beginnings_are_found_at_their_place() -> None:
    """A word, a phrase of two words and a word with any ending each give their concept, in order."""
    assert found("hoe lang kost het doekoe") == [(0, "duur"), (1, "tijd"), (4, "geld")]
    assert found("tien eurootjes") == [(1, "geld")]


def test_another_form_of_the_word_counts() -> None:
    """Coordinators write one form of a word and need not think of the others."""
    lexicon = Concepts({"brief": ["brief"]})
    typed = words("twee brieven en een briefje")
    assert [place for place, _ in lexicon.find(typed, stems(typed))] == [1, 4]


def test_nothing_is_found_in_other_words() -> None:
    """A text without words of the lexicon has no concepts, and an empty lexicon finds none."""
    assert found("ik wil een brief") == []
    assert Concepts({}).find(["geld"], ["geld"]) == []
