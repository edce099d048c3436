from __future__ import annotations

import pytest

from bot.authoring.rules.texts import BUTTON, COMFORTABLE
from tests.authoring.rules.broken import GESPREK, found, line_of

BYE = 'say: "Tot ziens."'


def rules(text: str) -> list[tuple[str, str]]:
    """What is said about a text in place of the last words of the conversation: rule and severity."""
    problems = found(BYE, f"say: '{text}'")
    assert all((one.place.file, one.place.line) == (GESPREK, line_of(BYE)) for one in problems)
    return [(one.rule, one.severity) for one in problems]


@pytest.mark.parametrize(
    "text",
    [
        "Je moet vergeven.",
        "De slagingskans is hoog.",
        "Jij bent dader.",
        "DADERS praten ook.",
        "Bij 93 procent lukt het.",
        "Omdat je minder straf krijgt.",
    ],
)
def test_words_that_do_harm_are_refused(text: str) -> None:
    """Labels for people, promises and figures that are taken for chances, in any case of letters."""
    assert rules(text) == [("verboden-woord", "error")]


@pytest.mark.parametrize("text", ["Wat is de dadelijke weg?", "Je kunt praten met de ander.", "Dit duurt 93 dagen."])
def test_words_that_only_look_like_them_are_fine(text: str) -> None:
    """Nothing is refused for a part of another word."""
    assert rules(text) == []


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("Bel 030 - 234 00 45.", True),
        ("Bel 0302340045.", True),
        ("Bel 112.", True),
        ("Bel 030 - 234 00 46.", False),
        ("Bel +31 6 12345678.", False),
        ("Bel 113.", False),
        ("Dat was in 2026.", True),
        ("Het duurt 10 tot 12 weken.", True),
        ("Je code is HB-1234-5678.", True),
    ],
)
def test_a_number_that_may_be_called_must_have_been_verified(text: str, fine: bool) -> None:
    """However it is spaced, a telephone number stands in organisation.yaml or is refused; other digits are no number."""
    assert rules(text) == ([] if fine else [("ongecontroleerd-nummer", "error")])


def test_an_exclamation_mark_is_pointed_at() -> None:
    """It may be published, with a warning."""
    assert rules("Goed zo!") == [("uitroepteken", "warning")]


def test_a_topic_s_button_is_read_too() -> None:
    """What stands on the button of an answer obeys the same rules as the answer."""
    (problem,) = found('button: "Wat kost het?"', 'button: "Wat kost een dader?"', "topics/kosten.yaml")

    assert (problem.rule, problem.place.file) == ("verboden-woord", "topics/kosten.yaml")


def test_a_long_message_is_pointed_at_just_beyond_the_limit() -> None:
    """Up to the limit nothing is said, one character more and it is."""
    word = "kom mee. "
    fits = (word * COMFORTABLE)[: COMFORTABLE - 1] + "."

    assert ("te-lang", "warning") not in rules(fits)
    assert ("te-lang", "warning") in rules(fits + ".")


def test_a_long_button_of_a_list_is_pointed_at() -> None:
    """Telegram cuts a label that is wider than a narrow phone."""
    (problem,) = found('label: "Een brief"', f'label: "{"b" * (BUTTON + 1)}"', "lists/vormen.yaml")

    assert (problem.rule, problem.severity, problem.place.file) == ("te-lang", "warning", "lists/vormen.yaml")


def test_a_template_tells_what_may_not_stand_in_it() -> None:
    """A value that does not exist is named."""
    assert rules("Dag {{ voornaam }}.") == [("invulwaarde", "error")]
    assert rules("Dag {{ naam }}, je code is {{ referentie }}.") == []
