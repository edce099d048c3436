"""A linear classifier: multinomial logistic regression over sparse features, learnt message by message (AdaGrad).

While learning, three in ten features of a message are hidden in turn, so that no answer comes to hang on one writer's
favourite word. Which ones follows from their numbers, and the order of learning is fixed: the same texts always give
the same weights. The result is the mean of the last rounds, which is steadier than the last one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from bot.engine.features import Floats, Ints, Vector

_ROUNDS = 6
_KEPT = 3  # rounds of which the mean is the result
_STEP = 0.8
_HIDDEN = 3  # features in ten
_ENOUGH = 1e-4  # a message told apart this well teaches nothing more
_BIAS_STEP = 0.01
_GOLDEN = 0.618


def learn(vectors: Sequence[Vector], labels: Sequence[int], features: int, classes: int) -> tuple[Floats, Floats]:
    """Weights (features x classes) and a bias per class, from messages and the number of the class of each."""
    weights = np.zeros((features, classes), np.float32)
    bias = np.zeros(classes, np.float32)
    steepness = np.full(features, 0.1, np.float32)
    mean, mean_bias = np.zeros_like(weights), np.zeros_like(bias)
    order = _order(len(vectors))
    for turn in range(_ROUNDS):
        for at, number in enumerate(order, turn * len(order)):
            _step(vectors[number], labels[number], at, weights, bias, steepness)
        if turn >= _ROUNDS - _KEPT:
            mean += weights / _KEPT
            mean_bias += bias / _KEPT
    return mean, mean_bias


def _step(vector: Vector, label: int, at: int, weights: Floats, bias: Floats, steepness: Floats) -> None:
    """Learn from one message: move the weights, in place, a little towards its class."""
    seen = _shown(vector.ids, at)
    ids = vector.ids[seen]
    values: Floats = vector.weights[seen]
    values *= 10 / (10 - _HIDDEN)
    error = _softmax(values @ weights[ids] + bias)
    error[label] -= 1
    size = float(error @ error)
    if size < _ENOUGH:
        return
    steepness[ids] += values**2 * size
    weights[ids] -= np.outer(_STEP * values / np.sqrt(steepness[ids]), error)
    bias -= _BIAS_STEP * error


def chances(vector: Vector, weights: Floats, bias: Floats) -> Floats:
    """The chance of each class; together one."""
    return _softmax(vector.weights @ weights[vector.ids] + bias)


def _softmax(raw: Floats) -> Floats:
    powers: Floats = np.exp(raw - raw.max())
    powers /= powers.sum()
    return powers


def _shown(ids: Ints, at: int) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Which features count this time: a multiplicative hash in place of chance."""
    mixed = (ids * 2654435761 + at * 40503 + 12345) & 0xFFFFFFFF
    mixed = ((mixed ^ (mixed >> 15)) * 2246822519) & 0xFFFFFFFF
    shown: np.ndarray[tuple[int, ...], np.dtype[np.bool_]] = (mixed >> 16) % 10 >= _HIDDEN
    return shown


def _order(count: int) -> list[int]:
    """Every message once, spread evenly so that no class is learnt in one go."""
    stride = int(count * _GOLDEN) | 1
    while math.gcd(stride, count) > 1:
        stride += 2
    return [at * stride % count for at in range(count)]
