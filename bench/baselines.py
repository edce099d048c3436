"""Two ways of recognising questions that anybody would write first, to hold the product's matcher against."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

Lesson = tuple[str, str]
"""A message and its topic."""

_WORD = re.compile(r"\w+")
_KEPT = 25  # keywords per topic: a list that a person could still read
_LEAST = 2  # messages a keyword must occur in
_K1, _B = 1.5, 0.75  # the usual settings of BM25


def tokens(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(text.lower())


class Keywords:
    """A list of telling words per topic, counted in the message: what most intake bots do."""

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        everywhere = Counter(word for text, _ in lessons for word in set(tokens(text)))
        inside: dict[str, Counter[str]] = {}
        for text, topic in lessons:
            inside.setdefault(topic, Counter()).update(set(tokens(text)))
        self._words = {
            topic: {
                word
                for _, word in sorted(
                    ((count * count / everywhere[word], word) for word, count in counts.items() if count >= _LEAST),
                    reverse=True,
                )[:_KEPT]
            }
            for topic, counts in inside.items()
        }

    def ranking(self, text: str) -> list[tuple[str, float]]:
        """Topics by the share of the message's words that are on their list."""
        words = set(tokens(text))
        scored = [(topic, len(words & listed) / max(1, len(words))) for topic, listed in self._words.items()]
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))


class Bm25:
    """BM25 with every example a document; a topic scores as its best example."""

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        self._topics = [topic for _, topic in lessons]
        documents = [Counter(tokens(text)) for text, _ in lessons]
        lengths = [sum(counts.values()) for counts in documents]
        average = sum(lengths) / max(1, len(lengths))
        self._postings: dict[str, list[tuple[int, float]]] = {}
        for number, counts in enumerate(documents):
            for word, count in counts.items():
                damped = count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * lengths[number] / average))
                self._postings.setdefault(word, []).append((number, damped))
        self._count = len(lessons)

    def ranking(self, text: str) -> list[tuple[str, float]]:
        """Topics by their best example."""
        scores: dict[int, float] = {}
        for word in set(tokens(text)):
            postings = self._postings.get(word, ())
            rarity = math.log(1 + (self._count - len(postings) + 0.5) / (len(postings) + 0.5))
            for number, damped in postings:
                scores[number] = scores.get(number, 0.0) + rarity * damped
        best: dict[str, float] = {}
        for number, score in scores.items():
            topic = self._topics[number]
            best[topic] = max(best.get(topic, 0.0), score)
        return sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))
