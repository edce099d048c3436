from __future__ import annotations

import random
from typing import Any

import pytest

from bot.authoring.checks import check, errors
from bot.authoring.choice_form import choices_of
from bot.authoring.fields import texts_of
from bot.authoring.step_form import add_step, apply, new_step, raw_step
from bot.authoring.yaml_nodes import EditRefused
from bot.authoring.yaml_text import read
from tests.authoring import forms
from tests.authoring.shipped import texts

WELKOM = "conversations/welkom.yaml"
WISH = "conversations/vrijwilligheid.yaml"
CONVERSATIONS = {path: text for path, text in texts().items() if path.startswith("conversations/")}
SAMPLES = (
    "Hallo.", "Wil je dit: ja of nee?", "a # b", "'t is goed", 'zeg "ja"', "- streep", "é 💬 ‘x’", "ja", "no", "12:30", "null",
    "{x}", "[y]", "&a", "*b", "eindigt op:", "{{ naam }}", "a, b", "een\ttab", "0123", "? vraag", "| pijp", "heel " * 12,
)  # fmt: skip
CONDITIONS = ("role = dader", "niet (role = dader/verdachte en naam bekend)", "a = b of c onbekend", "")


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


def steps(text: str) -> list[dict[str, Any]]:
    """The steps of a file as plain data."""
    return list(read("", text).data["steps"])


def comments(text: str) -> list[str]:
    """The comment lines."""
    return [line for line in text.splitlines() if line.lstrip().startswith("#")]


def random_edits(seed: int, count: int) -> int:
    """Whole forms sent with one field changed: everything not edited is the same to the byte. Gives how many were taken."""
    chance = random.Random(seed)  # noqa: S311 - a test's dice
    known = {path: steps(text) for path, text in CONVERSATIONS.items()}
    taken = 0
    for _ in range(count):
        path = chance.choice(sorted(CONVERSATIONS))
        number = chance.randrange(len(known[path]))
        raw = known[path][number]
        form = forms.of_step(raw)
        name = chance.choice(sorted(form))
        wanted = chance.choice(CONDITIONS if name.endswith("when") else SAMPLES)
        try:
            made = apply(CONVERSATIONS[path], raw["id"], form | {name: wanted})
        except EditRefused:
            continue
        only_this_step(path, number, raw["id"], made, (name, wanted))
        taken += 1
    return taken


def only_this_step(path: str, number: int, step: str, made: str, why: object) -> None:
    """All that stands before and behind a step is the same to the byte; every comment is still there."""
    old = CONVERSATIONS[path]
    before = old.index(f"\n  - id: {step}\n") + 1
    assert made[:before] == old[:before], (path, why)
    left = old.find("\n  - id: ", before)
    assert left < 0 or made.endswith(old[left:]), (path, why)
    assert comments(made) == comments(old), (path, why)
    was, now = steps(old), steps(made)
    assert was[:number] + was[number + 1 :] == now[:number] + now[number + 1 :], (path, why)


@pytest.mark.parametrize(
    ("path", "step"), [(path, one["id"]) for path, text in CONVERSATIONS.items() for one in steps(text)]
)
def test_a_form_sent_back_as_it_was_changes_nothing(path: str, step: str) -> None:
    """Not one letter of the file, for any step there is."""
    assert apply(CONVERSATIONS[path], step, forms.of_step(raw_step(CONVERSATIONS[path], step))) == CONVERSATIONS[path]


def test_some_hundred_random_edits_from_the_form_change_nothing_else() -> None:
    """Comments, order and everything not edited stay, whatever is typed in whichever field."""
    assert random_edits(seed=5, count=100) > 50


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_ten_thousand_random_edits_from_the_form_change_nothing_else() -> None:
    """The same, ten thousand times."""
    assert random_edits(seed=13, count=10_000) > 5_000


def test_a_text_is_reworded_in_its_place() -> None:
    """The other texts, their conditions and the comments are as they were."""
    form = forms.of_step(raw_step(file(), "welkom")) | {"say.0.text": "Dag. Ik ben een computer van {{ organisatie }}."}
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


