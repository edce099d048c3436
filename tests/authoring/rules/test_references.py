from __future__ import annotations

import pytest

from bot.authoring.rules import references
from bot.engine import registration
from tests.authoring.rules.broken import GESPREK, found
from tests.engine.small import MESSAGES

ROLLEN = "lists/rollen.yaml"
OFFENDER = 'label: "Ik heb iets gedaan"'


@pytest.mark.parametrize(
    ("path", "old", "new", "rule", "hint"),
    [
        (ROLLEN, OFFENDER, f"{OFFENDER}, next: strafe", "onbekende-stap", '"straf"'),
        (ROLLEN, OFFENDER, f"{OFFENDER}, flag: drukk", "onbekende-vlag", '"druk"'),
        (ROLLEN, OFFENDER, f"{OFFENDER}, set: {{rool: x}}", "onbekend-veld", '"role"'),
        (ROLLEN, OFFENDER, f"{OFFENDER}, when: {{rool: x}}", "onbekende-voorwaarde", '"role"'),
        (GESPREK, "first: rol", "first: rool", "onbekende-stap", '"rol"'),
        (GESPREK, "skip_to: welkom", "skip_to: wellkom", "onbekende-stap", '"welkom"'),
        (GESPREK, "unwanted: unwanted_forms", "unwanted: unwanted_form", "onbekend-veld", '"unwanted_forms"'),
        (GESPREK, "when: {role: dader}", "when: {not: {role: dadder}}", "onbekende-voorwaarde", '"dader"'),
        (GESPREK, "when: {role: dader}", "when: {any: [{role: dader}, {rol: x}]}", "onbekende-voorwaarde", '"role"'),
        ("system.yaml", "step: hulp", "step: hullp", "onbekende-stap", '"hulp"'),
        ("smalltalk.yaml", "{id: groet,", "{id: groet, topic: kostten,", "onbekende-vraag", '"kosten"'),
    ],
)
def test_a_name_that_does_not_exist_is_refused_wherever_it_stands(
    path: str, old: str, new: str, rule: str, hint: str
) -> None:
    """In a shared list as in a step, each pointer is followed; the problem stands in that file with what was meant."""
    problems = [problem for problem in found(old, new, path) if problem.rule == rule]

    assert len(problems) == 1, [str(problem) for problem in found(old, new, path)]
    assert problems[0].place.file == path
    assert hint in problems[0].message


@pytest.mark.parametrize("condition", ["{role: overgeslagen}", "{role: '*'}", "{channel: telegram}", "{role: null}"])
def test_what_can_be_the_case_may_be_asked(condition: str) -> None:
    """Declined answers, any answer, no answer and facts of the conversation are all known to conditions."""
    assert found("when: {role: dader}", f"when: {condition}") == []


def test_several_answers_do_not_go_where_one_fits() -> None:
    """Where several may be chosen the field takes several: else sending would fail at the very end."""
    assert [one.rule for one in found("field: forms", "field: support.kind")] == ["een-antwoord"]
    assert [one.rule for one in found("unwanted: unwanted_forms", "unwanted: remark")] == ["een-antwoord"]
    assert found("field: forms", "field: memo.vormen") == []


def test_the_fields_that_take_several_are_those_of_the_registration() -> None:
    """The rule and the published schema agree on which fields are lists."""
    properties = registration.Registration.model_json_schema()["properties"]
    lists = {name for name in registration.fields() if "array" in str(properties.get(name, {}).get("anyOf"))}

    assert lists == registration.SEVERAL


def test_the_messages_the_program_needs_are_listed_once() -> None:
    """The small script of these tests has exactly the messages that the rule asks for."""
    assert {*MESSAGES, "check", "check-date", "torn"} == references.MESSAGES
