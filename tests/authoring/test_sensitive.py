from __future__ import annotations

import pytest

from bot.authoring.sensitive import sensitive, sensitive_contexts, sensitive_steps
from tests.engine.small import small_dialog

DIALOG = small_dialog()


def test_steps_of_consent_sending_help_and_danger_are_sensitive() -> None:
    """And no others."""
    assert {step.id for step in sensitive_steps(DIALOG)} == {
        "toestemming",
        "verstuurd",
        "ingetrokken",
        "hulp",
        "na-signaal",
    }


@pytest.mark.parametrize(
    ("part", "name", "line", "grave"),
    [
        ("steps", "toestemming", "tekst: x", True),
        ("steps", "welkom", "tekst: x", False),
        ("steps", "naam", "grens: 40 → 60", True),
        ("signal_texts", "suicide", "tekst: x", True),
        ("organisation", "", "telefoonnummer: x", True),
        ("system", "", "commando stop: x", True),
        ("system", "", "commando menu: x", False),
        ("lists", "vormen", "keuze brief: x", False),
        ("topics", "kosten", "tekst: x", False),
    ],
)
def test_what_needs_a_second_coordinator(part: str, name: str, line: str, grave: bool) -> None:
    """By the part that changed and what changed in it."""
    assert sensitive(part, name, (line,), (DIALOG, DIALOG)) is grave


def test_a_list_that_a_sensitive_step_uses_is_sensitive() -> None:
    """Its words are on the buttons of that step."""
    step = DIALOG.steps["toestemming"].model_copy(update={"choices": "vormen"})
    dialog = DIALOG.model_copy(update={"steps": {**DIALOG.steps, "toestemming": step}})
    assert sensitive("lists", "vormen", ("keuze brief: x",), (DIALOG, dialog))


def test_translations_count_as_much_as_the_words() -> None:
    """Of a sensitive step and of what is said in danger."""
    grave = sensitive_contexts([DIALOG])
    assert grave("toestemming")
    assert grave("signal.suicide")
    assert not grave("welkom")
