"""The recognisers of one revision, built once from what the coordinators wrote, and used by every turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.engine.lexicon import Lexicon
from bot.engine.dialog import Dialog
from bot.engine.signals import Signal, SignalDetector
from bot.engine.topics import Match, Topic, TopicMatcher
from bot.engine.plain import plain


class Topics(Protocol):
    """Finds the question in a text."""

    def match(self, text: str, *, role: str | None = None) -> Match:
        """The topics this text may be about, and how sure that is."""
        ...


class Signals(Protocol):
    """Finds danger in a text."""

    def detect(self, text: str) -> Signal | None:
        """The kind of danger, or None."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """What the bot can recognise in typed words."""

    topics: Topics
    signals: Signals
    answers: Lexicon
    small_talk: Mapping[str, int]

    def chat(self, text: str) -> int | None:
        """The number of the small talk this is, if any."""
        return self.small_talk.get(plain(text))


def build(
    dialog: Dialog,
    *,
    off_topic: Sequence[str],
    concepts: Mapping[str, Sequence[str]],
    signals: Mapping[str, Any],
    answers: Mapping[str, Any],
) -> Understanding:
    """Train and build every recogniser from a dialog and its word lists (plain data)."""
    topics = [
        Topic(id=topic.id, question=topic.question, examples=topic.examples, audience=topic.audience)
        for topic in dialog.topics.values()
    ]
    return Understanding(
        topics=TopicMatcher.train(topics, off_topic, concepts),
        signals=SignalDetector.build(signals),
        answers=Lexicon.build(answers),
        small_talk={
            plain(example): number for number, talk in enumerate(dialog.small_talk) for example in talk.examples
        },
    )
