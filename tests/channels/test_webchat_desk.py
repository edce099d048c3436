from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import Inbound
from bot.channels.telegram_text import clean
from bot.channels.webchat_desk import begun, form_message_id, pressed, read_web, typed


def test_beginning_is_one_message_however_often() -> None:
    """A conversation begins once: every beginning of it has the same external id."""
    raw = begun("adres", "pi-dordrecht")
    assert raw.external_id == begun("adres", "").external_id == "adres.begin"
    assert raw.address == "adres"
    assert read_web(raw.payload) == Inbound(kind="text", text="/start pi-dordrecht")
    assert read_web(begun("adres", "").payload).text == "/start"


@given(st.text(min_size=1, max_size=200))
def test_typed_words_come_back_as_they_were(text: str) -> None:
    """Whatever is typed survives the mailbox, apart from characters that cannot travel."""
    inbound = read_web(typed("adres", "m1", text).payload)
    assert inbound.text == clean(text)
    assert inbound.kind == ("text" if clean(text).strip() else "other")
    assert inbound.ref == "m1"


def test_a_press_comes_back_with_its_message() -> None:
    """A quick reply keeps its data and the id of the message, so that its bubble can be found."""
    raw = pressed("adres", "m2", "n.3")
    assert raw.external_id == "adres.m2"
    assert read_web(raw.payload) == Inbound(kind="press", press="n.3", ref="m2")


@pytest.mark.parametrize(
    "payload", [b"", b"geheim", b"[]", b"null", b'{"text": 3}', b'{"ref": null}', b"\xff", b"[" * 9999]
)
def test_anything_else_is_refused_without_its_content(payload: bytes) -> None:
    """A payload that is not ours raises ValueError, and the error says nothing of what was in it."""
    with pytest.raises(ValueError, match=r"^not [a-zA-Z ]+$"):
        read_web(payload)


def test_a_form_sent_again_with_other_words_is_another_message() -> None:
    """Without script the same words are the same message; changed words are a new one and are not lost."""
    assert form_message_id("n", "ja") == form_message_id("n", "ja")
    assert form_message_id("n", "ja") != form_message_id("n", "nee")
