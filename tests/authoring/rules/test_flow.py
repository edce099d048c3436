from __future__ import annotations

import pytest

from bot.authoring.rules.flow import reachable
from tests.authoring.rules.broken import GESPREK, changed, found, line_of
from tests.engine.small import small_dialog


def test_a_choice_without_a_way_on_is_named() -> None:
    """A step may lean on its choices for the way on; the one that has none is told by name."""
    (problem,) = found('label: "Nee", next: welkom}\n    next: welkom', 'label: "Nee"}')

    assert problem.rule == "doodlopend"
    assert "bij keuze nee" in problem.message


def test_skipping_needs_a_way_on_as_well() -> None:
    """A question whose every choice leads somewhere is still a dead end for who passes it over."""
    old = '      - {id: later, label: "Later verder", next: pauze}\n    next: return'

    assert found(old, old.removesuffix("\n    next: return")) == []
    assert {one.rule for one in found(old, old.replace("next: return", "skip: true"))} == {"doodlopend"}


def test_a_step_nobody_comes_to_is_named_at_its_own_line() -> None:
    """A step that lost its last arrow is reported, and only that one."""
    (problem,) = found('label: "Leg de vormen uit", next: kaart-vormen', 'label: "Anders"', "lists/vormen.yaml")

    assert problem.rule == "onbereikbaar"
    assert (problem.place.file, problem.place.line) == (GESPREK, line_of("id: kaart-vormen"))


def test_consent_cannot_be_walked_round() -> None:
    """One way past the consent question to sending is enough to refuse the script."""
    (problem,) = found('label: "Ja, dit klopt", next: toestemming}', 'label: "Ja, dit klopt", next: verstuurd}')

    assert (problem.rule, problem.place.line) == ("toestemming", line_of("do: hand-over"))


def test_a_circle_is_refused_only_when_nobody_is_asked_anything_in_it() -> None:
    """Going round is what a conversation may do, as long as somebody is asked something on the way."""
    steps = (
        '      - {id: rond, label: "Rond", next: a}\n  - {id: a, say: "A", next: b}\n'
        '  - {id: b, say: "B", %snext: [{to: slot, when: {role: dader}}, {to: a}]}\n'
    )
    choice = '      - {id: vraag, label: "Ik heb een vraag", next: vraag}\n'

    assert found(choice, choice + steps % "ask: card, ") == []
    assert {problem.rule for problem in found(choice, choice + steps % "")} == {"kring"}


def test_steps_that_lead_only_to_each_other_are_refused() -> None:
    """Whoever comes there could never end: told once, at the first of them, with all their names."""
    steps = '      - {id: rond, label: "Rond", next: a}\n  - {id: a, say: "A", ask: card, next: b}\n  - {id: b, say: "B", ask: card, next: a}\n'
    choice = '      - {id: vraag, label: "Ik heb een vraag", next: vraag}\n'
    (problem,) = found(choice, choice + steps)

    assert problem.rule == "geen-uitgang"
    assert "a, b" in problem.message
    assert problem.place.line == line_of(choice) + 2


def test_a_way_to_nowhere_is_told_once() -> None:
    """Whoever is led to a step that is not there cannot end either; but that is not the mistake."""
    rules = {problem.rule for problem in found("    next: vorm\n", "    next: vormm\n")}

    assert "onbekende-stap" in rules
    assert "geen-uitgang" not in rules


def test_a_question_that_cannot_be_gone_back_from_is_pointed_at() -> None:
    """Except right after something was sent: there is no way back from that."""
    (problem,) = found('    say: "Vanaf wanneer?"\n', '    say: "Vanaf wanneer?"\n    back: false\n')
    assert (problem.rule, problem.severity) == ("geen-terug", "warning")
    assert found('    say: "Wat wil je nu?"\n', '    say: "Wat wil je nu?"\n    back: false\n') == []


def test_a_question_without_a_way_out_is_only_a_warning() -> None:
    """Nearly every question may stay unanswered; the one that may not can be published, but is pointed at."""
    (problem,) = found("    skip: true\n    next: telefoon", "    next: telefoon")

    assert (problem.rule, problem.severity) == ("geen-uitweg", "warning")
    assert '"naam"' in problem.message


@pytest.mark.parametrize(("blocked", "sent"), [(frozenset[str](), True), (frozenset({"toestemming"}), False)])
def test_reachable_stops_at_what_is_blocked(blocked: frozenset[str], sent: bool) -> None:
    """Without blocks all that can be asked is found; behind a blocked step nothing is."""
    found_from_start = reachable(small_dialog(), {"welkom"}, blocked=blocked)

    assert ("verstuurd" in found_from_start) is sent
    assert "veranderen" in found_from_start
    assert blocked.isdisjoint(found_from_start)


def test_rules_about_the_whole_are_silent_when_something_could_not_be_read() -> None:
    """Where a step could not be read, nobody is told that what it led to is out of reach."""
    rules = {problem.rule for problem in changed("next: kaart-twee", "nexxt: kaart-twee").problems}

    assert "vorm" in rules
    assert "onbereikbaar" not in rules
