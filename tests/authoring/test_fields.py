from __future__ import annotations

import pytest

from bot.authoring.fields import change_condition, change_key, change_texts, change_ways, slug, texts_of, ways_of
from bot.authoring.yaml_nodes import EditRefused
from bot.authoring.yaml_text import read

TEXT = """\
say: "Een"   # bij dit woord
next: twee
flag: druk
"""


def test_texts_are_read_however_they_are_written() -> None:
    """One text, a list, or with easier words and a condition."""
    assert list(texts_of({"say": "Een"}, "say")) == [("Een", "", None)]
    assert list(texts_of({"say": ["Een", {"text": "Twee", "simpler": "2", "when": {"a": "b"}}]}, "say")) == [
        ("Een", "", None),
        ("Twee", "2", {"a": "b"}),
    ]
    assert list(texts_of({}, "say")) == []


def test_a_field_that_is_not_in_the_form_changes_nothing() -> None:
    """Nor one that is as it was, with other line ends."""
    for made in (
        change_texts(TEXT, (), "say", {}),
        change_texts(TEXT, (), "say", {"say.0.text": " Een\r\n"}),
        change_key(TEXT, (), "flag", None),
        change_key(TEXT, (), "flag", "druk "),
        change_ways(TEXT, (), {"way.0.to": "twee", "way.new.to": ""}),
        change_condition(TEXT, (), ""),
    ):
        assert made == TEXT


def test_several_flags_become_a_list_and_one_a_word_again() -> None:
    """Written with commas in the field."""
    made = change_key(TEXT, (), "flag", "druk, tolk")
    assert read("", made).data["flag"] == ["druk", "tolk"]
    assert read("", change_key(made, (), "flag", "tolk")).data["flag"] == "tolk"
    assert "flag" not in change_key(made, (), "flag", "")


def test_ways_keep_the_way_they_are_written_until_there_are_more() -> None:
    """One way stays one word; a way with a condition makes a list of it; without any the key goes."""
    assert "next: drie\n" in change_ways(TEXT, (), {"way.0.to": "drie"})
    made = change_ways(TEXT, (), {"way.new.to": "drie", "way.new.when": "a = b"})
    assert ways_of(read("", made).data) == [("drie", "a = b"), ("twee", "")]
    assert "# bij dit woord" in made
    assert "next" not in change_ways(TEXT, (), {"way.0.to": ""})
    changed = change_ways(made, (), {"way.0.when": "a = c", "way.1.to": "vier"})
    assert ways_of(read("", changed).data) == [("drie", "a = c"), ("vier", "")]


def test_a_comment_in_the_midst_is_never_lost() -> None:
    """What cannot be kept is not changed: the form says so."""
    text = "next:\n  # eerst de dader\n  - to: twee\n    when: {a: b}\n  - to: drie\n"
    with pytest.raises(EditRefused, match="opmerking"):
        change_ways(text, (), {"way.new.to": "vier"})
    assert "# eerst de dader" in change_ways(text, (), {"way.0.when": "a = c"})


@pytest.mark.parametrize(("label", "name"), [("Ja, graag", "ja-graag"), ("Één", "n"), ("!!", "keuze")])
def test_a_label_becomes_a_name(label: str, name: str) -> None:
    """Small letters and dashes, whatever it is made of."""
    assert slug(label) == name
