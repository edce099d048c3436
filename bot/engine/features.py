"""What a message looks like to the recogniser: pieces of words, words with their neighbours, and concepts.

Three kinds of features stand beside each other because each repairs another's weakness: pieces of two to five letters
bridge misspellings and compounds, words and pairs of words carry the meaning, concepts reach words no example has.
Each kind is weighed by rarity (TF-IDF) and brought to length one, so that a long message counts no more than a short one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.engine.concepts import Concepts
from bot.engine.words import stems, words

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Seen = dict[str, tuple[int, int]]
"""Feature -> (how often, place of the word where it was first seen)."""

KINDS = 3
_PIECES = range(2, 6)
_MOST_CONCEPTS = 10  # more concepts than this in one message: pairs of them say nothing any more
_RAREST_PIECE = 2
_LOUDNESS = 1.5  # length of each kind; more teaches in fewer rounds, with less caution


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The features of one message, per kind, and its words."""

    typed: list[str]
    kinds: tuple[Seen, Seen, Seen]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vector:
    """A message as known features: their numbers, weights and the place of the word each came from."""

    ids: Ints
    weights: Floats
    places: Ints


def read(text: str, concepts: Concepts) -> Reading:
    """The features of a message."""
    typed = words(text)
    stemmed = stems(typed)
    found = (_pieces(typed), _pairs(stemmed), _ideas(concepts.find(typed, stemmed)))
    kinds: tuple[Seen, Seen, Seen] = ({}, {}, {})
    for seen, features in zip(kinds, found, strict=True):
        for feature, place in features:
            seen[feature] = (seen[feature][0] + 1, seen[feature][1]) if feature in seen else (1, place)
    return Reading(typed=typed, kinds=kinds)


def _pieces(typed: Sequence[str]) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for place, word in enumerate(typed):
        padded = f" {word} "
        for size in _PIECES:
            found += [(padded[at : at + size], place) for at in range(max(1, len(padded) - size + 1))]
            if len(padded) <= size:
                break
    return found


def _pairs(stemmed: Sequence[str]) -> Iterator[tuple[str, int]]:
    for place, word in enumerate(stemmed):
        yield word, place
    spoken = [(place, word) for place, word in enumerate(stemmed) if word != "?"]
    before = "^"
    for place, word in spoken:
        yield f"{before} {word}", place
        before = word
    if spoken:
        yield f"{before} $", spoken[-1][0]


def _ideas(found: Sequence[tuple[int, str]]) -> Iterator[tuple[str, int]]:
    for place, concept in found:
        yield concept, place
    first = {concept: place for place, concept in reversed(found)}
    if len(first) <= _MOST_CONCEPTS:
        names = sorted(first)
        for at, one in enumerate(names):
            for other in names[at + 1 :]:
                yield f"{one} {other}", max(first[one], first[other])


class Space:
    """The features of the training messages, numbered and weighed."""

    def __init__(self, numbers: Sequence[dict[str, int]], rarity: Floats) -> None:
        self.numbers = tuple(numbers)
        self.rarity = rarity

    @property
    def size(self) -> int:
        """How many features there are."""
        return len(self.rarity)

    @classmethod
    def learn(cls, readings: Sequence[Reading]) -> Space:
        """Number the features of these messages; pieces seen in one message only are left out."""
        numbers: list[dict[str, int]] = []
        rarity: list[float] = []
        for kind in range(KINDS):
            in_messages: dict[str, int] = {}
            for reading in readings:
                for feature in reading.kinds[kind]:
                    in_messages[feature] = in_messages.get(feature, 0) + 1
            least = _RAREST_PIECE if kind == 0 else 1
            kept = {feature: count for feature, count in in_messages.items() if count >= least}
            numbers.append({feature: number for number, feature in enumerate(kept, len(rarity))})
            rarity += [math.log((1 + len(readings)) / (1 + count)) + 1 for count in kept.values()]
        return cls(numbers, np.array(rarity, dtype=np.float32))

    def vector(self, reading: Reading) -> Vector:
        """A message's known features; an empty vector when it has none."""
        parts = [self._part(known, seen) for known, seen in zip(self.numbers, reading.kinds, strict=True)]
        return Vector(
            ids=np.concatenate([ids for ids, _, _ in parts]),
            weights=np.concatenate([weights for _, weights, _ in parts]),
            places=np.concatenate([places for _, _, places in parts]),
        )

    def _part(self, known: dict[str, int], seen: Seen) -> tuple[Ints, Floats, Ints]:
        rows = [
            (known[feature], 1 + math.log(count) if count > 1 else 1.0, place)
            for feature, (count, place) in seen.items()
            if feature in known
        ]
        if not rows:
            return np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros(0, np.int64)
        table = np.array(rows, dtype=np.float64)
        ids = table[:, 0].astype(np.int64)
        weights = table[:, 1].astype(np.float32) * self.rarity[ids]
        length = np.float32(math.sqrt(float(weights @ weights)) / _LOUDNESS)
        return ids, weights / length, table[:, 2].astype(np.int64)
