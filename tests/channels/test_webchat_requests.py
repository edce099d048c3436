from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.webchat_requests import LONGEST_TEXT, Post, Refused, number, slug


def post(fields: dict[str, str], *, script: bool = True) -> Post:
    """A post with an id of its own unless one is given."""
    return Post(fields={"id": "abcdefgh", **fields}, script=script)


def test_a_message_is_words_or_a_press() -> None:
    """The page's own id comes with what was typed or pressed; a form's id also depends on what was said."""
    assert post({"text": "Ja"}).message() == ("abcdefgh", "Ja", "")
    assert post({"press": "n.1"}).message() == ("abcdefgh", "", "n.1")
    from_form, _, press = post({"press": "n.1"}, script=False).message()
    assert from_form.startswith("abcdefgh.")
    assert press == "n.1"


@pytest.mark.parametrize(
    ("fields", "status", "note"),
    [
        ({"text": "é" * (LONGEST_TEXT + 1)}, 413, "too-long"),
        ({"text": "  \n "}, 400, "empty"),
        ({}, 400, "empty"),
        ({"text": "a", "id": "kort"}, 400, "unreadable"),
        ({"text": "a", "id": "a" * 65}, 400, "unreadable"),
        ({"text": "a", "id": "abcdefg.h"}, 400, "unreadable"),
        ({"press": "a" * 65}, 400, "unreadable"),
    ],
)
def test_what_cannot_be_taken_is_refused(fields: dict[str, str], status: int, note: str) -> None:
    """Too long, nothing, or not from our page: each has its own sentence."""
    with pytest.raises(Refused) as refused:
        post(fields).message()
    assert (refused.value.status, refused.value.note) == (status, note)


def test_a_text_that_is_too_long_is_handed_back() -> None:
    """Nothing somebody typed goes lost: the text comes back with the refusal, and never in the error's message."""
    text = "geheim " * 1000
    with pytest.raises(Refused) as refused:
        post({"text": text}).message()
    assert refused.value.kept == text
    assert "geheim" not in str(refused.value)
    assert "geheim" not in repr(post({"text": text}))


@given(st.text(max_size=80))
def test_a_source_is_a_slug_or_nothing(text: str) -> None:
    """Whatever somebody puts in a link, only small letters, digits and dashes pass."""
    assert slug(text) == "" or set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")
    assert slug("PI-Dordrecht") == "pi-dordrecht"


@pytest.mark.parametrize(
    ("text", "value"), [("12", 12), (None, 0), ("", 0), ("-3", 0), ("x", 0), ("²", 0), ("9" * 30, 0)]
)
def test_the_number_of_a_line(text: str | None, value: int) -> None:
    """A number that is none means: from the beginning."""
    assert number(text) == value
