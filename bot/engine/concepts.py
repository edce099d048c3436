"""Words that mean about the same: "doekoe", "centen" and "euro" are all *geld*.

A lexicon names a concept and its words and phrases; ``*`` at the end of a word stands for any ending. It carries what
examples cannot: words that nobody happened to use yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.engine.words import stems, words


class Concepts:
    """A lexicon, indexed so that looking a word up does not depend on its size."""

    def __init__(self, lexicon: Mapping[str, Sequence[str]]) -> None:
        self._phrases: dict[str, list[tuple[list[str], str]]] = {}
        self._beginnings: dict[str, set[str]] = {}
        for concept, entries in lexicon.items():
            for entry in entries:
                self._add(concept, str(entry))
        self._lengths = sorted({len(beginning) for beginning in self._beginnings})

    def _add(self, concept: str, entry: str) -> None:
        typed = words(entry)
        if len(typed) == 1 and entry.endswith("*"):
            self._beginnings.setdefault(typed[0], set()).add(concept)
        elif typed:
            stemmed = stems(typed)
            self._phrases.setdefault(stemmed[0], []).append((stemmed, concept))

    def find(self, typed: Sequence[str], stemmed: Sequence[str]) -> list[tuple[int, str]]:
        """The concepts in a text's words, each with the place of its first word, in order, none twice at one place."""
        found: set[tuple[int, str]] = set()
        for at, (word, first) in enumerate(zip(typed, stemmed, strict=True)):
            for phrase, concept in self._phrases.get(first, ()):
                if stemmed[at : at + len(phrase)] == phrase:
                    found.add((at, concept))
            for length in self._lengths:
                if length > len(word):
                    break
                found.update((at, concept) for concept in self._beginnings.get(word[:length], ()))
        return sorted(found)
