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


def test_every_part_knows_its_place() -> None:
    """Line and column of keys, values and list items, counted from 1; unknown parts give the part around them."""
    located = read("a.yaml", "stappen:\n  - id: x\n    zeg: hoi\n")

    assert str(located.place(("stappen", 0, "zeg")).line) == "3"
    assert located.place(("stappen", 0, "zeg", "diep")).column == 5
