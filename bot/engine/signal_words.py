"""From a message as typed to words that rules can read: spelling, glued words, one typo.

A :class:`Token` keeps the word as typed (for ``because``) beside its readings: the spellings it may stand for. Words are
never guessed at below five letters, and never when they are ordinary words of their own (``ordinary`` in ``words.yaml``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w+(?:['’`´]\w+)*|[.!?;\n…]+")
_LONG_RUN = re.compile(r"(.)\1{2,}")
_LEET = str.maketrans("0134578@$", "oieastbas")
_FUZZY_FROM = 5  # letters; shorter words have too many neighbours
_SKELETON_FROM = 8  # letters; "zelfmrd" is "zelfmoord" without its vowels
_GLUED_FROM = 6
_PART_FROM = 3
_LIMIT = 4096  # characters read; longer messages are cut, the channels allow no more
_PAST = re.compile(r"(\w{3,}?)(?:dde|tte|de|te)n?")  # a past tense tells; it is no misspelt present
_NUMBERS = {"#minor": range(3, 18), "#adult": range(18, 110), "#year": range(1950, 2050)}
_SOUNDS = (  # spellings that sound alike in Dutch, most specific first
    ("sch", "sg"), ("ch", "g"), ("ck", "k"), ("ph", "f"), ("th", "t"), ("ij", "y"), ("ei", "y"), ("ou", "au"),
    ("dt", "t"), ("qu", "kw"), ("x", "ks"), ("z", "s"), ("v", "f"), ("uu", "u"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word: as typed, what it may stand for, and the number of the sentence it stands in."""

    typed: str
    readings: tuple[str, ...]
    sentence: int


def plain(text: str) -> str:
    """Lower case, without accents or compatibility forms (full-width letters, ligatures)."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def sound(word: str) -> str:
    """A key that is the same for spellings that sound alike: "suisidaal" and "suicidaal"."""
    key = re.sub(r"c(?=[eiy])", "s", word)
    for spelled, heard in _SOUNDS:
        key = key.replace(spelled, heard)
    key = key.replace("c", "k")
    key = re.sub(r"(.)\1+", r"\1", key)
    return re.sub(r"d$", "t", key)


def _skeleton(word: str) -> str:
    return word[0] + re.sub(r"[aeiouy]", "", word[1:])


def _one_typo(a: str, b: str) -> bool:
    """Whether one letter added, dropped, changed, or two neighbours swapped, makes a into b."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    x, y = a[start:], b[start:]
    return x[1:] == y[1:] or x[1:] == y or x == y[1:] or (x[:2] == y[1::-1] and x[2:] == y[2:])


