from __future__ import annotations

import time

import pytest

from bench.scripts import large
from bot.authoring.checks import CHECKS, check, errors
from bot.authoring.problems import Problem
from tests.engine.small import TEXTS

GESPREK = "conversations/gesprek.yaml"


def found(change: dict[str, tuple[str, str]]) -> list[Problem]:
    """The mistakes after replacing one text by another in some files."""
    texts = dict(TEXTS)
    for path, (old, new) in change.items():
        assert old in texts[path], old
        texts[path] = texts[path].replace(old, new, 1)
    return errors(check(texts))


def line_of(text: str, path: str = GESPREK) -> int:
    """The line on which a text first stands, counted from 1."""
    return TEXTS[path][: TEXTS[path].index(text)].count("\n") + 1


def test_good_scripts_have_no_mistakes() -> None:
    """The small script of these tests may be published."""
    assert errors(check(TEXTS)) == []


def test_five_different_mistakes_are_all_told_at_once_each_at_its_place() -> None:
    """A typing error in a key, a step that is not there, a wrong number, a bad value and a forbidden word, in one go."""
    texts = dict(TEXTS)
    for old, new in (
        ('say: "Jij kiest of, wanneer en hoe."', 'zeg: "Jij kiest of, wanneer en hoe."'),
        ('label: "Wat is het?", next: kaart}', 'label: "Wat is het?", next: kaartje}'),
        ('say: "Welke vorm past bij jou?"', 'say: "Bel gerust 030 - 111 22 33."'),
        ('say: "Vanaf wanneer?"', 'say: "Vanaf wanneer, {{ voornaam }}?"'),
        ('say: "Tot ziens."', 'say: "Je gaat de ander confronteren."'),
    ):
        assert old in texts[GESPREK]
        texts[GESPREK] = texts[GESPREK].replace(old, new)

    said = {problem.place.line: str(problem) for problem in errors(check(texts))}
    assert said[line_of('say: "Jij kiest')].endswith(said[line_of('say: "Jij kiest')].partition("vorm: ")[2])
    assert 'bedoelde je "say"?' in said[line_of('say: "Jij kiest')]
    assert 'bedoelde je "kaart"?' in said[line_of("next: kaart}")]
    assert "030 - 111 22 33" in said[line_of('say: "Welke vorm')]
    assert '"voornaam"' in said[line_of('say: "Vanaf wanneer')]
    assert "confronte" in said[line_of('say: "Tot ziens."')]
    assert len(said) == 5


