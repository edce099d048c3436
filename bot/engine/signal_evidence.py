"""A second opinion on messages in which no rule finds danger: does it read like those that do?

Learnt from ``dialogs/signals/examples.yaml`` and from what people ask anyway, by the classifier that also tells questions
apart. It decides on the kind as well where the rules only doubt. Measured against counting words (naive Bayes), which it
replaced, in ``bench/README.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from bot.engine.classifier import Classifier
from bot.engine.concepts import Concepts

_CALM = "none"
_NAMED = 3  # words named as the reason
_PARTS = re.compile(r"[.!?;\n…,]+|\b(?:en|maar|want|dus)\b", re.IGNORECASE)
_SENTENCE = 4  # words from which a part of a message says something by itself
_LOUDEST = 0.4  # how much the loudest part counts: danger is often one clause of a story


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """The chance (0..1) of danger, the likeliest kind of it, and the words that weighed most, the weightiest first."""

    chance: float
    kind: str
    because: tuple[str, ...]


class Evidence:
    """What was learnt from examples; made by :meth:`learn` or :meth:`from_bytes`."""

    def __init__(self, classifier: Classifier) -> None:
        """The classifier's first class is that of messages without danger."""
        self._classifier = classifier

    @classmethod
    def learn(cls, signals: Mapping[str, Iterable[str]], ordinary: Iterable[str], concepts: Concepts) -> Self:
        """Learn from messages per kind of danger, from messages without, and from words that mean about the same."""
        lessons = [(text, 0) for text in ordinary]
        for number, texts in enumerate(signals.values(), 1):
            lessons += [(text, number) for text in texts]
        return cls(Classifier.learn([_CALM, *signals], lessons, concepts))

    def to_bytes(self) -> bytes:
        """What was learnt, to be kept beside a hash of the texts it was learnt from."""
        return self._classifier.to_bytes()

    @classmethod
    def from_bytes(cls, kept: bytes, concepts: Concepts) -> Self:
        """What :meth:`to_bytes` gave, with the same concepts. Raises ValueError when these are not such bytes."""
        return cls(Classifier.from_bytes(kept, concepts))

    def weigh(self, text: str) -> Opinion:
        """What the words of one message speak for: most of it as a whole, some of its loudest sentence."""
        whole = self._weigh(text)
        parts = [part for part in _PARTS.split(text) if len(part.split()) >= _SENTENCE]
        loudest = max(self._weigh(part).chance for part in parts) if len(parts) > 1 else whole.chance
        return replace(whole, chance=(1 - _LOUDEST) * whole.chance + _LOUDEST * max(loudest, whole.chance))

    def _weigh(self, text: str) -> Opinion:
        reading, vector = self._classifier.read(text)
        chances = self._classifier.chances(vector)
        number = int(chances[1:].argmax()) + 1
        places = self._classifier.because(number, reading, vector)[:_NAMED]
        return Opinion(
            chance=1 - float(chances[0]),
            kind=self._classifier.classes[number],
            because=tuple(dict.fromkeys(reading.typed[at] for at in places)),
        )
