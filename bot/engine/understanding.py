"""What the bot can recognise in typed words. :mod:`bot.engine.recognisers` makes it from what the coordinators wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.engine.lexicon import NO_WORDS, Lexicon
from bot.engine.plain import plain

if TYPE_CHECKING:  # what learns and calculates takes long to import, and a start answers without it
    from bot.engine.signals import Signal
    from bot.engine.topics import Match


class Topics(Protocol):
    """Finds the question in a text."""

    def match(self, text: str, *, role: str | None = None) -> Match:
        """The topics this text may be about, and how sure that is."""
        ...

    def ranking(self, text: str, *, role: str | None = None) -> tuple[tuple[str, float], ...]:
        """Every topic (and "" for none of them) with its chance, likeliest first; nothing while it still learns."""
        ...


class Signals(Protocol):
    """Finds danger in a text."""

    def detect(self, text: str) -> Signal | None:
        """The kind of danger, or None."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """What the bot can recognise in typed words."""

    topics: Topics
    signals: Signals
    answers: Lexicon
    small_talk: Mapping[str, int]

    def chat(self, text: str) -> int | None:
        """The number of the small talk this is, if any."""
        return self.small_talk.get(plain(text))


class NotLearnt(Exception):  # noqa: N818 - named for what is the case
    """What was typed cannot be understood yet, because the recognisers are still learning: it has to wait."""


class _Learning:
    """Stands for the recognisers until they have learnt. Buttons, commands and labels need none of them."""

    def match(self, text: str, *, role: str | None = None) -> Match:  # noqa: ARG002 - the recognisers' shape
        raise NotLearnt

    def ranking(self, text: str, *, role: str | None = None) -> tuple[tuple[str, float], ...]:  # noqa: ARG002
        return ()

    def detect(self, text: str) -> Signal | None:  # noqa: ARG002
        raise NotLearnt


LEARNING = Understanding(topics=_Learning(), signals=_Learning(), answers=NO_WORDS, small_talk={})
"""Whoever types something else than a command or a label gets :class:`NotLearnt`: danger is looked for first of all."""
