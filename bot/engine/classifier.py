"""What a message is about, learnt from examples: one class of several, with its chance and the words that decided.

Questions (:mod:`bot.engine.topics`) and signals of danger (:mod:`bot.engine.signal_evidence`) are both told apart with it.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Self

import numpy as np

from bot.engine import features, linear
from bot.engine.concepts import Concepts
from bot.engine.features import Floats, Reading, Space, Vector


class Classifier:
    """Chances per class; made by :meth:`learn`, or by :meth:`from_bytes` from what was learnt before."""

    def __init__(self, classes: Sequence[str], concepts: Concepts, space: Space, learnt: tuple[Floats, Floats]) -> None:
        """Use :meth:`learn`."""
        self.classes = tuple(classes)
        self._concepts = concepts
        self._space = space
        self._weights, self._bias = learnt

    @classmethod
    def learn(cls, classes: Sequence[str], lessons: Sequence[tuple[str, int]], concepts: Concepts) -> Self:
        """Learn from messages, each with the place of its class, and from concepts (of which there may be none)."""
        readings = [features.read(text, concepts) for text, _ in lessons]
        space = Space.learn(readings)
        vectors = [space.vector(reading) for reading in readings]
        learnt = linear.learn(vectors, [label for _, label in lessons], space.size, len(classes))
        return cls(classes, concepts, space, learnt)

    def read(self, text: str) -> tuple[Reading, Vector]:
        """The message as it was typed, and as known features; the latter are empty when it has none."""
        reading = features.read(text, self._concepts)
        return reading, self._space.vector(reading)

    def chances(self, vector: Vector) -> Floats:
        """The chance of each class, in the order of :attr:`classes`; together one."""
        return linear.chances(vector, self._weights, self._bias)

    def because(self, number: int, reading: Reading, vector: Vector) -> list[int]:
        """The places of the words that spoke for the class with this number, the weightiest first."""
        rows = self._weights[vector.ids]
        votes = vector.weights * (rows[:, number] - rows.mean(axis=1))
        shares = np.bincount(vector.places, weights=votes, minlength=len(reading.typed))
        order = np.argsort(-shares, kind="stable")
        return [int(at) for at in order if shares[at] > 0 and reading.typed[at] != "?"]

    def to_bytes(self) -> bytes:
        """What was learnt, to be kept beside a hash of the texts it was learnt from; plain numbers and JSON."""
        about = {"classes": self.classes, "features": [list(numbers) for numbers in self._space.numbers]}
        buffer = io.BytesIO()
        np.savez(
            buffer,
            about=np.frombuffer(json.dumps(about).encode(), np.uint8),
            rarity=self._space.rarity,
            weights=self._weights.astype(np.float16),
            bias=self._bias,
        )
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes, concepts: Concepts) -> Self:
        """The classifier that :meth:`to_bytes` kept; ``concepts`` are those it was learnt with.

        Raises:
            ValueError: when these are not such bytes.
        """
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as kept:
                about = json.loads(kept["about"].tobytes())
                numbers: list[dict[str, int]] = []
                for names in about["features"]:
                    first = sum(map(len, numbers))
                    numbers.append({name: number for number, name in enumerate(names, first)})
                space = Space(numbers, kept["rarity"])
                learnt = (kept["weights"].astype(np.float32), kept["bias"])
                return cls(about["classes"], concepts, space, learnt)
        except (KeyError, TypeError, ValueError, OSError, EOFError, zipfile.BadZipFile) as error:
            raise ValueError("these are not kept weights") from error
