"""How hard a Dutch text is to read: an indication with its reasons, not a certificate.

The score is Flesch-Douma, the Dutch form of Flesch's reading ease (W.H. Douma, 1960): 206.84 - 0.93 words per
sentence - 77 syllables per word; about 100 is very easy, a law is below 30. Where it stops being comfortable
(:data:`EASY_ENOUGH`) was tuned so that most of the shipped texts are quiet and a sentence of law is not.
B1 itself cannot be measured by counting (Jansen and others), so what is told are the words and sentences that make it
hard. Syllables are vowels and the pairs that sound as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

EASY_ENOUGH = 50.0
LONG_SENTENCE = 18
MANY_CLAUSES = 3
FEW_WORDS = 8
"""A text of fewer words has no meaningful score."""

LONG_WORD = 5
"""Syllables from which a word is long."""

KNOWN = frozenset(
    {
        "herstelbemiddeling", "herstelbemiddelaar", "telefoonnummer", "verkeersongeluk", "uitzonderingen",
        "terugkeercode", "computerprogramma", "internationale", "groepsherstelbijeenkomst",
        "pendelbemiddeling", "casemanager", "politiebureau", "organisatie",
    }
)  # fmt: skip
"""Long words that people here know, or that are explained where they come up."""

PLAINER = {
    "aangaande": "over", "alsmede": "en ook", "alvorens": "voordat", "benevens": "en", "betreffende": "over", "betreft": "gaat over",
    "bewerkstelligen": "zorgen voor", "conform": "volgens", "daar": "omdat", "derhalve": "dus", "desgewenst": "als je wilt",
    "desalniettemin": "toch", "dienaangaande": "daarover", "dient": "moet", "dienen": "moeten", "doch": "maar", "echter": "maar",
    "eventueel": "misschien", "geenszins": "niet", "geschieden": "gebeuren", "geschiedt": "gebeurt", "hieromtrent": "hierover",
    "indien": "als", "ingevolge": "volgens", "inzake": "over", "krachtens": "volgens", "middels": "met", "mits": "als", "nopens": "over",
    "omtrent": "over", "onderhavige": "deze", "overeenkomstig": "volgens", "participeren": "meedoen", "reeds": "al", "teneinde": "om",
    "tenzij": "behalve als", "ter zake": "hierover", "terstond": "meteen", "tevens": "ook", "trachten": "proberen", "uitsluitend": "alleen",
    "verstrekken": "geven", "verstrekt": "geeft", "vernemen": "horen", "voornoemde": "deze", "voorts": "verder", "waarborgen": "zorgen voor",
    "wederom": "weer", "welke": "die", "zorgdragen": "zorgen", "zulks": "dat", "rechtsgeldig": "geldig", "betrokkene": "iemand",
}  # fmt: skip
"""Office words and what to say instead. ``daar`` and ``welke`` only count inside long sentences."""

_ONLY_IN_LONG = {"daar", "welke", "betreft", "dient", "dienen", "eventueel", "echter"}
_CLAUSE = re.compile(
    r"\b(?:omdat|waardoor|zodat|terwijl|hoewel|indien|mits|tenzij|doordat|aangezien|opdat|voordat|nadat|zodra|waarbij|waarin|waarmee|waarvan"
    r"|dat|die|wie|wat|als)\b|[;:]|,(?=\s)",
    re.IGNORECASE,
)
_BE = r"\b(?:word|wordt|worden|werd|werden)\b"
_DONE = r"\b(?:ge|be|ver|ont|her|\w+ge)\w{2,}(?:d|t|en)\b"
_PASSIVE = re.compile(rf"(?:{_BE}[^.?]*?{_DONE}|{_DONE}\s+(?:{_BE}|(?:is|zijn)\s+\w*worden))", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.?!\n…]+[.?!…]*")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(
    r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|ou|au|[aeiouyáéíóúàèìòùâêîôûëïöü]", re.IGNORECASE
)
_MARKUP = re.compile(r"\*\*|\{\{.*?\}\}|\{%.*?%\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was counted. ``reasons`` (Dutch) name the sentences and words that make it hard; none for an easy text."""

    score: float | None
    words: int
    longest: int
    reasons: tuple[str, ...]

    @property
    def hard(self) -> bool:
        """Whether somebody should look at it."""
        return bool(self.reasons)


def read(text: str) -> Reading:
    """Count a text (as authored: markup and values are left out)."""
    plain = _MARKUP.sub(" Naam " if "{{" in text else " ", text)
    sentences = [words for one in _SENTENCE.findall(plain) if (words := _WORD.findall(one))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return Reading(score=None, words=0, longest=0, reasons=())
    score = 206.84 - 0.93 * len(words) / len(sentences) - 77 * sum(map(syllables, words)) / len(words)
    reasons = [reason for one in _SENTENCE.findall(plain) for reason in _sentence(one.strip())]
    long = [word for word in dict.fromkeys(words) if syllables(word) >= LONG_WORD and not _known(word)]
    few = len(words) < FEW_WORDS
    if not few and score < EASY_ENOUGH:
        hardest = sorted(dict.fromkeys(words), key=syllables, reverse=True)[:3]
        reasons.append(f"veel lange woorden, zoals {', '.join(hardest)}")
    elif long:
        reasons.append(f"lange woorden: {', '.join(long)}")
    return Reading(
        score=None if few else round(score, 1),
        words=len(words),
        longest=max(map(len, sentences)),
        reasons=tuple(dict.fromkeys(reasons)),
    )


def syllables(word: str) -> int:
    """Syllables of a Dutch word, at least one."""
    return max(1, len(_VOWELS.findall(word)))


def _sentence(sentence: str) -> Iterator[str]:
    words = _WORD.findall(sentence)
    short = sentence if len(sentence) <= 50 else f"{sentence[:47].rstrip()}…"
    long = len(words) > LONG_SENTENCE
    if long:
        yield f"een zin van {len(words)} woorden (“{short}”); maak er twee van"
    clauses = len(_CLAUSE.findall(sentence))
    if clauses >= MANY_CLAUSES and len(words) > 14:
        yield f"een zin met {clauses + 1} delen (“{short}”)"
    for word in words:
        bare = word.lower()
        if bare in PLAINER and (long or bare not in _ONLY_IN_LONG):
            yield f"“{bare}”; makkelijker: {PLAINER[bare]}"
    passive = _PASSIVE.search(sentence)
    if passive and len(words) > 10:
        yield f"lijdende vorm (“{passive.group()}”); zeg wie het doet"


def _known(word: str) -> bool:
    return word.lower() in KNOWN or word[0].isupper()
