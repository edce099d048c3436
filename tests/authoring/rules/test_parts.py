from __future__ import annotations

import pytest

from bot.authoring.checks import check
from bot.authoring.reader import read_scripts
from bot.authoring.rules.parts import (
    choices,
    conditions,
    dialog_of,
    explanations,
    labels,
    problem,
    roots,
    successors,
    targets,
    texts,
    warning,
    wordings,
)
from tests.authoring.rules.broken import GESPREK, changed, line_of
from tests.engine.small import TEXTS, small_dialog

SCRIPTS = check(TEXTS)


def test_everything_the_bot_says_is_seen_by_the_rules() -> None:
    """Steps, topics, messages, danger and small talk: no wording is left out, each at a line of its own file."""
    seen = {wording.text: place for place, wording in wordings(SCRIPTS)}

    assert seen["Dag. Ik ben een computerprogramma."].line == line_of("Dag. Ik ben")
    assert seen["Genoteerd. Nog een?"].line == line_of("Genoteerd. Nog een?")
    assert seen["Meedoen is gratis."].file == "topics/kosten.yaml"
    assert seen["<old-button>"].file == "system.yaml"
    assert seen["Bel nu 112."].file == "signals/texts.yaml"
    assert seen["Dag."].file == "smalltalk.yaml"


def test_what_stands_on_buttons_is_seen_too() -> None:
    """Labels of choices (in a step and in a list), topics' buttons, ways, titles, explanations and simpler words."""
    seen = {text for _, text in texts(SCRIPTS)}

    assert {"Ik wil me aanmelden", "Een brief", "Wat kost het?", "Verder", "Vorm"} <= {
        text for _, text in labels(SCRIPTS)
    }
    assert [text for _, text in explanations(SCRIPTS)] == ["De bemiddelaar brengt het over."]
    assert {"Wil jij dit zelf?", "De bemiddelaar brengt het over.", "Een brief", "Meedoen is gratis."} <= seen


def test_choices_of_steps_and_lists_are_found_where_they_stand() -> None:
    """What a choice is found by gives the line on which it was written."""
    places = {choice.id: SCRIPTS.place(*where) for where, choice in choices(SCRIPTS)}

    assert (places["pi"].file, places["pi"].line) == (GESPREK, line_of("{id: pi"))
    assert places["dader"].file == "lists/rollen.yaml"


def test_every_way_on_from_a_step_is_a_target() -> None:
    """Its own next, its choices (also those of a list), and where passing over leads."""
    dialog = small_dialog()

    assert {to for _, to in targets(SCRIPTS, dialog.steps["kaart"])} == {"kaart-twee", "welkom"}
    assert {to for _, to in targets(SCRIPTS, dialog.steps["vorm"])} == {"wanneer", "kaart-vormen"}
    assert successors(dialog, dialog.steps["rol"]) == {"straf", "wens"}
    assert successors(dialog, dialog.steps["antwoord-door"]) == frozenset()  # back to the question: not a step


def test_a_conversation_begins_at_the_start_at_commands_and_after_an_interruption() -> None:
    """The roots are those that system.yaml names, each at its place there."""
    found = {step: place.file for place, step in roots(SCRIPTS)}

    assert found == dict.fromkeys(("welkom", "na-signaal", "vraag", "hulp", "antwoord"), "system.yaml")


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('label: "Nee", flag: druk', 'label: "Nee", when: {role: dader}', GESPREK),
        ('label: "Ik heb een vraag", next: vraag', 'label: "V", next: [{to: vraag, when: {role: dader}}]', GESPREK),
        ('say: "Vanaf wanneer?"', 'say: [{text: "Vanaf?", when: {role: dader}}]', GESPREK),
        ('label: "Een gesprek"', 'label: "Een gesprek", when: {role: dader}', "lists/vormen.yaml"),
        ("    ask: date\n", "    ask: date\n    when: {role: dader}\n", GESPREK),
    ],
)
def test_a_condition_is_seen_wherever_an_author_may_write_one(old: str, new: str, path: str) -> None:
    """On a step, a way on, a choice of a step or of a list, a choice's way on, or a wording."""
    scripts = changed(old, new, path)
    known = len(list(conditions(SCRIPTS)))

    assert len(list(conditions(scripts))) == known + 1
    assert path in {place.file for place, _ in conditions(scripts)}


def test_rules_cannot_run_where_nothing_could_be_read() -> None:
    """Without a dialog a rule is a mistake of the programmer, and says so."""
    with pytest.raises(ValueError, match="could be read"):
        dialog_of(read_scripts({}))


def test_only_a_problem_keeps_scripts_from_being_published() -> None:
    """The two ways of reporting differ in their severity alone."""
    place = SCRIPTS.place("step", "welkom")

    assert problem(place, "x", "y").severity == "error"
    assert warning(place, "x", "y").severity == "warning"
