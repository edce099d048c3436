from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from bot.engine.dialog import Branch, Canned, Choice, Command, Step, System, Wording
from tests.engine.small import small_dialog


def test_one_text_a_list_and_full_wordings_are_the_same_thing() -> None:
    """An author writes the shortest form that will do; the engine sees wordings only."""
    one = Wording(text="Dag.")

    assert Step.model_validate({"id": "a", "say": "Dag."}).say == (one,)
    assert Step.model_validate({"id": "a", "say": ["Dag."]}).say == (one,)
    assert Step.model_validate({"id": "a", "say": [{"text": "Dag."}]}).say == (one,)


def test_one_target_and_a_list_of_ways_are_the_same_thing() -> None:
    """``next: a`` is short for a list of one way without a condition; the same holds for lists of ids."""
    short = Step.model_validate({"id": "a", "next": "b", "flag": "druk", "exclusive": "geen"})

    assert short == Step.model_validate({"id": "a", "next": [{"to": "b"}], "flag": ["druk"], "exclusive": ["geen"]})
    assert short.next == (Branch(to="b"),)


def test_choices_are_written_in_the_step_or_shared() -> None:
    """Either way the step has them; a list that does not exist gives none, which the checks report."""
    dialog = small_dialog()

    assert [choice.id for choice in dialog.choices(dialog.steps["rol"])] == ["slachtoffer", "dader"]
    assert [choice.id for choice in dialog.choices(dialog.steps["wens"])] == ["ja", "nee"]
    assert dialog.choices(Step(id="a", choices="bestaat-niet")) == ()


@pytest.mark.parametrize(
    ("model", "data"),
    [
        (Step, {"id": "a", "zeg": "Dag."}),
        (Step, {"id": "Met Hoofdletter"}),
        (Step, {"id": "a", "field": "Naam"}),
        (Step, {"id": "a", "limit": 0}),
        (Step, {"id": "a", "do": "ontplof"}),
        (Step, {"id": "a", "when": {}}),
        (Step, {"id": "a", "when": {"any": {"role": "dader"}}}),
        (Choice, {"id": "a", "label": "x" * 61}),
        (Choice, {"id": "a", "label": ""}),
        (Choice, {"id": "a", "label": "A", "set": {"Rol": "x"}}),
        (Wording, {"text": ""}),
        (Wording, {"text": "a", "when": {"not": "dader"}}),
        (Branch, {"to": "a", "when": {"role": [["dader"]]}}),
        (Command, {"description": "d", "does": "dans"}),
        (System, {"start": "a"}),
        (Canned, {"opening": ""}),
    ],
)
def test_what_does_not_belong_is_refused(model: type[BaseModel], data: dict[str, Any]) -> None:
    """Unknown keys, names of another form, empty texts and conditions that cannot be asked never reach the engine."""
    with pytest.raises(ValidationError):
        model.model_validate(data)


def test_a_dialog_cannot_be_changed() -> None:
    """A revision that conversations are pinned to is the same at the end as at the beginning."""
    dialog = small_dialog()
    with pytest.raises(ValidationError):
        dialog.steps["rol"].title = "Anders"
    with pytest.raises(ValidationError):
        dialog.revision = "x"
