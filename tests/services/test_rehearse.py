"""Rehearsals: written conversations that are played again and compared."""

from __future__ import annotations

import pytest

from bot.services.library import Script
from bot.services.rehearse import CannotPress, Stage, replay, replay_all
from tests.engine.small import UNDERSTANDING, small_dialog

SCRIPT = Script(dialog=small_dialog(), understanding=UNDERSTANDING)
ASKED = """# Iemand kijkt rond
> /start
> [Ik wil me aanmelden]
> [Mij is iets aangedaan]
= role: slachtoffer
"""


def written(text: str = ASKED) -> str:
    """The rehearsal with what the person sees filled in."""
    return replay("een", text, SCRIPT).text


def test_what_was_written_down_plays_without_differences() -> None:
    """The same scripts give the same conversation, comments and wishes included."""
    text = written()
    assert "< Wat wil je doen?" in text
    assert "< [Ik wil me aanmelden]" in text
    outcome = replay("een", text, SCRIPT)
    assert outcome.differences == ()
    assert outcome.text == text


def test_another_text_is_a_difference() -> None:
    """Both the old and the new line are shown, and the text is as it goes now."""
    outcome = replay("een", written().replace("Wat wil je doen?", "Wat zoek je?"), SCRIPT)
    assert "- < Wat zoek je?" in outcome.differences
    assert "+ < Wat wil je doen?" in outcome.differences
    assert "  > /start" in outcome.differences
    assert outcome.text == written()


def test_a_button_that_is_gone_is_named() -> None:
    """The rehearsal goes on after it, so that one look shows everything that is wrong."""
    outcome = replay("een", written().replace("> [Ik wil me aanmelden]", "> [Ik wil weg]"), SCRIPT)
    assert outcome.differences[0] == "de knop [Ik wil weg] is er niet (meer)"
    with pytest.raises(CannotPress):
        Stage(SCRIPT).does("[Ik wil weg]")


def test_a_wish_that_does_not_hold_is_named() -> None:
    """With what is there and what should be; a field that was not answered is empty."""
    outcome = replay("een", written().replace("= role: slachtoffer", "= role: dader\n= contact.name: Roos"), SCRIPT)
    assert outcome.differences == (
        "role is 'slachtoffer' in plaats van 'dader'",
        "contact.name is '' in plaats van 'Roos'",
    )


def test_it_begins_on_the_channel_and_from_the_source_that_it_says() -> None:
    """``/start pi-x @web`` is a visitor of the web chat who followed a link."""
    outcome = replay("een", "> /start pi-x @web\n= channel: web\n= source: pi-x\n", SCRIPT)
    assert [line for line in outcome.differences if " in plaats van " in line] == []


def test_a_typed_question_is_answered_in_the_rehearsal_too() -> None:
    """The recognisers take part, so that the coordinators see what participants see."""
    assert "< Meedoen is gratis." in written("> /start\n> wat kost het\n")


def test_only_the_rehearsals_are_played_in_order_of_name() -> None:
    """Scripts beside them are left alone."""
    texts = {"rehearsals/b.txt": "> /start\n", "system.yaml": "", "rehearsals/a.txt": "> /start\n"}
    assert [outcome.name for outcome in replay_all(texts, SCRIPT)] == ["rehearsals/a.txt", "rehearsals/b.txt"]
