"""The coordinators' words."""

from __future__ import annotations

import pytest

from bot.engine.lexicon import Lexicon
from bot.engine.phrases import tokens
from tests.engine.examples import words

FAMILY = {
    "begrippen": {"rol": {"ouder": ["moeder"], "familie": ["familie", "@ouder"], "bekend": ["kennis", "@familie"]}}
}


def test_shipped_words_are_sound() -> None:
    """The words as they ship can be read, and every group has words."""
    assert words().group["brief"] == "vorm"
    assert words().asking == {"uitleg", "vraag"}


def test_wider_concepts() -> None:
    """A word stands for its own concept and all that take it in; where several are asked for, the nearest."""
    lexicon = Lexicon.build(FAMILY)
    said = tokens("mijn moeder")
    assert {one.means for one in lexicon.own(said)} == {"ouder"}
    assert {one.means for one in lexicon.find(said)} == {"ouder", "familie", "bekend"}
    assert {one.means for one in lexicon.find(said, {"familie", "bekend"})} == {"ouder", "familie"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"begrippen": []}, "moet groepen"),
        ({"begrippen": {"rol": ["x"]}}, "groep 'rol'"),
        ({"begrippen": {"rol": {"ouder": "moeder"}}}, "bij begrip 'ouder'"),
        ({"begrippen": {"rol": {"ouder": ["@moeder"]}}}, "'@moeder'"),
        ({"begrippen": {"a": {"x": []}, "b": {"x": []}}}, "twee keer"),
        ({"begrippen": {}, "vragend": ["x"]}, "'vragend'"),
    ],
)
def test_wrong_words(data: dict[str, object], message: str) -> None:
    """What is wrong in the file is said in Dutch, with the name that is wrong."""
    with pytest.raises(ValueError, match=message):
        Lexicon.build(data)
