from __future__ import annotations

import pytest

from bot.authoring.checks import check, errors
from bot.authoring.editor import EditRefused
from bot.authoring.step_form import add_step, apply, choices_of, new_step, raw_step, texts_of
from tests.authoring.shipped import texts

WELKOM = "conversations/welkom.yaml"


def file() -> str:
    """The shipped welcome."""
    return texts()[WELKOM]


def untouched(old: str, new: str, *, but: int) -> None:
    """All lines but a few are the same, in order."""
    left, missing = new.splitlines(), 0
    for line in old.splitlines():
        if line in left:
            left = left[left.index(line) + 1 :]
        else:
            missing += 1
    assert missing <= but


def whole_form(step: str) -> dict[str, str]:
    """The form as the page fills it in."""
    raw = raw_step(file(), step)
    form = {
        "next": raw["next"] if isinstance(raw.get("next"), str) else "",
        "title": raw.get("title", ""),
        "has.skip": "1",
    }
    for key in ("say", "again", "more"):
        for number, (text, simpler, _) in enumerate(texts_of(raw, key)):
            form |= {f"{key}.{number}.text": text.replace("\n", "\r\n"), f"{key}.{number}.simpler": simpler}
    for one in choices_of(raw):
        name = f"choice.{one.number}"
        form |= {f"{name}.label": one.label, f"{name}.next": one.next or "", f"{name}.flag": one.flag}
    return form


@pytest.mark.parametrize("step", ["welkom", "menu", "nieuwe-aanvraag", "nieuw-begin"])
def test_a_form_sent_back_as_it_was_changes_nothing(step: str) -> None:
    """Not one letter of the file."""
    assert apply(file(), step, whole_form(step)) == file()


def test_a_text_is_reworded_in_its_place() -> None:
    """The other texts, their conditions and the comments are as they were."""
    form = whole_form("welkom") | {"say.0.text": "Dag. Ik ben een computer van {{ organisatie }}."}
    made = apply(file(), "welkom", form)
    untouched(file(), made, but=1)
    assert raw_step(made, "welkom")["say"][0]["text"] == "Dag. Ik ben een computer van {{ organisatie }}."


def test_easier_words_and_another_text_can_be_added() -> None:
    """A bare text becomes one that can have easier words; a single text becomes a list."""
    made = apply(file(), "nieuwe-aanvraag", {"say.0.simpler": "Je eerste aanvraag blijft."})
    assert raw_step(made, "nieuwe-aanvraag")["say"][0]["simpler"] == "Je eerste aanvraag blijft."
    made = apply(file(), "menu", {"say.new.text": "Neem de tijd."})
    assert [text for text, _, _ in texts_of(raw_step(made, "menu"), "say")] == [
        "Waar kan ik je mee helpen?",
        "Neem de tijd.",
    ]
    made = apply(made, "menu", {"say.1.text": ""})
    assert len(list(texts_of(raw_step(made, "menu"), "say"))) == 1


def test_choices_are_changed_added_and_taken_out() -> None:
    """Label, way, flag; the id stays, because answers are kept under it."""
    form = {"choice.0.label": "Ja, begin", "choice.0.next": "menu", "choice.0.flag": "twijfel", "choice.new.label": "Weet ik nog niet", "choice.new.next": "menu"}  # fmt: skip
    raw = raw_step(apply(file(), "nieuwe-aanvraag", form), "nieuwe-aanvraag")
    assert raw["choices"][0] | {"synonyms": None} == {
        "id": "ja", "label": "Ja, begin", "synonyms": None, "next": "menu", "flag": "twijfel",
    }  # fmt: skip
    assert raw["choices"][2] == {"id": "weet-ik-nog-niet", "label": "Weet ik nog niet", "next": "menu"}
    fewer = apply(file(), "nieuwe-aanvraag", {"choice.1.label": " "})
    assert [one.id for one in choices_of(raw_step(fewer, "nieuwe-aanvraag"))] == ["ja"]


def test_a_question_with_three_choices_can_be_added() -> None:
    """Behind the chosen step, and without a mistake when all ways are there."""
    form = {"id": "hoe-gaat-het", "say": "Hoe gaat het?", "choice.0.label": "Goed", "choice.0.next": "menu", "choice.1.label": "Gaat wel", "choice.1.next": "menu", "choice.2.label": "Niet goed", "choice.2.next": "hulp-nu"}  # fmt: skip
    made = add_step(file(), "menu", new_step(form))
    untouched(file(), made, but=0)
    assert raw_step(made, "hoe-gaat-het")["choices"][2] == {"id": "niet-goed", "label": "Niet goed", "next": "hulp-nu"}
    rules = {one.rule for one in errors(check({**texts(), WELKOM: made}))}
    assert rules == {"onbereikbaar"}, "nothing leads to it yet, and that is said"


def test_what_cannot_be_is_refused_with_a_reason() -> None:
    """An empty text, a step without a name, a step that is not there."""
    with pytest.raises(EditRefused, match="leeg"):
        apply(file(), "menu", {"say.0.text": " "})
    with pytest.raises(EditRefused, match="naam"):
        new_step({"say": "Hoi"})
    with pytest.raises(EditRefused, match="nergens"):
        apply(file(), "nergens", {})
