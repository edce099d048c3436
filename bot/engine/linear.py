"""A linear classifier: multinomial logistic regression over sparse features, learnt message by message (AdaGrad).

The order of learning is fixed, so the same texts always give the same weights.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from bot.engine.features import Floats, Vector

_ROUNDS = 8
_STEP = 0.5
_ENOUGH = 1e-4  # a message told apart this well teaches nothing more
_GOLDEN = 0.618


def learn(vectors: Sequence[Vector], labels: Sequence[int], features: int, classes: int) -> tuple[Floats, Floats]:
    """Weights (features x classes) and a bias per class, from messages and the number of the class of each."""
    weights = np.zeros((features, classes), np.float32)
    bias = np.zeros(classes, np.float32)
    steepness = np.full(features, 0.1, np.float32)
    for number in _order(len(vectors)):
        vector = vectors[number]
        error = chances(vector, weights, bias)
        error[labels[number]] -= 1
        size = float(error @ error)
        if size < _ENOUGH:
            continue
        steepness[vector.ids] += vector.weights**2 * size
        weights[vector.ids] -= np.outer(_STEP * vector.weights / np.sqrt(steepness[vector.ids]), error)
        bias -= 0.01 * error
    return weights, bias


def chances(vector: Vector, weights: Floats, bias: Floats) -> Floats:
    """The chance of each class; together one."""
    raw = vector.weights @ weights[vector.ids] + bias
    powers: Floats = np.exp(raw - raw.max())
    powers /= powers.sum()
    return powers


def _order(count: int) -> list[int]:
    """Every message once a round, spread evenly so that no class is learnt in one go."""
    if not count:
        return []
    stride = int(count * _GOLDEN) | 1
    while math.gcd(stride, count) > 1:
        stride += 2
    return [(at * stride + turn) % count for turn in range(_ROUNDS) for at in range(count)]
