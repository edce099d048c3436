from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.authoring.schema import DUTCH, fit
from bot.authoring.yaml_text import Located, read
from bot.engine.dialog import Branch, Choice, Command, Step, System, Wording

STEP = 'id: vraag\nsay: "Wat?"\nask: choice\nchoices:\n  - {id: ja, label: "Ja"}\nnext: klaar\n'


def complaints(text: str, kind: Any = Step) -> list[str]:
    """What is said about a text, in the order in which it was found."""
    located = read("x.yaml", text)
    assert located.problems == []
    return [problem.message for problem in fit(kind, located, located.data)[1]]


def test_what_fits_is_the_model_without_a_word() -> None:
    """A good step comes out as the engine's own value."""
    located = read("x.yaml", STEP)
    value, problems = fit(Step, located, located.data)

    assert problems == []
    assert value is not None
    assert value.next == (Branch(to="klaar"),)
    assert value.choices == (Choice(id="ja", label="Ja"),)


@pytest.mark.parametrize(("dutch", "key"), sorted(DUTCH.items()))
def test_dutch_words_for_keys_name_keys_that_exist(dutch: str, key: str) -> None:
    """The table never proposes a key that no author can write."""
    models = (Step, Choice, Wording, Branch, Command, System)
    known = {name for model in models for name in model.model_fields} | {"examples", "button", "question"}

    assert key in known
    assert dutch not in known


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("say:", "zeg:", 'onbekende sleutel "zeg"; bedoelde je "say"?'),
        ("ask: choice", "ask: choise", 'bedoelde je "choice"?'),
        ("id: vraag", "id: Vraag", "gebruik kleine letters, cijfers en streepjes"),
        ("next: klaar", "next: klaar\nskip: ja", 'bij "skip" hoort true of false'),
        ("next: klaar", "next: klaar\nlimit: 0", 'bij "limit" hoort een getal (grens: 1)'),
        ("next: klaar", "next: klaar\nlimit: 3000", 'bij "limit" hoort een getal (grens: 2000)'),
        ('label: "Ja"', 'label: ""', '"label" is leeg'),
        ('label: "Ja"', f'label: "{"x" * 61}"', "hoogstens 60 tekens"),
        ("id: ja, ", "", 'de sleutel "id" ontbreekt'),
        ("next: klaar", "next: klaar\nwhen: {not: dader}", "dit is geen voorwaarde"),
        ("next: klaar", "next: klaar\nwhen: {any: {role: dader}}", "dit is geen voorwaarde"),
        ("next: klaar", "next: [klaar]", "hier hoort een blok met sleutels"),
        ("id: vraag", "id: [vraag]", 'bij "id" hoort een tekst'),
    ],
)
def test_what_does_not_fit_is_said_in_dutch(old: str, new: str, said: str) -> None:
    """One mistake gives one complaint that says what belongs there."""
    assert old in STEP
    (message,) = complaints(STEP.replace(old, new, 1))

    assert said in message


def test_a_complaint_stands_at_the_key_it_is_about() -> None:
    """Line and column are those of the wrong part, not of the step around it."""
    located = read("x.yaml", STEP.replace('label: "Ja"', 'labbel: "Ja"'))
    problems = fit(Step, located, located.data)[1]

    assert {(one.place.line, one.place.column) for one in problems} == {(5, 14), (5, 5)}


@given(wrong=st.sets(st.integers(0, 15)))
def test_leaving_out_the_wrong_items_keeps_all_the_good_ones(wrong: set[int]) -> None:
    """However many items of a list are wrong, and in how many ways, the others stay, in their order."""
    data = [{"naam": "x"} if number in wrong else {"id": f"k{number}", "label": "K"} for number in range(16)]
    value, problems = fit(tuple[Choice, ...], Located(file="x.yaml"), data)

    assert [choice.id for choice in value or ()] == [f"k{number}" for number in range(16) if number not in wrong]
    assert bool(problems) is bool(wrong)


def test_the_data_itself_is_left_alone() -> None:
    """What is left out for the rules is still there for whoever shows or edits the file."""
    data = {"id": "a", "label": "A", "zeg": "x"}
    fit(Choice, Located(file="x.yaml"), data)

    assert data == {"id": "a", "label": "A", "zeg": "x"}


def test_nothing_is_made_of_what_has_no_resemblance() -> None:
    """A text where a step belongs gives no step, and one complaint."""
    located = read("x.yaml", "hallo")
    value, problems = fit(Step, located, located.data)

    assert value is None
    assert [one.message for one in problems] == ["hier hoort een blok met sleutels"]