class Speller:
    """Reads words against a vocabulary (the words that rules name)."""

    def __init__(self, vocabulary: Iterable[str], spelling: Mapping[str, object]) -> None:
        """Take the rules' words and ``words.yaml``'s ``same`` (word: spellings), ``key``, ``ordinary``, ``glue``."""
        keys = frozenset(_words(spelling.get("key")))
        self._known = frozenset(w for w in vocabulary if w.isalpha()) | keys
        self._ordinary = frozenset(_words(spelling.get("ordinary")))
        self._glue = frozenset(_words(spelling.get("glue")))
        same = spelling.get("same")
        pairs = same.items() if isinstance(same, Mapping) else ()
        self._phrases: dict[tuple[str, ...], str] = {}
        for word, spellings in pairs:
            for phrase in spellings:
                self._phrases[tuple(str(phrase).split())] = str(word)
        self._longest = max((len(p) for p in self._phrases), default=1)
        self._by_sound: dict[str, list[str]] = {}
        self._by_deletion: dict[str, list[str]] = {}
        self._by_skeleton: dict[str, list[str]] = {}
        for word in sorted(keys):
            self._index(word)
        self._cache: dict[str, tuple[str, ...]] = {}

    def _index(self, word: str) -> None:
        if len(word) < _FUZZY_FROM:
            return
        self._by_sound.setdefault(sound(word), []).append(word)
        for key in _deletions(word):
            self._by_deletion.setdefault(key, []).append(word)
        if len(word) >= _SKELETON_FROM:
            self._by_skeleton.setdefault(_skeleton(word), []).append(word)

    def read(self, text: str) -> list[Token]:
        """The message's words in order; sentence marks are not words but part sentences."""
        tokens: list[Token] = []
        sentence = 0
        for found in _WORD.finditer(text[:_LIMIT]):
            typed = found.group()
            if not (typed[0].isalnum() or typed[0] == "_"):
                sentence += 1
                continue
            tokens.extend(
                Token(typed=typed, readings=readings, sentence=sentence) for readings in self._parts(self._tidy(typed))
            )
        return self._merged(tokens)

    def _tidy(self, typed: str) -> str:
        word = re.sub(r"['’`´_]", "", plain(typed))
        if not word.isdigit() and any(c.isdigit() for c in word) and sum(c.isalpha() for c in word) >= 2:
            word = word.translate(_LEET)
        twice = _LONG_RUN.sub(r"\1\1", word)
        once = _LONG_RUN.sub(r"\1", word)
        return once if once in self._known and twice not in self._known else twice

    def _parts(self, word: str) -> Iterator[tuple[str, ...]]:
        if word in self._known or word in self._ordinary or (word,) in self._phrases or len(word) < _GLUED_FROM:
            yield self.readings(word)
            return
        split = self._split(word) if len(word) <= 40 else None
        if split is None:
            yield self.readings(word)
        else:
            for part in split:
                yield self.readings(part)

    def _split(self, word: str) -> list[str] | None:
        """A glued phrase as its words ("wilnietmeer"), if it begins with a word from ``glue`` and all are known."""
        best: list[list[str] | None] = [[]] + [None] * len(word)
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - 12), end):
                head, part = best[start], word[start:end]
                allowed = self._glue if start == 0 else self._known
                long_enough = len(part) >= _PART_FROM or part in self._glue
                if head is not None and part in allowed and long_enough and best[end] is None:
                    best[end] = [*head, part]
        return best[-1]

    def readings(self, word: str) -> tuple[str, ...]:
        """What this word may stand for, itself first."""
        known = self._cache.get(word)
        if known is not None:
            return known
        found = (word, *_numbers(word), *self._guesses(word))
        if len(self._cache) < 20_000:
            self._cache[word] = found
        return found

    def _guesses(self, word: str) -> tuple[str, ...]:
        if word in self._known or word in self._ordinary or not word.isalpha():
            return ()
        past = _PAST.fullmatch(word)
        if past and {past[1], past[1] + "t", past[1] + "en"} & self._known:
            return ()
        if word + "n" in self._known and word.endswith("e"):
            return (word + "n",)
        if word[-1] in "td":
            stem = word[:-2] if word.endswith("dt") else word[:-1]
            for other in (stem + "t", stem + "d"):
                if len(other) > 3 and other in self._known:
                    return (other,)
        if len(word) < _FUZZY_FROM:
            return ()
        near = self._by_sound.get(sound(word), [])
        if not near:
            close = {w for key in (word, *_deletions(word)) for w in self._by_deletion.get(key, ())}
            near = sorted(w for w in close if w[0] == word[0] and _one_typo(word, w))
        return tuple(near or self._by_skeleton.get(_skeleton(word), ()))[:3]

    def _merged(self, tokens: Sequence[Token]) -> list[Token]:
        """Phrases from ``same`` become one word: "me zelf" is "mezelf", "self moord" is "zelfmoord"."""
        merged: list[Token] = []
        at = 0
        while at < len(tokens):
            for size in range(min(self._longest, len(tokens) - at), 0, -1):
                part = tokens[at : at + size]
                word = self._phrases.get(tuple(t.readings[0] for t in part))
                if word is not None and part[0].sentence == part[-1].sentence:
                    typed = " ".join(dict.fromkeys(t.typed for t in part))
                    merged.append(Token(typed=typed, readings=(word,), sentence=part[0].sentence))
                    at += size
                    break
            else:
                merged.append(tokens[at])
                at += 1
        return merged


def _words(value: object) -> list[str]:
    if isinstance(value, str):
        return value.split()
    return [w for line in value for w in str(line).split()] if isinstance(value, Sequence) else []


def _deletions(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))} | {word}


def _numbers(word: str) -> tuple[str, ...]:
    """Number classes a rule can name: ``#minor`` (3 to 17), ``#adult`` (18 to 109), ``#year`` (1950 to 2049), ``#num``."""
    if not word.isdigit():
        return ()
    value = int(word[:9])
    for name, numbers in _NUMBERS.items():
        if value in numbers:
            return ("#num", name)
    return ("#num",)
