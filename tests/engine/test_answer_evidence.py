"""Weighing a text."""

from __future__ import annotations

from bot.engine.answer_buttons import Buttons
from bot.engine.answer_evidence import Weighed, weigh
from bot.engine.phrases import tokens
from tests.engine.examples import words

FORMS = Buttons((("Een brief",), ("Een gesprek",), ("In een groep",)), words())


def weighed(text: str) -> Weighed:
    """The text against the forms of contact."""
    return weigh(FORMS, tokens(text), asking=False)


def test_wanted_and_not() -> None:
    """What is denied counts against, what stands beside it for."""
    found = weighed("geen brief maar een gesprek")
    assert [score > 0 for score in found.wanted] == [False, True, False]
    assert [score > 0 for score in found.unwanted] == [True, False, False]


def test_rather_than() -> None:
    """Of two compared the one after "dan" is not wanted."""
    assert weighed("liever schrijven dan praten").unwanted[1] > 0


def test_a_denial_stops_at_a_comma() -> None:
    """A denial does not reach into the next part of the sentence."""
    assert weighed("een gesprek, zeker geen groep").wanted[1] > 0


def test_only_what_may_be_asked_counts_in_a_question() -> None:
    """In a question the form that is asked about is not a choice."""
    assert not any(weigh(FORMS, tokens("wat kost een brief"), asking=True).wanted)
