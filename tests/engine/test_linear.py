"""The linear classifier learns what tells classes apart."""

from __future__ import annotations

import numpy as np

from bot.engine import linear
from bot.engine.features import Vector


def vector(*ids: int) -> Vector:
    """A message with these features, equally strong."""
    return Vector(
        ids=np.array(ids, np.int64), weights=np.ones(len(ids), np.float32), places=np.zeros(len(ids), np.int64)
    )


LESSONS = [vector(0, 3, 4), vector(0, 4, 5), vector(1, 3, 5), vector(1, 4, 3), vector(2, 5, 4), vector(2, 3, 5)] * 3
LABELS = [0, 0, 1, 1, 2, 2] * 3


def test_the_telling_feature_decides() -> None:
    """After learning, the feature that only one class has points to that class."""
    weights, bias = linear.learn(LESSONS, LABELS, 6, 3)
    assert [int(linear.chances(vector(n, 3, 4), weights, bias).argmax()) for n in range(3)] == [0, 1, 2]


def test_chances_are_chances() -> None:
    """They are positive and sum to one, also for a message without features."""
    weights, bias = linear.learn(LESSONS, LABELS, 6, 3)
    for message in (vector(0, 3), vector()):
        chances = linear.chances(message, weights, bias)
        assert (chances > 0).all()
        assert np.isclose(chances.sum(), 1)


def test_learning_again_gives_the_same_weights() -> None:
    """Nothing depends on chance."""
    first, second = (linear.learn(LESSONS, LABELS, 6, 3) for _ in range(2))
    assert np.array_equal(first[0], second[0])
    assert np.array_equal(first[1], second[1])
