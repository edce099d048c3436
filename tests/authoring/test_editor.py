from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.authoring.editor import add_item, add_key, drop_item, drop_key, replace
from bot.authoring.yaml_nodes import EditRefused
from bot.authoring.yaml_text import Path, read
from bot.authoring.yaml_write import emit
from tests.authoring.shipped import texts

EDITABLE = ("conversations/", "lists/", "system.yaml", "signals/texts.yaml", "flags.yaml", "canned.yaml")
SAMPLES = (
    "Hallo.", "Wil je dit: ja of nee?", "a # b", "'t is goed", 'zeg "ja"', "- streep", "é 💬 ‘x’", "regel\nnog een", "ja", "no",
    "12:30", "null", "{x}", "[y]", "&a", "*b", "!c", "%d", "@e", " spatie ", "eindigt op:", "\u2028", "{{ naam }}", "a, b", "",
    "een\ttab", "\\n", "0123", "~", "? vraag", "| pijp", "> groter", "heel " * 60,
)  # fmt: skip


def scalars(data: Any, path: Path = ()) -> list[Path]:
    """The paths of all texts."""
    if isinstance(data, dict):
        return [found for key, one in data.items() for found in scalars(one, (*path, key))]
    if isinstance(data, list):
        return [found for number, one in enumerate(data) for found in scalars(one, (*path, number))]
    return [path] if isinstance(data, str) else []


def edits(seed: int, count: int) -> int:
    """Random edits over the shipped scripts: everything outside the one place is the same, byte for byte. Gives how many edits there were."""
    chance = random.Random(seed)  # noqa: S311 - a test's dice
    files = {path: text for path, text in texts().items() if path.startswith(EDITABLE) and path.endswith(".yaml")}
    places = {path: scalars(read(path, text).data) for path, text in files.items()}
    changed = 0
    for _ in range(count):
        name = chance.choice(sorted(files))
        text, path, value = files[name], chance.choice(places[name]), chance.choice(SAMPLES)
        made = replace(text, path, value)
        assert value_at(read(name, made).data, path) == value
        begin, end = common(text, made)
        assert made.count("\n", begin, len(made) - end) <= 1 + value.count("\n"), "a change is in one place"
        assert begin + end + 2 * len(value) + len(str(value_at(read(name, text).data, path))) + 40 > len(text)
        assert without(read(name, made).data, path) == without(read(name, text).data, path)
        assert comments(made) == comments(text), (name, path, value)
        changed += made != text
    return changed


def comments(text: str) -> list[str]:
    """The comment lines."""
    return [line for line in text.splitlines() if line.lstrip().startswith("#")]


def common(old: str, new: str) -> tuple[int, int]:
    """How much is the same from the front, and from the back."""
    begin = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    end = next(
        (n for n, (a, b) in enumerate(zip(reversed(old[begin:]), reversed(new[begin:]), strict=False)) if a != b),
        min(len(old), len(new)) - begin,
    )
    return begin, end


def value_at(data: Any, path: Path) -> Any:
    """What stands at a path."""
    for part in path:
        data = data[part]
    return data


def without(data: Any, path: Path) -> Any:
    """The data with the one place blanked."""
    *before, last = path
    at = data
    for part in before:
        at = at[part]
    at[last] = None
    return data


def test_some_hundred_random_edits_change_nothing_else() -> None:
    """Comments, order and everything not edited stay; values that look like YAML stay text."""
    assert edits(seed=7, count=200) > 190


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_ten_thousand_random_edits_change_nothing_else() -> None:
    """The same, ten thousand times."""
    assert edits(seed=11, count=10_000) > 9_500


SCRIPT = """\
# boven
steps:
  - id: een   # het begin
    say: 'Hoi'
    # over de keuzes
    choices:
      - {id: ja, label: "Ja", next: twee}  # eerste
      - id: nee
        label: "Nee"
        next: twee

  - id: twee
    say: >-
      Dag
      allemaal.
    end: true
    # onder
"""


