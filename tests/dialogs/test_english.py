"""Typed in English at the questions as they ship: commands, answers, dates and questions."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from bot.authoring import evaluate
from bot.engine import interpret, turn
from bot.engine.dates import read_date
from bot.engine.dialog import Dialog
from bot.engine.understanding import Understanding
from bot.engine.walk import Walk
from bot.services.learning import understanding
from tests.authoring.shipped import shipped
from tests.engine.examples import labelled
from tests.engine.small import NOW


@cache
def recognisers() -> Understanding:
    """What the bot understands, learnt once."""
    return understanding(shipped())


def dialog() -> Dialog:
    """The conversation as it ships."""
    assert shipped().dialog is not None
    return shipped().dialog  # type: ignore[return-value]


def read(step: str, text: str, language: str = "en") -> interpret.Reading:
    """What a text means to somebody who was just asked this step, in that language."""
    begun = turn.start(dialog(), session_id="s", tag="a", channel="web", now=NOW, language=language)
    session = replace(begun.session, step=step)
    walk = Walk(dialog=dialog(), session=session, now=NOW, facts={})
    moment = interpret.Moment(
        dialog=dialog(),
        understanding=recognisers(),
        session=session,
        step=dialog().steps[step],
        options=walk.typable(),
        today=NOW.date(),
        voice=dialog().voice(language),
    )
    return interpret.interpret(moment, text, text)


def meant(reading: interpret.Reading) -> str:
    """The choice or way that is taken without asking back; empty for anything else."""
    match reading:
        case interpret.Chosen():
            return reading.option.id
        case interpret.Several():
            return ",".join(reading.wanted)
        case _:
            return ""


def test_typed_answers_are_understood() -> None:
    """At least 95 in 100 of the labelled replies lead to what their writer meant (44 of 50 before any word was added)."""
    items = labelled("english-answers")
    wrong = [one for one in items if meant(read(one["step"], one["text"])) != str(one["expect"])]

    assert len(items) >= 50
    assert len(wrong) <= 0.05 * len(items), wrong


def test_dates_are_understood() -> None:
    """At least 9 in 10 of the labelled dates; "after my birthday" is none."""
    result = evaluate.dates(labelled("english-dates"), read_date)

    assert result["total"] >= 40
    assert result["correct"] / result["total"] >= 0.9, result["wrong"]


def test_questions_are_answered_or_offered() -> None:
    """Of two questions about each of thirty subjects nine in ten get their answer or see it on a button."""
    result = evaluate.questions(labelled("english-questions"), recognisers().topics)

    assert result["total"] >= 60
    assert result["correct"] / result["total"] >= 0.9, result["wrong"]


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("menu", "menu"),
        ("back", "terug"),
        ("Go back", "terug"),
        ("help", "help"),
        ("stop", "stop"),
        ("I want to stop", "stop"),
        ("talk to a person", "mens"),
        ("I need help now", "nood"),
        ("pause", "pauze"),
        ("status", "status"),
        ("change something", "wijzig"),
        ("withdraw", "intrekken"),
        ("my data", "mijngegevens"),
        ("erase everything", "wissen"),
        ("easier", "makkelijker"),
        ("language", "taal"),
        ("in English please", "english"),
        ("u graag", "u"),
        ("nederlands", "nederlands"),
    ],
)
def test_what_always_works_works_in_english(text: str, command: str) -> None:
    """The words that texts in English tell people to type, and what they would type by themselves."""
    assert read("eigen-wens", text) == interpret.Command(name=command)


def test_the_name_of_a_language_can_be_an_answer() -> None:
    """Asked which language somebody likes to speak, "English" is that, and no command; with a slash it is one."""
    assert meant(read("taal", "English", "nl")) == "engels"
    assert read("taal", "/english", "nl") == interpret.Command(name="english")


def test_a_greeting_in_english_offers_english() -> None:
    """In Dutch it says how to go on in English; in English it is only a greeting, and what follows is taken for a question."""
    said = [read("welkom", text, "nl") for text in ("hello", "do you speak english")]
    kinds = [dialog().small_talk[one.number].id for one in said if isinstance(one, interpret.Chatted)]

    assert kinds == ["hello", "engels"]
    assert not isinstance(read("welkom", "can you help me in english", "en"), interpret.Chatted)
