"""The recognisers of one revision, built once from what the coordinators wrote, and used by every turn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.engine.dialog import Dialog
from bot.engine.lexicon import Lexicon
from bot.engine.plain import plain
from bot.engine.signals import SignalDetector
from bot.engine.topics import Topic, TopicMatcher
from bot.engine.understanding import Understanding


def lessons(dialog: Dialog, words: Mapping[str, Any]) -> dict[str, Any]:
    """Everything there is to learn from, as plain data that survives JSON. ``words`` are the scripts' word lists."""
    topics = [[topic.id, topic.question, list(topic.examples), topic.audience] for topic in _topics(dialog)]
    return {"topics": topics, **{name: words[name] for name in ("off_topic", "concepts", "signals")}}


def learn(from_: Mapping[str, Any]) -> bytes:
    """What the recognisers learn from these :func:`lessons`: seconds of work, to be kept by whoever can.

    First the length of one part in eight bytes, then the parts.
    """
    topics = [
        Topic(id=name, question=question, examples=tuple(examples), audience=audience)
        for name, question, examples, audience in from_["topics"]
    ]
    ordinary = [example for topic in topics for example in topic.examples]
    about_us = TopicMatcher.train(topics, from_["off_topic"], from_["concepts"]).to_bytes()
    signals = SignalDetector.build(from_["signals"], ordinary).learnt
    return len(about_us).to_bytes(8, "big") + about_us + signals


def build(dialog: Dialog, words: Mapping[str, Any], learnt: bytes) -> Understanding:
    """Every recogniser of a dialog. ``learnt`` always comes from :func:`learn`, so that kept and fresh are alike.

    Raises:
        ValueError: when ``learnt`` is not what :func:`learn` gives today.
    """
    size = int.from_bytes(learnt[:8], "big")
    topics, signals = learnt[8 : 8 + size], learnt[8 + size :]
    return Understanding(
        topics=TopicMatcher.from_bytes(topics, _topics(dialog), words["concepts"]),
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
