"""Finding known phrases in what someone typed, whatever the ending, with a slip of the finger forgiven.

A phrase is a few words; ``*`` stands for up to three words in between ("ken * niet" finds "ken hem helemaal niet"), and ``|`` for a choice of words ("mijn|onze zoon").
Words are compared by a rough stem, so that *brief*, *brieven* and *briefje* are one. Matching looks each word up in
an index: its time grows with the length of the text, not with the number of phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.engine.wording import near, plain, slips

LONGEST = 400
"""Letters that are read of an answer: a button's worth of meaning never needs more; bounds the work."""

Phrase = tuple[frozenset[str], ...]
"""Place by place the stems that may stand there."""

GAP = "*"
_ANY = frozenset({GAP})
_WIDEST_GAP = 3
_STEMWORD = 5
"""Letters that the first part of a compound needs at least to be recognised by."""

_ENDWORD = 7
"""And the last part: endings are shared by many words."""
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:ste|de|e|st)\b|\d+(?:[.,]\d+)?|[,.;!?/&+]|[^\sa-z\d'\"():*-]")
_SIMPLE = re.compile(r"[a-z]+")
_VOWELS = re.compile(r"([a-z])\1+")
_GLUED = {
    "zn": "zijn",
    "z'n": "zijn",
    "mn": "mijn",
    "m'n": "mijn",
    "me": "mij",
    "d'r": "haar",
    "em": "hem",
    "'m": "hem",
    "k": "ik",
    "t": "het",
    "et": "het",
    "nie": "niet",
    "ni": "niet",
}


def tokens(text: str) -> list[str]:
    """The words and marks of a text, in plain letters."""
    return [_GLUED.get(token, token) for token in _TOKEN.findall(plain(text[:LONGEST]))]


def stem(word: str) -> str:
    """A rough Dutch stem: without plural, diminutive or infinitive ending, without doubled letters."""
    if len(word) < 4 or not word.isalpha():
        return _VOWELS.sub(r"\1", word) if len(word) > 3 else word
    for ending in ("tjes", "tje", "jes", "je", "en", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    word = _VOWELS.sub(r"\1", word)
    return word[:-1] + {"v": "f", "z": "s"}.get(word[-1], word[-1])


_SOUNDS = re.compile(r"(?<=[a-z])ch|ij|ck|ph|(?<=[^t])th")
_SOUND = {"ch": "g", "ij": "y", "ck": "k", "ph": "f", "th": "t"}


def sound(word: str) -> str:
    """The stem by ear: "slagtoffer" and "slachtoffer", "natuurlyk" and "natuurlijk" are one."""
    return _SOUNDS.sub(lambda match: _SOUND[match[0]], stem(word)) if len(word) > 4 else stem(word)


_known = lru_cache(maxsize=16384)(sound)
"""For the words of phrases, of which many come back; what people type is remembered nowhere."""


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found at words ``start``..``stop`` (not included) and what it stands for, with its own weight.

    Not ``direct``: the words mean something narrower, which this takes in.
    """

    start: int
    stop: int
    means: str
    weight: float
    direct: bool = True


class Phrases:
    """An index of phrases, each standing for one or more meanings.

    ``weights``: what a one-word phrase of a meaning weighs (1 when left out); each further word adds a half.
    ``compounds``: whether a word that begins or ends with a known one hardly, but still, counts as that.
    """

    def __init__(
        self,
        meanings: Mapping[str, Iterable[str]],
        *,
        weights: Mapping[str, float] | None = None,
        compounds: bool = True,
    ) -> None:
        self._by_first: dict[str, list[tuple[Phrase, str, float]]] = {}
        self._vocabulary: set[str] = set()
        self._compounding = compounds
        for meaning, phrases in meanings.items():
            base = (weights or {}).get(meaning, 1.0)
            for phrase in phrases:
                words = _parsed(phrase)
                if words:
                    weight = base + 0.5 * (sum(word != _ANY for word in words) - 1)
                    for first in words[0]:
                        self._by_first.setdefault(first, []).append((words, meaning, weight))
                    self._vocabulary.update(one for word in words for one in word)
        self._vocabulary.discard(GAP)
        self._by_start: dict[str, set[str]] = {}
        self._by_end: dict[str, set[str]] = {}
        for word in self._vocabulary:
            if len(word) >= _STEMWORD:
                self._by_start.setdefault(word[:_STEMWORD], set()).add(word)
                self._by_end.setdefault(word[-_ENDWORD:], set()).add(word)
        self._shorter: dict[str, set[str]] = {}
        for word in self._vocabulary:
            for form in _shortened(word):
                self._shorter.setdefault(form, set()).add(word)

    def find(self, words: Sequence[str], *, exact: bool = False) -> list[Found]:
        """All phrases in these words, overlapping ones too; ``exact`` when they are known to hold no slips."""
        stems = [sound(word) for word in words]
        forms = [self._forms(one, exact=exact) for one in stems]
        found: list[Found] = []
        for at, firsts in enumerate(forms):
            for first in firsts:
                for phrase, meaning, weight in self._by_first.get(first, ()):
                    stop = _matches(phrase, forms, at)
                    if stop:
                        found.append(Found(at, stop, meaning, weight * _likeness(stems[at], first)))
        return found

    def knows(self, word: str) -> bool:
        """Whether a word occurs in any phrase."""
        return sound(word) in self._vocabulary

    def _compounds(self, word: str) -> frozenset[str]:
        """Known words that this one begins with, or that begin with it: "reclasseringswerker" is of the probation."""
        if len(word) < _STEMWORD:
            return frozenset()
        starts, ends = self._by_start.get(word[:_STEMWORD], ()), self._by_end.get(word[-_ENDWORD:], ())
        alike = {known for known in starts if word.startswith(known) or known.startswith(word)}
        alike |= {known for known in ends if len(known) >= _ENDWORD and word.endswith(known)}
        return frozenset(known for known in alike if abs(len(word) - len(known)) >= 3)

    def _forms(self, word: str, *, exact: bool) -> frozenset[str]:
        """The known words this may be: itself, or the nearest spellings."""
        if word in self._vocabulary or slips(word) == 0 or not word.isalpha():
            return frozenset({word})
        parts = self._compounds(word) if self._compounding else frozenset()
        if parts or exact:
            return parts or frozenset({word})
        close = {known for form in _shortened(word) for known in self._shorter.get(form, ())}
        for most in range(1, slips(word) + 1):
            hits = frozenset(known for known in close if len(known) >= 4 and near(word, known, most))
            if hits:
                return hits
        return frozenset({word})


def _likeness(word: str, known: str) -> float:
    """How much a word counts as the known one: wholly, nearly (a slip), or hardly (it only begins alike)."""
    return 1.0 if word == known else 0.9 if abs(len(word) - len(known)) < 3 else 0.45


def _parsed(phrase: str) -> Phrase:
    """The stems of a phrase, place by place; without gaps at its ends, which would mean nothing."""
    places: list[frozenset[str]] = []
    for part in phrase.split():
        if part == GAP:
            places.append(_ANY)
        elif "|" in part:
            places.append(frozenset(_known(word) for one in part.split("|") for word in _words(one)[:1]))
        else:
            places += [frozenset({_known(word)}) for word in _words(part)]
    while places and places[-1] == _ANY:
        places.pop()
    return tuple(places) if places and places[0] != _ANY else ()


def _words(part: str) -> list[str]:
    """The tokens of one part of a phrase; nearly all are plain words, which need no taking apart."""
    return [_GLUED.get(part, part)] if _SIMPLE.fullmatch(part) else tokens(part)


def _shortened(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))} if len(word) >= 4 else {word}


def _matches(phrase: Phrase, forms: Sequence[frozenset[str]], at: int) -> int:
    """Where the phrase that begins at this word stops; 0 when it is not there."""
    here = at
    gap = 0
    for word in phrase:
        if word == _ANY:
            gap = _WIDEST_GAP
            continue
        reach = range(here, min(here + gap + 1, len(forms)))
        hit = next((place for place in reach if not word.isdisjoint(forms[place])), None)
        if hit is None:
            return 0
        here, gap = hit + 1, 0
    return here


def longest(found: Iterable[Found]) -> list[Found]:
    """The matches that stay when longer ones take the words first; equal stretches stay together."""
    taken: dict[int, tuple[int, int]] = {}
    kept: list[Found] = []
    for one in sorted(found, key=lambda item: (item.start - item.stop, -item.weight, item.start, item.means)):
        owners = {taken.get(word) for word in range(one.start, one.stop)}
        if owners <= {None} or owners == {(one.start, one.stop)}:
            kept.append(one)
            taken.update(dict.fromkeys(range(one.start, one.stop), (one.start, one.stop)))
    return kept
