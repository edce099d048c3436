from __future__ import annotations

from typing import Any

import pytest

from bot.authoring.yaml_text import read
from bot.authoring.yaml_write import Inline, Lines, emit, like


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, "true"),
        (None, "null"),
        ("vorm-uitleg", "vorm-uitleg"),
        ("ja", "ja"),
        ("yes", '"yes"'),
        ("Ja, graag", '"Ja, graag"'),
        ({"a": ["b", "c"]}, "a: [b, c]"),
        ({"a": Lines(["b", "c"])}, "a:\n  - b\n  - c"),
        ({"when": Inline({"role": ["een", "twee"], "not": {"z": "*"}})}, 'when: {role: [een, twee], not: {z: "*"}}'),
        ({"a": {"b": "c"}}, "a:\n  b: c"),
    ],
)
def test_values_are_written_as_people_write_them(value: Any, written: str) -> None:
    """Ids plain, texts in quotes, a condition on the line of its key, examples a line each."""
    assert emit(value) == written
    assert (
        read("", f"x:\n  {emit(value, indent=2)}\n" if isinstance(value, dict) else f"x: {emit(value)}\n").problems
        == []
    )


def test_a_text_is_written_like_the_one_before_it() -> None:
    """Single quotes stay single; what does not fit in them gets double ones."""
    assert like("'een'", "'", "twee", flow=False)[0] == "'twee'"
    assert like("een", None, "a, b", flow=True) == ['"a, b"']
    assert like("een", None, "a, b", flow=False)[0] == "a, b"
