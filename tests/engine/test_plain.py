from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.plain import asks, plain, slug


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("Ja hoor!", "ja hoor"),
        ("  JA,   hoor…  ", "ja hoor"),
        ("één café", "een cafe"),
        ("🙂 oké 🙂", "oke"),
        ("snake_case", "snake case"),
        ("𝗛𝗼𝗶", "hoi"),
        ("Straße", "strasse"),
        ("…", ""),
    ],
)
def test_writing_does_not_matter_only_words_do(typed: str, bare: str) -> None:
    """Case, accents, punctuation, emoji, spaces and letters in fancy dress are all brought back to plain words."""
    assert plain(typed) == bare


@given(text=st.text())
def test_what_is_plain_stays_as_it_is(text: str) -> None:
    """Making plain twice is making plain once, for any text at all."""
    assert plain(plain(text)) == plain(text)


@given(text=st.text())
def test_plain_words_are_parted_by_single_spaces(text: str) -> None:
    """No text gives doubled or outer spaces, line breaks or underscores."""
    bare = plain(text)

    assert bare == " ".join(bare.split())
    assert "_" not in bare


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wat kost het", True),
        ("en hoe lang duurt dat", True),
        ("mijn zus zit vast?", True),
        ("Can I stop", True),
        ("ik weet niet wat ik wil", False),
        ("watermeloen", False),
        ("", False),
    ],
)
def test_a_question_is_known_by_its_form(text: str, expected: bool) -> None:
    """A question mark, or a question word in front; such a word further on, or part of a word, is none."""
    assert asks(text) is expected


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("pi-dordrecht", "pi-dordrecht"),
        (" PI-Dordrecht ", "pi-dordrecht"),
        ("a" * 80, "a" * 64),
        ("-x", None),
        ("", None),
        ("a b", None),
        ("<script>", None),
        ("één", None),
        ("a\n", "a"),
    ],
)
def test_a_link_carries_a_short_name_or_nothing(given_name: str, kept: str | None) -> None:
    """Anything else somebody puts in a link is dropped whole."""
    assert slug(given_name) == kept


@given(text=st.text())
def test_whatever_a_link_says_the_name_is_harmless(text: str) -> None:
    """What is kept consists of small letters, digits, dashes and underscores, and is kept the same the next time."""
    name = slug(text)
    if name is not None:
        assert name.isascii()
        assert len(name) <= 64
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")
        assert slug(name) == name