def same_lines(made: str, *, new: int) -> None:
    """Every old line is there, in order, and so many are new."""
    left = made.splitlines()
    for line in SCRIPT.splitlines():
        assert line in left, line
        left = left[left.index(line) + 1 :]
    assert len(made.splitlines()) == len(SCRIPT.splitlines()) + new


def test_quoting_is_kept_where_it_can_be() -> None:
    """Single quotes stay single, plain stays plain, and block text becomes a quoted one."""
    assert "say: 'Dag, ''jij'''" in replace(SCRIPT, ("steps", 0, "say"), "Dag, 'jij'")
    assert "next: een}  # eerste" in replace(SCRIPT, ("steps", 0, "choices", 0, "next"), "een")
    assert '    say: "Tot ziens"\n    end: true' in replace(SCRIPT, ("steps", 1, "say"), "Tot ziens")


def test_a_block_of_lines_stays_one() -> None:
    """A message of more lines is written as it was, under its bar."""
    script = "a:\n  - text: |-\n      een\n\n      twee\n    b: c\n"
    assert replace(script, ("a", 0, "text"), "drie\n\nvier\nvijf") == (
        "a:\n  - text: |-\n      drie\n\n      vier\n      vijf\n    b: c\n"
    )


def test_keys_and_items_are_added_where_they_belong() -> None:
    """In blocks on a line of their own, in braces behind the last; comments stay where they are."""
    made = add_key(SCRIPT, ("steps", 0, "choices", 1), "explain", "Dat mag.")
    assert '        next: twee\n        explain: "Dat mag."\n' in made
    same_lines(made, new=1)
    assert "next: twee, flag: druk}  # eerste" in add_key(SCRIPT, ("steps", 0, "choices", 0), "flag", "druk")
    made = add_item(SCRIPT, ("steps", 0, "choices"), {"id": "later", "label": "Later", "next": "twee"})
    assert '        next: twee\n      - id: later\n        label: "Later"\n        next: twee\n' in made
    same_lines(made, new=3)
    step = {"id": "drie", "say": "Wat nu?", "ask": "choice", "choices": [{"id": "a", "label": "A", "next": "twee"}]}
    made = add_item(SCRIPT, ("steps",), step, at=0)
    same_lines(made, new=8)
    assert read("", made).data["steps"][1]["choices"][0]["label"] == "A"


def test_keys_and_items_are_taken_out_whole() -> None:
    """A block with its lines, a part between commas; what stands in front of a dash is refused."""
    assert "explain" not in drop_key(add_key(SCRIPT, ("steps", 0), "explain", "x"), ("steps", 0, "explain"))
    assert '{id: ja, label: "Ja"}  # eerste' in drop_key(SCRIPT, ("steps", 0, "choices", 0, "next"))
    made = drop_item(SCRIPT, ("steps", 0, "choices", 1))
    assert [one["id"] for one in read("", made).data["steps"][0]["choices"]] == ["ja"]
    assert "# onder" in made
    made = drop_item(SCRIPT, ("steps", 0))
    assert read("", made).data["steps"][0]["id"] == "twee"
    for refused in (("steps", 0, "id"), ("steps", 0, "nergens")):
        with pytest.raises(EditRefused):
            drop_key(SCRIPT, refused)


def test_what_is_not_there_or_cannot_be_read_is_refused() -> None:
    """The text is then as it was."""
    with pytest.raises(EditRefused):
        replace(SCRIPT, ("steps", 5, "say"), "x")
    with pytest.raises(EditRefused):
        replace(SCRIPT, ("steps", 0, "choices"), "x")
    with pytest.raises(EditRefused):
        replace("a: [", ("a",), "x")


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_written_and_comes_back(value: str) -> None:
    """Whatever letters: written as new, or refused, but never read as something else."""
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        return
    try:
        made = replace(SCRIPT, ("steps", 0, "say"), value)
    except EditRefused:
        return
    assert read("", made).data["steps"][0]["say"] == value


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "Z")), min_size=1))
def test_ordinary_letters_are_never_refused(value: str) -> None:
    """Letters, digits, punctuation and spaces always fit."""
    assert read("", f"a: {emit(value)}\n").data == {"a": value}
    replace(SCRIPT, ("steps", 0, "say"), value)
