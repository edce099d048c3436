from __future__ import annotations

import pytest

from bot.authoring.choice_form import change_choices, choices_of
from bot.authoring.yaml_nodes import EditRefused
from bot.authoring.yaml_text import read
from tests.authoring import forms
from tests.authoring.shipped import texts

LISTS = {path: text for path, text in texts().items() if path.startswith("lists/")}
PATH = ("choices",)
TEXT = """\
# de keuzes
choices:
  - id: ja
    label: "Ja"  # kort
    synonyms: ["zeker", graag]
  # daarna
  - {id: nee, label: 'Nee', next: slot}
  - id: later
    label: "Later"
"""


def ids(text: str) -> list[str]:
    """The names of the choices, in order."""
    return [one.id for one in choices_of(read("", text).data["choices"])]


@pytest.mark.parametrize("path", LISTS)
def test_a_form_sent_back_as_it_was_changes_nothing(path: str) -> None:
    """Not one letter of any list."""
    assert change_choices(LISTS[path], PATH, forms.of_choices(read("", LISTS[path]).data["choices"])) == LISTS[path]


def test_an_entry_is_added_renamed_and_taken_out() -> None:
    """The id stays what it was; comments stay."""
    form = {"choice.0.label": "Ja, graag", "choice.1.gone": "1", "choice.new.label": "Weet ik nog niet"}
    made = change_choices(TEXT, PATH, form)
    assert ids(made) == ["ja", "later", "weet-ik-nog-niet"]
    assert 'label: "Ja, graag"  # kort\n' in made
    assert "# de keuzes" in made
    assert "# daarna" in made
    with pytest.raises(EditRefused, match="al een keuze"):
        change_choices(TEXT, PATH, {"choice.new.label": "Later"})


def test_an_entry_moves_up() -> None:
    """The comment between the two stays where it stood."""
    made = change_choices(TEXT, PATH, {"up": "1"})
    assert ids(made) == ["nee", "ja", "later"]
    assert sorted(made.splitlines()) != sorted(TEXT.splitlines()) or "# daarna" in made
    assert change_choices(made, PATH, {"up": "1"}) == TEXT
    with pytest.raises(EditRefused, match="hoger"):
        change_choices(TEXT, PATH, {"up": "0"})


def test_other_words_are_a_line_each() -> None:
    """What stays is written as it was; what is new comes behind it."""
    made = change_choices(
        TEXT, PATH, {"choice.0.synonyms": "zeker\r\n doe maar \r\n\r\nzeker", "choice.2.synonyms": "straks"}
    )
    found = list(choices_of(read("", made).data["choices"]))
    assert found[0].synonyms == ("zeker", "doe maar")
    assert '["zeker", "doe maar"]' in made
    assert found[2].synonyms == ("straks",)
    assert "synonyms" not in change_choices(TEXT, PATH, {"choice.0.synonyms": ""})


def test_a_condition_and_a_flag_are_fields_too() -> None:
    """In words; ways of a choice are those of a step."""
    form = {
        "choice.1.when": "role = dader",
        "choice.1.flag": "druk",
        "choice.1.way.new.to": "rol",
        "choice.1.way.new.when": "a bekend",
    }
    one = read("", change_choices(TEXT, PATH, form)).data["choices"][1]
    assert one["when"] == {"role": "dader"}
    assert one["flag"] == "druk"
    assert one["next"] == [{"to": "rol", "when": {"a": "*"}}, {"to": "slot"}]
