"""Finding phrases in what someone typed."""

from __future__ import annotations

import pytest

from bot.engine.phrases import Phrases, longest, stem, tokens


@pytest.mark.parametrize(
    "words", ["brief brieven briefje", "praten praat", "vragen vraag", "gesprek gesprekken", "mail mailtje mailen"]
)
def test_stem(words: str) -> None:
    """Forms of one word have one stem."""
    assert len({stem(word) for word in words.split()}) == 1


def test_tokens() -> None:
    """Words and marks in plain letters, everyday short forms written out."""
    assert tokens("Ben z'n moeder, 2e!") == ["ben", "zijn", "moeder", ",", "2e", "!"]


@pytest.mark.parametrize(
    ("phrase", "text", "there"),
    [
        ("ken * niet", "ik ken hem helemaal niet", True),
        ("ken * niet", "ik ken hem nu al jaren en toch niet", False),
        ("mijn|onze zoon", "het was onze zoon", True),
        ("reclassering", "ben reclasseringswerker", True),
        ("hulpverlener", "ik ben jeugdhulpverlener", True),
        ("gesprek", "een gespek", True),
        ("brief", "een bril", False),
    ],
)
def test_find(phrase: str, text: str, there: bool) -> None:
    """A gap, a choice of words, a compound and a slip of the finger are found; what is merely alike is not."""
    assert bool(Phrases({"x": [phrase]}).find(tokens(text))) is there


def test_longest_takes_the_words() -> None:
    """A longer phrase takes its words away from a shorter one; two meanings of the same words both stay."""
    found = Phrases({"gone": ["mijn * overleden"], "parent": ["moeder"], "loss": ["mijn * overleden"]}).find(
        tokens("mijn moeder is overleden")
    )
    assert {one.means for one in longest(found)} == {"gone", "loss"}
