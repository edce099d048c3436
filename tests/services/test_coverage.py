from __future__ import annotations

from bot.services.coverage import coverage
from bot.services.library import Script
from bot.services.rehearse import replay
from tests.engine.small import UNDERSTANDING, small_dialog

SCRIPT = Script(dialog=small_dialog(), understanding=UNDERSTANDING)


def test_what_is_pressed_or_typed_is_come_by() -> None:
    """Steps by what is said or asked; choices by button as well as in words; the rest is named."""
    one = replay("a", "# a\n> /start\n> [Ik wil me aanmelden]\n> ik deed iets, dader\n> [In een gevangenis]\n", SCRIPT)
    found = coverage(SCRIPT.dialog, [one])
    assert {"welkom", "rol"}.isdisjoint(found.unwalked)
    assert ("welkom", "aanmelden", "Ik wil me aanmelden") not in found.unchosen
    assert ("welkom", "uitleg", "Wat is het?") in found.unchosen
    assert "kaart" in found.unwalked
    assert found.walked + len(found.unwalked) == found.steps
    assert found.chosen + len(found.unchosen) == found.choices


def test_several_answers_to_one_question_all_count() -> None:
    """Where more may be chosen, each choice is one."""
    acts = [
        "/start",
        "[Ik wil me aanmelden]",
        "[Mij is iets aangedaan]",
        "[Ja]",
        "[Een brief]",
        "[Een gesprek]",
        "[Klaar]",
    ]
    one = replay("a", "# a\n" + "".join(f"> {act}\n" for act in acts), SCRIPT)
    found = coverage(SCRIPT.dialog, [one])
    left = {choice for step, choice, _ in found.unchosen if step == "vorm"}
    assert left == {"pendelbemiddeling", "weet-ik-niet", "leg-uit"}


def test_what_nobody_sees_does_not_count() -> None:
    """A step that says and asks nothing is neither come by nor missing; without rehearsals all is missing."""
    found = coverage(SCRIPT.dialog, [])
    assert "vergeten" not in found.unwalked
    assert (found.walked, found.chosen) == (0, 0)
