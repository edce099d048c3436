from __future__ import annotations

import pytest

from bot.authoring.yaml_text import read


@pytest.mark.parametrize("word", ["no", "yes", "on", "0123", "12:30", "2026-11-24", "1e3", "true", "112", ".5"])
def test_scalars_stay_text(word: str) -> None:
    """What looks like a number, a date or a yes in other YAML readers means what it says."""
    assert read("a.yaml", f"a: {word}").data == {"a": word}


def test_nothing_written_is_nothing() -> None:
    """An empty value, ~ and null are no answer; a quoted one is a text."""
    assert read("a.yaml", 'a:\nb: ~\nc: null\nd: "null"').data == {"a": None, "b": None, "c": None, "d": "null"}


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "x: " + "{y: " * 50_000,
        "- " * 50_000,
        "\n".join(" " * n + "a:" for n in range(600)),
        "? " * 9_000,
    ],
)
def test_endless_nesting_is_a_problem_and_not_a_crash(text: str) -> None:
    """The fast parser dies of thousands of brackets, so such a text never reaches it."""
    assert read("a.yaml", text).problems


def test_every_part_knows_its_place() -> None:
    """Line and column of keys, values and list items, counted from 1; unknown parts give the part around them."""
    located = read("a.yaml", "stappen:\n  - id: x\n    zeg: hoi\n")

    assert str(located.place(("stappen", 0, "zeg")).line) == "3"
    assert located.place(("stappen", 0, "zeg", "diep")).column == 5


@pytest.mark.parametrize(
    "text",
    ["a: &x 1", "a: *x", "- *x", "a:\n  *x", "[1, *x]", "a: !foo 1", "a: 1\rb: &x 2"],
)
def test_anchors_and_tags_are_refused_wherever_a_value_begins(text: str) -> None:
    """The fast parser would take them silently, so they never reach it."""
    assert read("a.yaml", text).problems


@pytest.mark.parametrize("text", ["Typ **ja**.", "**Ja** graag", "doden !dacht", "R&D en A*"])
def test_bold_and_other_marks_inside_a_text_are_text(text: str) -> None:
    """Only where a value begins does such a mark mean something to YAML."""
    located = read("a.yaml", f'a: "{text}"\nb: |\n  {text}\n')

    assert (located.data, located.problems) == ({"a": text, "b": f"{text}\n"}, [])
