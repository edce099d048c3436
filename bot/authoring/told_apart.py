"""How well the example questions are told apart, as values: the outcome of :mod:`bot.authoring.telling_apart`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two answers that are taken for each other: how often, by which words, and some of the questions."""

    one: str
    other: str
    times: int
    words: tuple[str, ...]
    examples: tuple[tuple[str, str], ...]
    """(question, the answer it belongs to): a few of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Of so many questions: answered rightly at once, rightly among what is offered, answered wrongly at once."""

    asked: int = 0
    direct: int = 0
    offered: int = 0
    wrong: int = 0

    @property
    def missed(self) -> int:
        """Neither answered nor offered."""
        return self.asked - self.direct - self.offered - self.wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldApart:
    """The score: of all questions, per answer, and of what is not ours (``direct`` there: rightly left alone)."""

    all: Tally
    topics: Mapping[str, Tally]
    not_ours: Tally
    pairs: tuple[Pair, ...]
