"""How well the example questions are told apart: each is put to a recogniser that learnt from the others only.

In three rounds: two thirds of the examples are learnt from, the last third is asked, until every example was asked
once. That is stricter than the real recogniser, which learns from all; it is meant for comparing before and after an edit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from bot.authoring.told_apart import Pair, Tally, ToldApart
from bot.engine import features, linear
from bot.engine.concepts import Concepts
from bot.engine.features import Floats, Reading, Space, Vector
from bot.engine.topics import Bars, Topic

FOLDS = 3
OFFERED = 3
MOST_WORDS = 5
MOST_EXAMPLES = 3


@dataclass(slots=True)
class _Asked:
    """One example that was put to a recogniser that did not know it."""

    text: str
    meant: int
    ranked: list[int]
    outcome: str
    words: Mapping[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class _Mixed:
    """What is found out about a pair."""

    words: dict[str, float] = field(default_factory=dict)
    examples: list[tuple[str, int]] = field(default_factory=list)


def tell_apart(topics: Sequence[Topic], off_topic: Sequence[str], lexicon: Mapping[str, Any]) -> ToldApart:
    """Score the examples. Takes about eight seconds of work for nine thousand of them."""
    lessons = [(text, 0) for text in off_topic]
    lessons += [(text, n) for n, topic in enumerate(topics, 1) for text in (topic.question, *topic.examples)]
    names = ["", *(topic.id for topic in topics)]
    asked = list(_asked(lessons, Concepts(lexicon), len(names)))
    per = {name: _tally(one for one in asked if one.meant == n) for n, name in enumerate(names) if n}
    return ToldApart(
        all=_tally(one for one in asked if one.meant),
        topics=per,
        not_ours=_tally(one for one in asked if not one.meant),
        pairs=tuple(_pairs(asked, names)),
    )


def _asked(lessons: Sequence[tuple[str, int]], concepts: Concepts, classes: int) -> Iterator[_Asked]:
    readings = [features.read(text, concepts) for text, _ in lessons]
    space = Space.learn(readings)
    vectors = [space.vector(reading) for reading in readings]
    for fold in range(FOLDS):
        known = [n for n in range(len(lessons)) if n % FOLDS != fold]
        weights, bias = linear.learn([vectors[n] for n in known], [lessons[n][1] for n in known], space.size, classes)
        for n in range(fold, len(lessons), FOLDS):
            text, meant = lessons[n]
            chances = linear.chances(vectors[n], weights, bias)
            ranked = [int(one) + 1 for one in np.argsort(-chances[1:], kind="stable")[:OFFERED]]
            outcome = Bars().outcome(float(chances[ranked[0]]), float(chances[0])) if ranked else "none"
            one = _Asked(text, meant, ranked, outcome)
            if meant and ranked[0] != meant:
                one.words = _because(readings[n], vectors[n], weights, ranked[0], meant)
            yield one


def _because(reading: Reading, vector: Vector, weights: Floats, taken: int, meant: int) -> dict[str, float]:
    """The typed words that speak for the answer it was taken for, against the one that was meant, and how loudly."""
    votes = vector.weights * (weights[vector.ids, taken] - weights[vector.ids, meant])
    shares = np.bincount(vector.places, weights=votes, minlength=len(reading.typed))
    return {word: float(share) for word, share in zip(reading.typed, shares, strict=True) if share > 0 and word != "?"}


def _tally(asked: Iterator[_Asked]) -> Tally:
    total = direct = offered = wrong = 0
    for one in asked:
        total += 1
        if not one.meant:
            direct += one.outcome == "none"
            offered += one.outcome == "offered"
            wrong += one.outcome == "answered"
        elif one.outcome == "answered":
            direct += one.ranked[0] == one.meant
            wrong += one.ranked[0] != one.meant
        elif one.outcome == "offered":
            offered += one.meant in one.ranked
    return Tally(asked=total, direct=direct, offered=offered, wrong=wrong)


def _pairs(asked: Sequence[_Asked], names: Sequence[str]) -> Iterator[Pair]:
    """Those mixed up most first; once is chance."""
    mixed: dict[tuple[int, int], _Mixed] = {}
    for one in asked:
        if one.words and one.outcome != "none":
            low, high = sorted((one.meant, one.ranked[0]))
            found = mixed.setdefault((low, high), _Mixed())
            for word, share in one.words.items():
                found.words[word] = found.words.get(word, 0) + share
            found.examples.append((one.text, one.meant))
    for (low, high), found in sorted(mixed.items(), key=lambda item: (-len(item[1].examples), item[0])):
        if len(found.examples) > 1:
            yield Pair(
                one=names[low],
                other=names[high],
                times=len(found.examples),
                words=tuple(sorted(found.words, key=lambda word: (-found.words[word], word))[:MOST_WORDS]),
                examples=tuple(
                    (text, names[side])
                    for side in (low, high)
                    for text in [text for text, meant in found.examples if meant == side][:MOST_EXAMPLES]
                ),
            )