def test_a_step_and_a_text_get_a_condition_and_lose_it() -> None:
    """In words; a condition that is none is refused with the reason."""
    made = apply(file(), "menu", {"when": "role = dader/verdachte", "say.0.when": "niet naam bekend"})
    raw = raw_step(made, "menu")
    assert raw["when"] == {"role": ["dader", "verdachte"]}
    assert raw["say"] == [{"text": "Waar kan ik je mee helpen?", "when": {"not": {"naam": "*"}}}]
    assert "when: {role: [dader, verdachte]}\n" in made
    changed = apply(made, "menu", {"when": "role = dader"})
    assert raw_step(changed, "menu")["when"] == {"role": "dader"}
    assert "when" not in raw_step(apply(changed, "menu", {"when": ""}), "menu")
    with pytest.raises(EditRefused, match="begrijp ik niet"):
        apply(file(), "menu", {"when": "als het regent"})


def test_a_step_gets_more_ways_on() -> None:
    """A way with a condition comes before the one without; a way that is emptied goes, and one is left as it was written."""
    made = apply(file(), "nieuw-begin", {"way.new.to": "rol", "way.new.when": "role onbekend"})
    assert raw_step(made, "nieuw-begin")["next"] == [{"to": "rol", "when": {"role": None}}, {"to": "aanmelden"}]
    untouched(file(), made, but=1)
    back = apply(made, "nieuw-begin", {"way.0.to": ""})
    assert back == file()
    with pytest.raises(EditRefused):
        apply(file(), "nieuw-begin", {"way.new.to": "rol", "way.new.when": "niet"})


def test_choices_are_changed_added_and_taken_out() -> None:
    """Label, way, flag; the id stays, because answers are kept under it."""
    form = {"choice.0.label": "Ja, begin", "choice.0.way.0.to": "menu", "choice.0.flag": "twijfel", "choice.new.label": "Weet ik nog niet", "choice.new.way.new.to": "menu"}  # fmt: skip
    raw = raw_step(apply(file(), "nieuwe-aanvraag", form), "nieuwe-aanvraag")
    assert raw["choices"][0] | {"synonyms": None} == {
        "id": "ja", "label": "Ja, begin", "synonyms": None, "next": "menu", "flag": "twijfel",
    }  # fmt: skip
    assert raw["choices"][2] == {"id": "weet-ik-nog-niet", "label": "Weet ik nog niet", "next": "menu"}
    fewer = apply(file(), "nieuwe-aanvraag", {"choice.1.label": " "})
    assert [one.id for one in choices_of(raw_step(fewer, "nieuwe-aanvraag")["choices"])] == ["ja"]


def test_a_step_that_says_something_becomes_a_question() -> None:
    """With its first choice."""
    made = apply(file(), "nieuw-begin", {"choice.new.label": "Verder", "choice.new.way.new.to": "aanmelden"})
    assert raw_step(made, "nieuw-begin")["choices"] == [{"id": "verder", "label": "Verder", "next": "aanmelden"}]
    assert raw_step(made, "nieuw-begin")["ask"] == "choice"


def test_a_question_with_three_choices_can_be_added() -> None:
    """Behind the chosen step, and without a mistake when all ways are there."""
    form = {"id": "hoe-gaat-het", "say": "Hoe gaat het?", "choice.0.label": "Goed", "choice.0.way.new.to": "menu", "choice.1.label": "Gaat wel", "choice.1.way.new.to": "menu", "choice.2.label": "Niet goed", "choice.2.way.new.to": "hulp-nu"}  # fmt: skip
    made = add_step(file(), "menu", new_step(form))
    untouched(file(), made, but=0)
    assert raw_step(made, "hoe-gaat-het")["choices"][2] == {"id": "niet-goed", "label": "Niet goed", "next": "hulp-nu"}
    rules = {one.rule for one in errors(check({**texts(), WELKOM: made}))}
    assert rules == {"onbereikbaar"}, "nothing leads to it yet, and that is said"


def test_what_cannot_be_is_refused_with_a_reason() -> None:
    """An empty text, a step without a name, a step that is not there, two choices with one name."""
    with pytest.raises(EditRefused, match="leeg"):
        apply(file(), "menu", {"say.0.text": " "})
    with pytest.raises(EditRefused, match="naam"):
        new_step({"say": "Hoi"})
    with pytest.raises(EditRefused, match="nergens"):
        apply(file(), "nergens", {})
    with pytest.raises(EditRefused, match="dezelfde woorden"):
        new_step({"id": "x", "say": "Hoi", "choice.0.label": "Ja", "choice.1.label": "Ja"})
