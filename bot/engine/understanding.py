"""The recognisers of one revision, built once from what the coordinators wrote, and used by every turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bot.engine.dialog import Dialog
from bot.engine.lexicon import Lexicon
from bot.engine.plain import plain
from bot.engine.signals import Signal, SignalDetector
from bot.engine.topics import Match, Topic, TopicMatcher


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


def learn(dialog: Dialog, words: Mapping[str, Any]) -> bytes:
    """What the recognisers learn from these scripts: seconds of work, to be kept by whoever can.

    ``words`` are the scripts' word lists as plain data. First the length of one part in eight bytes, then the parts.
    """
    topics = TopicMatcher.train(_topics(dialog), words["off_topic"], words["concepts"]).to_bytes()
    signals = SignalDetector.build(words["signals"], _questions(dialog)).learnt
    return len(topics).to_bytes(8, "big") + topics + signals


def build(dialog: Dialog, words: Mapping[str, Any], learnt: bytes) -> Understanding:
    """Every recogniser of a dialog. ``learnt`` always comes from :func:`learn`, so that kept and fresh are alike.

    Raises:
        ValueError: when ``learnt`` is not what :func:`learn` gives today.
    """
    size = int.from_bytes(learnt[:8], "big")
    topics, signals = learnt[8 : 8 + size], learnt[8 + size :]
    return Understanding(
        topics=TopicMatcher.from_bytes(topics),
        signals=SignalDetector.build(words["signals"], _questions(dialog), signals or None),
        answers=Lexicon.build(words["answers"]),
        small_talk={
            plain(example): number for number, talk in enumerate(dialog.small_talk) for example in talk.examples
        },
    )


def _questions(dialog: Dialog) -> list[str]:
    """What people ask anyway: no danger in it."""
    return [example for topic in dialog.topics.values() for example in topic.examples]


def _topics(dialog: Dialog) -> list[Topic]:
    return [
        Topic(id=topic.id, question=topic.question, examples=topic.examples, audience=topic.audience)
        for topic in dialog.topics.values()
    ]
