"""A typed question and the approved answer that fits: certain, doubtful (two or three to choose from), or none.

Trained from the examples in ``dialogs/topics/`` when the scripts are loaded. A message is one of the topics or not about
us at all; the messages of ``geen.yaml`` teach that difference. A wrong answer is worse than an offer, so the bars below
are high; they were set on writers whose examples were not learnt from, see ``bench/README.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from bot.engine import features, linear
from bot.engine.concepts import Concepts
from bot.engine.features import Floats, Space, Vector

OFF_TOPIC = ""
"""The class of messages that are not about us."""

_SURE = 0.6  # chance of the best topic from which it is answered at once
_LEAD = 0.35  # and how far it must be ahead of the next
_FOREIGN = 0.9  # chance of being off topic from which nothing is offered
_OFFERED = 3
_REASONS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What matching needs to know of a topic; the answer itself lives in the dialog."""

    id: str
    question: str
    examples: tuple[str, ...]
    audience: str = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A topic that may be meant, its chance (0..1) and the typed words that decided, weightiest first."""

    topic: str
    score: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The outcome with its candidates, best first: one when answered, two or three when offered, none otherwise."""

    outcome: Literal["answered", "offered", "none"]
    candidates: tuple[Candidate, ...]


class TopicMatcher:
    """Recognises questions; made by :meth:`train`."""

    def __init__(self, classes: Sequence[str], concepts: Concepts, space: Space, weights: Floats, bias: Floats) -> None:
        self._classes = tuple(classes)
        self._concepts = concepts
        self._space = space
        self._weights = weights
        self._bias = bias

    @classmethod
    def train(
        cls, topics: Sequence[Topic], off_topic: Sequence[str], lexicon: Mapping[str, Sequence[str]]
    ) -> TopicMatcher:
        """Learn from the topics' questions and examples, from messages that are not about us, and a concept lexicon."""
        concepts = Concepts(lexicon)
        classes = [OFF_TOPIC, *(topic.id for topic in topics)]
        lessons = [(text, 0) for text in off_topic]
        for number, topic in enumerate(topics, 1):
            lessons += [(text, number) for text in (topic.question, *topic.examples)]
        readings = [features.read(text, concepts) for text, _ in lessons]
        space = Space.learn(readings)
        vectors = [space.vector(reading) for reading in readings]
        weights, bias = linear.learn(vectors, [label for _, label in lessons], space.size, len(classes))
        return cls(classes, concepts, space, weights, bias)

    def match(self, text: str, *, role: str | None = None) -> Match:  # noqa: ARG002 - the role is context for later
        """The topics a message may ask for."""
        reading = features.read(text, self._concepts)
        vector = self._space.vector(reading)
        if not any(word != "?" for word in reading.typed) or not len(vector.ids) or len(self._classes) < 2:
            return Match(outcome="none", candidates=())
        chances = linear.chances(vector, self._weights, self._bias)
        ranked = [int(number) for number in np.argsort(-chances[1:], kind="stable")[:_OFFERED] + 1]
        best = float(chances[ranked[0]])
        rival = max(float(chances[0]), float(chances[ranked[1]]) if len(ranked) > 1 else 0.0)
        if best >= _SURE and best - rival >= _LEAD:
            return Match(outcome="answered", candidates=self._candidates(ranked[:1], chances, vector, reading.typed))
        if float(chances[0]) >= _FOREIGN or len(ranked) < 2:
            return Match(outcome="none", candidates=())
        return Match(outcome="offered", candidates=self._candidates(ranked, chances, vector, reading.typed))

    def _candidates(
        self, ranked: Iterable[int], chances: Floats, vector: Vector, typed: list[str]
    ) -> tuple[Candidate, ...]:
        return tuple(
            Candidate(
                topic=self._classes[number], score=float(chances[number]), because=self._because(number, vector, typed)
            )
            for number in ranked
        )

    def _because(self, number: int, vector: Vector, typed: list[str]) -> tuple[str, ...]:
        rows = self._weights[vector.ids]
        votes = vector.weights * (rows[:, number] - rows.mean(axis=1))
        shares = np.bincount(vector.places, weights=votes, minlength=len(typed))
        order = [int(at) for at in np.argsort(-shares, kind="stable") if shares[at] > 0 and typed[at] != "?"]
        return tuple(dict.fromkeys(typed[at] for at in order))[:_REASONS]


def topic_of(data: Mapping[str, Any]) -> Topic:
    """The topic in a parsed ``dialogs/topics/<id>.yaml``."""
    return Topic(
        id=str(data["id"]),
        question=str(data["question"]),
        examples=tuple(str(example) for example in data.get("examples") or ()),
        audience=str(data.get("audience", "all")),
    )
