"""The small pattern language of ``dialogs/signals/*.yaml``: words in order, or in any order near each other.

A pattern is a line of elements::

    ik|we wil .2 <hem> verm* echt?

``a|b`` one of these words; ``<name>`` a class from ``words.yaml``; ``verm*`` and ``*moord`` beginnings and ends; ``echt?``
may be absent; ``.2`` up to two other words, none of them a negation; ``~2`` the same with negations allowed; ``^`` and ``$``
the sentence's edges. Between two elements filler words (class ``fill``) are always allowed. ``{7} ik <doden> <hem> !niet``
is a bag: all elements in any order within seven words of one sentence. A word marked ``!`` may stand nowhere in or within
two words of the match.

Matching is a bounded walk over at most :data:`WORDS` words: no pattern can blow up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from bot.engine.signal_words import Token

WORDS = 800  # words of a message that are matched
_BARRED = 2  # words around a match where a barred word still counts
_FILLERS = 3  # filler words allowed between two neighbouring elements


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One element: its bit, whether it may be absent, and what may stand before it."""

    bit: int
    optional: bool = False
    gap: int = 0
    negations: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A compiled line; ``need`` holds the bits that the message must have at all."""

    source: str
    steps: tuple[Step, ...]
    need: int
    barred: int = 0
    window: int = 0  # 0: in order; otherwise a bag within this many words
    at_start: bool = False
    at_end: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where a pattern holds: first and last word (inclusive) and the words that its elements took."""

    first: int
    last: int
    words: tuple[int, ...]


class Grammar:
    """Compiles patterns against word classes and matches them."""

    def __init__(self, classes: Mapping[str, str]) -> None:
        """Take ``words.yaml``'s ``classes``: name to words, prefixes, suffixes and other ``<classes>``."""
        self._classes = classes
        self._bits: dict[frozenset[str], int] = {}
        self._exact: dict[str, int] = {}
        self._prefix: dict[str, int] = {}
        self._suffix: dict[str, int] = {}
        self._fill = self._element("<fill>")
        self._neg = self._element("<neg>")

    def vocabulary(self) -> frozenset[str]:
        """Every whole word that any element names."""
        return frozenset(self._exact)

    def _expand(self, part: str, seen: tuple[str, ...] = ()) -> Iterator[str]:
        name = re.fullmatch(r"<([\w-]+)>", part)
        if not name:
            yield part
            return
        if name[1] in seen or name[1] not in self._classes:
            raise ValueError(f"unknown or circular word class {part}")
        for word in str(self._classes[name[1]]).split():
            yield from self._expand(word, (*seen, name[1]))

    def _element(self, source: str) -> int:
        words = frozenset(w for part in source.split("|") for w in self._expand(part))
        if words in self._bits:
            return self._bits[words]
        bit = 1 << len(self._bits)
        self._bits[words] = bit
        for word in words:
            table, key = (
                (self._prefix, word[:-1]) if word.endswith("*")
                else (self._suffix, word[1:]) if word.startswith("*")
                else (self._exact, word)
            )  # fmt: skip
            table[key] = table.get(key, 0) | bit
        return bit

    def compile(self, source: str) -> Pattern:
        """Read one pattern line; raises ``ValueError`` for an unknown class or an empty line."""
        parts = source.split()
        window = 0
        if parts and (bag := re.fullmatch(r"\{(\d+)\}", parts[0])):
            window, parts = int(bag[1]), parts[1:]
        at_start, at_end = parts[:1] == ["^"], parts[-1:] == ["$"]
        parts = [p for p in parts if p not in ("^", "$")]
        steps: list[Step] = []
        barred = 0
        gap, negations = 0, False
        for part in parts:
            if found := re.fullmatch(r"([.~])(\d+)", part):
                gap, negations = int(found[2]), found[1] == "~"
                continue
            bit = self._element(part.strip("!?"))
            if part.startswith("!"):
                barred |= bit
                continue
            steps.append(Step(bit=bit, optional=part.endswith("?"), gap=gap, negations=negations))
            gap, negations = 0, False
        if not steps:
            raise ValueError("a pattern needs at least one element")
        need = reduce(or_, (step.bit for step in steps if not step.optional), 0)
        return Pattern(
            source=source,
            steps=tuple(steps),
            need=need,
            barred=barred,
            window=window,
            at_start=at_start,
            at_end=at_end,
        )

    def tag(self, token: Token) -> int:
        """The bits of every element that this word can be."""
        bits = 0
        for word in token.readings:
            bits |= self._exact.get(word, 0)
            for size in range(2, len(word) + 1):
                bits |= self._prefix.get(word[:size], 0) | self._suffix.get(word[-size:], 0)
        return bits

    def find(self, pattern: Pattern, tags: Sequence[int], sentences: Sequence[int]) -> Iterator[Span]:
        """Every place where the pattern holds, at most one per first word."""
        for first in range(len(tags)):
            if pattern.window:
                span = self._bag(pattern, tags, sentences, first)
            else:
                span = self._sequence(pattern, tags, sentences, first)
            if span and not self._barred(pattern, tags, sentences, span):
                yield span

    def _sequence(self, pattern: Pattern, tags: Sequence[int], sentences: Sequence[int], first: int) -> Span | None:
        if not tags[first] & pattern.steps[0].bit:
            return None
        if pattern.at_start and first and sentences[first - 1] == sentences[first]:
            return None
        taken = self._walk(pattern, tags, sentences, 1, (first,))
        return Span(first=first, last=taken[-1], words=taken) if taken else None

    def _barred(self, pattern: Pattern, tags: Sequence[int], sentences: Sequence[int], span: Span) -> bool:
        if not pattern.barred:
            return False
        around = range(max(0, span.first - _BARRED), min(len(tags), span.last + _BARRED + 1))
        return any(
            tags[at] & pattern.barred and at not in span.words and sentences[at] == sentences[span.first]
            for at in around
        )

    def _walk(
        self, pattern: Pattern, tags: Sequence[int], sentences: Sequence[int], at: int, taken: tuple[int, ...]
    ) -> tuple[int, ...] | None:
        here = taken[-1]
        if at == len(pattern.steps):
            ends = here + 1 == len(tags) or sentences[here + 1] != sentences[here]
            return taken if ends or not pattern.at_end else None
        step = pattern.steps[at]
        left, fillers = step.gap, _FILLERS
        for there in range(here + 1, len(tags)):
            if sentences[there] != sentences[here]:
                break
            if tags[there] & step.bit:
                found = self._walk(pattern, tags, sentences, at + 1, (*taken, there))
                if found:
                    return found
            if tags[there] & self._neg and not step.negations:
                break
            if tags[there] & self._fill and fillers:
                fillers -= 1
            elif left:
                left -= 1
            else:
                break
        return self._walk(pattern, tags, sentences, at + 1, taken) if step.optional else None

    def _bag(self, pattern: Pattern, tags: Sequence[int], sentences: Sequence[int], first: int) -> Span | None:
        """The elements in any order in the words from ``first`` on, which must itself be one of them."""
        end = first
        while end < len(tags) and end < first + pattern.window and sentences[end] == sentences[first]:
            end += 1
        taken: list[int] = []
        for step in pattern.steps:
            there = next((at for at in range(first, end) if tags[at] & step.bit and at not in taken), None)
            if there is None and not step.optional:
                return None
            if there is not None:
                taken.append(there)
        if first not in taken:
            return None
        return Span(first=first, last=max(taken), words=tuple(sorted(taken)))
