"""The figures behind ``herstelbot evaluate``, counted by hand on a few items each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from bot.authoring import evaluate


@dataclass(frozen=True)
class Topic:
    topic: str


@dataclass(frozen=True)
class Match:
    outcome: str
    candidates: tuple[Topic, ...]


class Matcher:
    """Answers by the first letter of the text: a(nswers) the rest, o(ffers) the rest, anything else nothing."""

    def match(self, text: str, *, role: str | None = None) -> Match:
        outcome, *topics = text.split()
        return Match(outcome, tuple(Topic(topic) for topic in (*topics, *([role] if role else []))))


@dataclass(frozen=True)
class Kind:
    kind: str


class Detector:
    """Sees the kind that is the first word of a text; "none" is none."""

    def detect(self, text: str) -> Kind | None:
        first = text.split(maxsplit=1)[0]
        return None if first == "none" else Kind(first)


@dataclass(frozen=True)
class Day:
    date: date


@dataclass(frozen=True)
class Index:
    index: int


def test_questions() -> None:
    """Direct, helped, wrong and off-topic are shares of the items they are about; a topic may be a list."""
    result = evaluate.questions(
        [
            {"text": "answered kosten", "topic": "kosten"},
            {"text": "answered duur", "topic": ["kosten", "duur"], "note": "ignored"},
            {"text": "answered duur", "topic": "kosten"},
            {"text": "offered duur kosten", "topic": "kosten"},
            {"text": "none", "topic": "kosten"},
            {"text": "none", "topic": "none"},
            {"text": "answered kosten", "topic": "none"},
            {"text": "offered kosten duur", "topic": "none"},
            {"text": "none", "topic": "none"},
        ],
        Matcher(),
    )
    assert (result["kind"], result["total"], result["correct"]) == ("questions", 9, 6)
    assert (result["direct"], result["helped"], result["wrong_answers"]) == (0.4, 0.6, 0.2)
    assert (result["none_right"], result["none_wrong"]) == (0.5, 0.25)
    assert [item["outcome"] for item in result["items"]].count("offered") == 2
    assert result["per_class"]["none"] == {"total": 4, "correct": 3}
    assert result["wrong"][0] == {"text": "answered duur", "expected": "kosten", "given": ["answered", "duur"]}


def test_questions_pass_the_role() -> None:
    """An item's role reaches the matcher, which may answer by it."""
    result = evaluate.questions([{"text": "answered", "topic": "victim", "role": "victim"}], Matcher())
    assert result["direct"] == 1


def test_signals() -> None:
    """Recall counts a signal of whatever kind, recall_kind the right kind, false alarms only the harmless."""
    result = evaluate.signals(
        [
            {"text": "suicide", "signal": "suicide"},
            {"text": "self-harm", "signal": "suicide"},
            {"text": "none", "signal": "suicide"},
            {"text": "self-harm", "signal": "self-harm"},
            {"text": "none", "signal": "none"},
            {"text": "suicide", "signal": "none"},
        ],
        Detector(),
    )
    assert (result["recall"], result["recall_kind"], result["false_alarms"]) == (0.75, 0.5, 0.5)
    assert result["kinds"]["suicide"] == {"total": 3, "recall": 0.6667, "recall_kind": 0.3333}
    assert (result["total"], result["correct"], len(result["wrong"])) == (6, 3, 3)


def test_identifying() -> None:
    """Exact asks for precisely the right kinds; recall and precision are per kind."""
    result = evaluate.identifying(
        [
            {"text": "bsn", "contains": ["bsn"]},
            {"text": "bsn phone", "contains": ["bsn"]},
            {"text": "", "contains": ["phone"]},
            {"text": "", "contains": []},
        ],
        lambda text: [Kind(word) for word in text.split()],
    )
    assert result["exact"] == 0.5
    assert result["kinds"]["bsn"] == {"total": 2, "recall": 1.0, "precision": 1.0}
    assert result["kinds"]["phone"] == {"total": 1, "recall": 0.0, "precision": 0.0}


def test_dates() -> None:
    """A date must be that date, a window must hold the date kept, and null must stay unread."""
    items: list[dict[str, Any]] = [
        {"text": "2026-04-01", "today": "2026-03-01", "expect": "2026-04-01"},
        {"text": "2026-04-02", "today": "2026-03-01", "expect": "2026-04-01"},
        {"text": "2026-04-02", "today": date(2026, 3, 1), "expect": {"earliest": "2026-04-01", "latest": "2026-04-02"}},
        {"text": "", "today": "2026-03-01", "expect": None},
        {"text": "2026-04-02", "today": "2026-03-01", "expect": None},
    ]
    result = evaluate.dates(items, lambda text, _today: Day(date.fromisoformat(text)) if text else None)
    assert (result["total"], result["correct"]) == (5, 3)
    assert result["per_class"]["none"] == {"total": 2, "correct": 1}
    assert result["wrong"][0] == {"text": "2026-04-02", "expected": "2026-04-01", "given": "2026-04-02"}


def test_answers() -> None:
    """The index of the choice counts, and nothing picked where nothing was meant; wrong items show labels."""

    def pick(text: str, labels: Sequence[str]) -> Index | None:
        return Index(labels.index(text)) if text in labels else None

    items: list[dict[str, Any]] = [
        {"choices": ["Ja", "Nee"], "text": "Nee", "expect": 1},
        {"choices": ["Ja", "Nee"], "text": "Ja", "expect": 1},
        {"choices": ["Ja", "Nee"], "text": "?", "expect": None},
    ]
    result = evaluate.answers(items, pick)
    assert (result["total"], result["correct"]) == (3, 2)
    assert result["wrong"] == [{"text": "Ja", "expected": "Nee", "given": "Ja"}]


def test_nothing_to_score() -> None:
    """An empty file has no shares rather than a division by nothing."""
    assert evaluate.signals([], Detector())["recall"] is None


@pytest.mark.parametrize(
    ("score", "item"),
    [
        (lambda items: evaluate.questions(items, Matcher()), {"topic": "kosten"}),
        (lambda items: evaluate.questions(items, Matcher()), {"text": "a", "topic": []}),
        (lambda items: evaluate.signals(items, Detector()), {"text": "a"}),
        (lambda items: evaluate.identifying(items, lambda _: []), {"text": "a", "contains": "bsn"}),
        (lambda items: evaluate.dates(items, lambda *_: None), {"text": "a", "today": "morgen", "expect": None}),
        (lambda items: evaluate.answers(items, lambda *_: None), {"text": "a", "choices": [], "expect": None}),
        (lambda items: evaluate.answers(items, lambda *_: None), {"text": "a", "choices": ["Ja"], "expect": 3}),
    ],
)
def test_bad_item(score: object, item: dict[str, object]) -> None:
    """An item that cannot be scored is named by its number, in Dutch, instead of being skipped."""
    assert callable(score)
    with pytest.raises(evaluate.BadItemError, match="item 1: "):
        score([item])
