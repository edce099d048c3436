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
