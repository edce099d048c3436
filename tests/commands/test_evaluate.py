from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.commands.evaluate import KINDS
from bot.errors import OperatorError
from tests.commands.conftest import command, yaml

ITEMS = {
    "questions": {"text": "Wat kost herstelbemiddeling?", "topic": "kosten"},
    "signals": {"text": "ik wil dood", "signal": "suicide"},
    "identifying": {"text": "mail naar bo@example.org", "contains": ["email"]},
    "dates": {"today": "2026-03-10", "text": "morgen", "expect": "2026-03-11"},
    "answers": {"text": "ja", "choices": ["Ja", "Nee"], "expect": 0},
}


def test_there_is_an_example_of_every_kind() -> None:
    """What can be scored is what these tests score."""
    assert ITEMS.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", sorted(ITEMS))
def test_an_example_that_is_recognised_counts_as_right(here: Path, kind: str) -> None:
    """As JSON, for a program: how many, how many right, and which were wrong."""
    shown = command("evaluate", kind, str(yaml(here / "x.yaml", [ITEMS[kind]])), "--json")
    assert shown.exit_code == 0, shown.exception
    result = json.loads(shown.output)

    assert (result["kind"], result["total"], result["correct"], result["wrong"]) == (kind, 1, 1, [])


def test_what_was_wrong_is_shown_as_it_was_typed(here: Path) -> None:
    """For people the wrong items follow the figures, brackets and all."""
    items = [ITEMS["dates"], {"today": "2026-03-10", "text": "[/b] geen idee", "expect": "2026-03-11"}]
    shown = command("evaluate", "dates", str(yaml(here / "x.yaml", items)))

    assert shown.exit_code == 0, shown.exception
    assert "total: 2" in shown.output
    assert "[/b] geen idee" in shown.output


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"- {today: '2026-03-10', expect: null}", "'text' ontbreekt"),
        (b"a: b", "geen lijst"),
        (b"- a", "geen lijst"),
        (b"- {a: [", "niet te lezen"),
        (b"\xff\xfe\x00", "niet te lezen"),
        (b"", "geen lijst"),
    ],
)
def test_a_file_of_another_form_is_one_line(here: Path, content: bytes, said: str) -> None:
    """What cannot be scored is said with the file's name and what is wrong with it."""
    (here / "x.yaml").write_bytes(content)
    ended = command("evaluate", "dates", str(here / "x.yaml"))

    assert isinstance(ended.exception, OperatorError), ended.exception
    assert said in str(ended.exception)
    assert "x.yaml" in str(ended.exception)


@pytest.mark.parametrize("name", ["nergens.yaml", "."])
def test_a_file_that_is_not_there_is_one_line(here: Path, name: str) -> None:
    """Neither a missing file nor a folder is a traceback."""
    assert isinstance(command("evaluate", "dates", str(here / name)).exception, OperatorError)
