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


TRAPS = {
    "an alias": ("a: 1\nb: &x 2\nc: *x\n", 2),
    "an alias that doubles itself": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", 1),
    "a merged mapping": ("a:\n  <<: {b: 1}\n", 2),
    "a tag of another language": ("a: ok\nb: !!python/object/apply:os.system [id]\n", 2),
    "a tag of our own making": ("a: ok\n\nb: !geheim x\n", 3),
    "a key given twice": ("a: 1\nb: 2\na: 3\n", 3),
    "a key given twice, deeper": ("a:\n  b: 1\n  b: 2\n", 3),
    "two documents": ("a: 1\n---\nb: 2\n", 2),
    "a tab for indentation": ("a:\n\tb: 1\n", 2),
    "a key that is no text": ("? [a, b]\n: 1\n", 1),
    "a directive": ("%YAML 1.1\n---\na: no\n", 1),
    "endless nesting": ("a: " + "[" * 200 + "]" * 200 + "\n", 1),
    "an open quotation mark": ("a: 1\nb: 'x\n", 2),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_every_trap_is_refused_with_its_line(trap: str) -> None:
    """What YAML can do and a script does not need: refused where it stands, and nothing of it is taken over."""
    text, line = TRAPS[trap]
    located = read("a.yaml", text)

    assert located.problems, located.data
    assert min(problem.place.line for problem in located.problems) == line
