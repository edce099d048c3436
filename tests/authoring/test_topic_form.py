from __future__ import annotations

import pytest

from bot.authoring.checks import check, errors
from bot.authoring.topic_form import apply, new_topic
from bot.authoring.yaml_nodes import EditRefused
from bot.authoring.yaml_text import read
from tests.authoring import forms
from tests.authoring.shipped import texts

TOPICS = {
    path: text
    for path, text in texts().items()
    if path.startswith("topics/") and path not in {"topics/geen.yaml", "topics/lexicon.yaml"}
}
COSTS = TOPICS["topics/kosten.yaml"]


def form_of(text: str) -> dict[str, str]:
    """The form of an answer as the page fills it in."""
    raw = read("", text).data
    lists = {key: "\r\n".join(raw.get(key) or ()) for key in ("examples", "follow_ups")}
    return {"question": raw["question"], "button": raw["button"], **lists, **forms.of_texts(raw, "say")}


@pytest.mark.parametrize("path", TOPICS)
def test_a_form_sent_back_as_it_was_changes_nothing(path: str) -> None:
    """Not one letter of any answer."""
    assert apply(TOPICS[path], form_of(TOPICS[path])) == TOPICS[path]


def test_examples_are_a_line_each() -> None:
    """New ones come behind the others, what is taken out goes, all the rest of the file stays to the byte."""
    form = form_of(COSTS)
    known = form["examples"].split("\r\n")
    made = apply(COSTS, form | {"examples": "\r\n".join([*known[1:], "hoe duur is dat", "  hoe duur is dat "])})
    assert read("", made).data["examples"] == [*known[1:], "hoe duur is dat"]
    old, new = COSTS.splitlines(), made.splitlines()
    assert [line for line in old if line not in new] == [next(line for line in old if known[0] in line)]
    assert [line for line in new if line not in old] == ['  - "hoe duur is dat"']


def test_the_answer_and_its_follow_ups_can_be_changed() -> None:
    """Wording, button, and what people ask next."""
    made = apply(
        COSTS, {"say.0.text": "Meedoen kost niets.", "button": "Kost het iets?", "follow_ups": "hoe-aanmelden"}
    )
    data = read("", made).data
    assert data["say"][0]["text"] == "Meedoen kost niets."
    assert (data["button"], data["follow_ups"]) == ("Kost het iets?", ["hoe-aanmelden"])
    with pytest.raises(EditRefused, match="leeg"):
        apply(COSTS, {"question": " "})


def test_a_new_answer_is_a_whole_file_without_mistakes() -> None:
    """Its name follows from the question; an empty line parts messages; the question itself is an example."""
    path, text = new_topic(
        {"question": "Mag mijn hond mee?", "say": "Dat verschilt.\r\n\r\nVraag het aan de bemiddelaar."}
    )
    assert path == "topics/mag-mijn-hond-mee.yaml"
    found = check({**texts(), path: text})
    assert not errors(found)
    assert found.dialog is not None
    answer = found.dialog.topics["mag-mijn-hond-mee"]
    assert [one.text for one in answer.say] == ["Dat verschilt.", "Vraag het aan de bemiddelaar."]
    assert answer.examples == ("Mag mijn hond mee?",)
    with pytest.raises(EditRefused):
        new_topic({"question": "Mag het?", "say": " "})