@pytest.mark.parametrize(
    ("path", "old", "new", "rule", "hint"),
    [
        (GESPREK, "next: vorm\n", "next: vormm\n", "onbekende-stap", '"vorm"'),
        (GESPREK, "choices: rollen", "choices: rolen", "onbekende-lijst", '"rollen"'),
        (GESPREK, "field: role", "field: rolle", "onbekend-veld", '"role"'),
        (GESPREK, "flag: druk", "flag: druc", "onbekende-vlag", '"druk"'),
        (GESPREK, "exclusive: weet-ik-niet", "exclusive: weet-niet", "onbekende-keuze", '"weet-ik-niet"'),
        (GESPREK, "dates: vanaf-datum", "dates: vanaf-dag", "onbekende-keuze", '"vanaf-datum"'),
        (GESPREK, "when: {role: dader}", "when: {role: dder}", "onbekende-voorwaarde", '"dader"'),
        (GESPREK, "when: {role: dader}", "when: {rol: dader}", "onbekende-voorwaarde", '"role"'),
        (GESPREK, "id: kaart-twee", "id: kaart", "dubbel", "bestaat al"),
        (GESPREK, 'say: "Tot ziens."\n    end: true', 'say: "Tot ziens."', "doodlopend", "end: true"),
        (GESPREK, "ask: date", "ask: datum", "vorm", '"date"'),
        (GESPREK, "limit: 40", "limit: veel", "vorm", "getal"),
        (GESPREK, "skip: true", "skip: misschien", "vorm", "true of false"),
        (GESPREK, '    version: "2026-11"\n', "", "toestemming", "version"),
        (GESPREK, "next: toestemming}", "next: verstuurd}", "toestemming", "zonder toestemmingsvraag"),
        (GESPREK, 'say: "Klopt dit?"', 'say: "Klopt dit? {% for x in naam %}x{% endfor %}"', "invulwaarde", "For"),
        (GESPREK, 'say: "Klopt dit?"', 'say: "Klopt dit? {{ naam.x }}"', "invulwaarde", "Getattr"),
        (GESPREK, 'say: "Klopt dit?"', 'say: "Jij bent de dader."', "verboden-woord", "dader"),
        (GESPREK, 'say: "Klopt dit?"', "say: &a Klopt", "yaml", "ankers"),
        (GESPREK, 'say: "Klopt dit?"', "say: !x Klopt", "yaml", "label"),
        (GESPREK, 'say: "Klopt dit?"', 'say: "Klopt', "yaml", "aanhalingsteken"),
        (GESPREK, 'title: "Naam"', 'title: "Naam"\n    title: "Naam"', "yaml", "twee keer"),
        ("topics/kosten.yaml", "follow_ups: [pauze]", "follow_ups: [pause]", "onbekende-vraag", '"pauze"'),
        ("system.yaml", '  skip: "Overslaan"\n', "", "ontbreekt", '"skip"'),
        ("system.yaml", '  torn: "', '  tron: "', "ontbreekt", '"torn"'),
        ("signals/texts.yaml", "suicide:", "suicde:", "ontbreekt", '"suicide"'),
        ("organisation.yaml", 'name: "Proef"', "", "vorm", '"name"'),
        ("lists/rollen.yaml", "id: dader", "id: Dader", "vorm", "kleine letters"),
        ("flags.yaml", 'druk: "Druk"', "druk: [a]", "vorm", "tekst"),
        (GESPREK, "id: naam\n", "idee: naam\n", "vorm", '"id"'),
    ],
)
def test_every_kind_of_mistake_is_named_with_the_likely_correction(
    path: str, old: str, new: str, rule: str, hint: str
) -> None:
    """Each wrong script is refused under its own rule, in the right file, with what was probably meant."""
    problems = [problem for problem in found({path: (old, new)}) if problem.rule == rule and hint in problem.message]

    assert problems, [str(problem) for problem in found({path: (old, new)})]
    assert problems[0].place.file == path


def test_a_loop_without_a_question_is_refused() -> None:
    """Steps that only speak and lead to each other would go round for ever."""
    circle = '  - {id: a, say: "A", next: b}\n  - {id: b, say: "B", next: a}\n  - id: hulp\n'
    problems = found({GESPREK: ("  - id: hulp\n", circle)})

    assert {problem.rule for problem in problems} >= {"kring", "onbereikbaar"}


def test_every_rule_explains_itself() -> None:
    """The docstring of a rule is its manual page for coordinators."""
    assert all(rule.__doc__ and len(rule.__doc__) > 40 for rule in CHECKS)


def test_an_enormous_or_deeply_nested_file_is_refused_and_does_not_hang() -> None:
    """Three thousand brackets and half a megabyte each get one clear problem."""
    for text in ("[" * 3000, "a" * 500_000, "x: " + "{y: " * 200):
        problems = errors(check({**TEXTS, GESPREK: text}))
        assert any(problem.place.file == GESPREK for problem in problems)


def test_a_script_of_five_hundred_steps_is_checked_in_under_two_seconds() -> None:
    """Of processor time, every file new; after an edit it is done before anybody notices."""
    texts = large(500)
    begin = time.process_time()
    found = check(texts)
    assert time.process_time() - begin < 2
    assert found.dialog is not None
    assert len(found.dialog.steps) == 500
    assert errors(found) == []
