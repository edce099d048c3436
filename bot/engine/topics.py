"""A typed question and the approved answer that fits: certain, doubtful (two or three to choose from), or none.

Trained from the examples in ``dialogs/topics/`` when the scripts are loaded. A message is one of the topics or not about
us at all; the messages of ``geen.yaml`` teach that difference. A wrong answer is worse than an offer, so the bar for
answering at once is high; it was set on writers whose examples were not learnt from, see ``bench/README.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from bot.engine.classifier import Classifier
from bot.engine.concepts import Concepts
from bot.engine.features import Floats, Reading, Vector

OFF_TOPIC = ""
"""The class of messages that are not about us."""

_OFFERED = 3
_REASONS = 4
_REFERRER = "verwijzer"
_PULL = (
    2.0  # how much likelier a referrer's question is from a referrer, and less likely from anyone known not to be one
)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """From which chance of the best topic to answer at once, and from which chance of being off topic to offer nothing."""

    sure: float = 0.72
    foreign: float = 0.93

    def outcome(self, best: float, foreign: float) -> Literal["answered", "offered", "none"]:
        """What to do with these two chances."""
        if best >= self.sure:
            return "answered"
        return "none" if foreign >= self.foreign else "offered"


class TopicMatcher:
    """Recognises questions; made by :meth:`train`, or by :meth:`from_bytes` from what was trained before."""

    def __init__(self, classifier: Classifier, referrers: Iterable[str], bars: Bars | None = None) -> None:
        """``referrers`` are the ids of the topics that referrers ask about."""
        self._classifier = classifier
        self._referrers = np.isin(classifier.classes, list(referrers))
        self._bars = bars or Bars()

    @classmethod
    def train(
        cls,
        topics: Sequence[Topic],
        off_topic: Sequence[str] | Mapping[str, Sequence[str]],
        lexicon: Mapping[str, Sequence[str]],
    ) -> TopicMatcher:
        """Learn from the topics' questions and examples, from messages that are not about us, and a concept lexicon.

        ``off_topic`` is the list of messages, or the parsed ``geen.yaml`` that holds it under ``off_topic``.
        """
        if isinstance(off_topic, Mapping):
            off_topic = off_topic.get("off_topic", ())
        lessons = [(text, 0) for text in off_topic]
        for number, topic in enumerate(topics, 1):
            lessons += [(text, number) for text in (topic.question, *topic.examples)]
        classes = [OFF_TOPIC, *(topic.id for topic in topics)]
        return cls(Classifier.learn(classes, lessons, Concepts(lexicon)), _of_referrers(topics))

    def match(self, text: str, *, role: str | None = None) -> Match:
        """The topics a message may ask for; ``role`` (a role id of the dialog) is weighed when it is known."""
        reading, vector = self._classifier.read(text)
        if len(self._classifier.classes) < 2 or not len(vector.ids) or not any(word != "?" for word in reading.typed):
            return Match(outcome="none", candidates=())
        chances = self._chances(vector, role)
        ranked = [int(number) for number in np.argsort(-chances[1:], kind="stable")[:_OFFERED] + 1]
        outcome = self._bars.outcome(float(chances[ranked[0]]), float(chances[0]))
        if outcome == "none" or (outcome == "offered" and len(ranked) < 2):
            return Match(outcome="none", candidates=())
        shown = ranked[:1] if outcome == "answered" else ranked
        return Match(outcome=outcome, candidates=tuple(self._candidate(n, chances, vector, reading) for n in shown))

    def ranking(self, text: str, *, role: str | None = None) -> tuple[tuple[str, float], ...]:
        """Every topic and :data:`OFF_TOPIC` with its chance, likeliest first; for measuring and for confused pairs."""
        chances = self._chances(self._classifier.read(text)[1], role)
        classes = self._classifier.classes
        return tuple((classes[number], float(chances[number])) for number in np.argsort(-chances, kind="stable"))

    def _chances(self, vector: Vector, role: str | None) -> Floats:
        chances = self._classifier.chances(vector)
        if role is not None:
            chances[self._referrers] *= _PULL if role == _REFERRER else 1 / _PULL
            chances /= chances.sum()
        return chances

    def _candidate(self, number: int, chances: Floats, vector: Vector, reading: Reading) -> Candidate:
        places = self._classifier.because(number, reading, vector)
        because = tuple(dict.fromkeys(reading.typed[at] for at in places))[:_REASONS]
        return Candidate(topic=self._classifier.classes[number], score=float(chances[number]), because=because)

    def to_bytes(self) -> bytes:
        """What was learnt, to be kept beside a hash of the texts it was learnt from."""
        return self._classifier.to_bytes()

    @classmethod
    def from_bytes(
        cls, data: bytes, topics: Sequence[Topic], lexicon: Mapping[str, Sequence[str]], bars: Bars | None = None
    ) -> TopicMatcher:
        """The matcher that :meth:`to_bytes` kept; the topics and the lexicon are those it was learnt from.

        Raises:
            ValueError: when these are not such bytes.
        """
        return cls(Classifier.from_bytes(data, Concepts(lexicon)), _of_referrers(topics), bars)


def _of_referrers(topics: Sequence[Topic]) -> list[str]:
    return [topic.id for topic in topics if topic.audience == "referrer"]


def topic_of(data: Mapping[str, Any]) -> Topic:
    """The topic in a parsed ``dialogs/topics/<id>.yaml``."""
    return Topic(
        id=str(data["id"]),
        question=str(data["question"]),
        examples=tuple(str(example) for example in data.get("examples") or ()),
        audience=str(data.get("audience", "all")),
    )
