from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.authoring.checks import check, errors
from bot.authoring.reader import REQUIRED, Scripts, read_scripts
from tests.engine.small import TEXTS

GESPREK = "conversations/gesprek.yaml"


def rules(scripts: Scripts, path: str) -> set[str]:
    """The rules broken in one file."""
    return {problem.rule for problem in errors(scripts) if problem.place.file == path}


def test_where_a_file_stands_says_what_it_is() -> None:
    """Each folder and file fills its own part of the dialog."""
    dialog = read_scripts(TEXTS).dialog

    assert dialog is not None
    assert {"welkom", "hulp"} <= dialog.steps.keys()
    assert dialog.lists.keys() == {"rollen", "vormen"}
    assert dialog.topics.keys() == {"kosten", "pauze"}
    assert dialog.flags.keys() == {"druk", "gedetineerd", "crisis"}
    assert [talk.id for talk in dialog.small_talk] == ["groet"]
    assert len(dialog.signal_texts) == 6


def test_word_lists_come_as_plain_data_by_name() -> None:
    """What the recognisers learn from is handed on as it was written, and is not taken for a topic."""
    scripts = read_scripts(
        {**TEXTS, "topics/geen.yaml": "weer: [regent het]", "answers.yaml": "ja: [zeker]", "signals/angst.yaml": "a: b"}
    )

    assert scripts.problems == []
    assert scripts.words["off_topic"] == {"weer": ["regent het"]}
    assert scripts.words["answers"] == {"ja": ["zeker"]}
    assert scripts.words["signals"] == {"angst": {"a": "b"}}
    assert scripts.words["concepts"] == {}


@pytest.mark.parametrize("path", REQUIRED)
def test_a_file_that_must_be_there_is_asked_for(path: str) -> None:
    """Without it there is one clear problem, under the name of that file."""
    scripts = read_scripts({name: text for name, text in TEXTS.items() if name != path})

    assert [str(problem) for problem in scripts.problems] == [f'{path}:1:1: bestand: het bestand "{path}" ontbreekt']


def test_the_revision_follows_from_the_texts() -> None:
    """The same texts bear the same name, whatever else happens; another word, another name."""
    other = {**TEXTS, GESPREK: TEXTS[GESPREK].replace("Tot ziens.", "Dag.")}

    assert read_scripts(TEXTS).revision == read_scripts(dict(reversed(TEXTS.items()))).revision
    assert read_scripts(other).revision != read_scripts(TEXTS).revision


def test_a_part_is_found_where_it_was_written() -> None:
    """A step and something inside it have their own lines; what does not exist has the scripts as its place."""
    scripts = read_scripts(TEXTS)
    lines = TEXTS[GESPREK].splitlines()

    assert "id: straf" in lines[scripts.place("step", "straf", "id").line - 1]
    assert "id: pi" in lines[scripts.place("step", "straf", "choices", 0, "label").line - 1]
    assert scripts.place("step", "straf", "nergens").line == scripts.place("step", "straf").line
    assert scripts.place("step", "bestaat-niet").file == "dialogs"


def test_a_step_with_a_mistake_is_kept_without_it() -> None:
    """The rest of the step is there for the other rules, and its name is kept as mended."""
    scripts = read_scripts({**TEXTS, GESPREK: TEXTS[GESPREK].replace('title: "Vanaf"', 'titel: "Vanaf"')})

    assert scripts.dialog is not None
    assert scripts.dialog.steps["datum"].ask == "date"
    assert scripts.mended == {"datum"}


def test_a_topic_with_a_wrong_key_is_not_silently_lost() -> None:
    """An answer whose question is written under another key is a mistake, not a word list."""
    scripts = check({**TEXTS, "topics/kosten.yaml": TEXTS["topics/kosten.yaml"].replace("question:", "vraag:")})

    assert rules(scripts, "topics/kosten.yaml") == {"vorm"}


def test_reading_again_does_not_pile_up_problems() -> None:
    """Files are read once and kept; the problems of one reading never turn up twice in the next."""
    texts = {**TEXTS, "smalltalk.yaml": "a: b", "flags.yaml": "druk: 'x"}
    first = [str(problem) for problem in read_scripts(texts).problems]

    assert [str(problem) for problem in read_scripts(texts).problems] == first
    assert len(first) == len(set(first)) == 2


@pytest.mark.parametrize("path", sorted(TEXTS))
@pytest.mark.parametrize("text", ["", "hallo", "- a", "a: b", "- [a]", "- {id: [a]}", "steps: [{id: [a]}]", "id: 5"])
def test_no_file_however_written_breaks_the_check(path: str, text: str) -> None:
    """Any shape of data in any file ends in problems with a place, never in an exception; nothing of it is published."""
    scripts = check({**TEXTS, path: text})

    assert all(problem.place.file for problem in scripts.problems)
    assert errors(scripts) != [] or (path, text) == ("flags.yaml", "a: b")


WORDS = st.recursive(
    st.sampled_from(["dader", "null", "true", "3", "''", "vorm", "a: b"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(st.sampled_from(["role", "not", "any", "id", "to", "when", "text"]), inner, max_size=3).map(
            lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items.items()) + "}"
        )
    ),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    key=st.sampled_from(
        ["id", "say", "choices", "next", "when", "flag", "set", "exclusive", "field", "limit", "first"]
    ),
    value=WORDS,
)
def test_no_value_of_any_key_breaks_the_check(key: str, value: str) -> None:
    """Whatever nested nonsense stands under a key of a step, the check ends, with problems at most."""
    extra = f"  - {{id: proef, say: A, ask: choice, next: welkom, {key}: {value}}}\n"
    if key in {"id", "say", "next"}:
        extra = f"  - {{{key}: {value}}}\n"

    assert all(problem.message for problem in check({**TEXTS, GESPREK: TEXTS[GESPREK] + extra}).problems)
