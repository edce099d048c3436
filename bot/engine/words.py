"""The words of a message, in the plain forms in which questions are compared.

Misspelt, shortened and glued words are brought together ("mn", "m'n" and "mijn"; "kheb" is "ik heb"); what is left of
spelling is bridged by pieces of words, see :mod:`bot.engine.features`.
"""

from __future__ import annotations

import re

from bot.engine.phrases import stem
from bot.engine.wording import plain

LONGEST = 2000
"""Letters of a message that are read; bounds the work on a text that somebody pasted."""

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)*|'[a-z]+|\d+|\?")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_SENTENCE = re.compile(r"[.!?\n;]+|\s-\s")
_AFTER_K = frozenset(
    {"heb", "kan", "ben", "wil", "moet", "zit", "weet", "had", "mag", "was", "ga", "vind", "snap", "wou"}
)
_MEANT = {
    "ik": "k ikke 'k",
    "mijn": "mn m'n me mij myn 'mn",
    "zijn": "zn z'n ze'n",
    "even": "ff effe effen efkes ffe eff",
    "het": "t 't et",
    "een": "n 'n 'ne",
    "niet": "nie nt neit",
    "dat": "da",
    "wat": "wa wad watte",
    "eens": "'s",
    "als": "as",
    "maar": "mr maa",
    "met": "mt",
    "dan": "dn",
    "heb": "hb",
    "hebben": "hebbe hebbn",
    "jullie": "julie jully jllie jlle jullei",
    "je": "jij jou jouw u uw gij ge uwe",
    "van": "vn",
    "voor": "vr vor",
    "over": "ovr",
    "kunnen": "kunne",
    "kan": "kun kunt can",
    "wil": "wilt will wille",
    "moet": "mot moe moeten moete",
    "mag": "mogen moge",
}
_SPELT = {variant: word for word, variants in _MEANT.items() for variant in variants.split()}


def words(text: str) -> list[str]:
    """The words of a text in lower case without accents, and its question marks; stretched letters shortened."""
    found: list[str] = []
    for token in _TOKEN.findall(plain(text[:LONGEST])):
        word = _STRETCHED.sub(r"\1", token)
        if word[0] == "k" and word[1:] in _AFTER_K:
            found += ["ik", word[1:]]
        else:
            found.append(_SPELT.get(word, word))
    return found


def stems(typed: list[str]) -> list[str]:
    """The same words without their endings."""
    return [stem(word) for word in typed]


def sentences(text: str) -> list[str]:
    """The sentences of a text, as far as somebody marked them."""
    return [part.strip() for part in _SENTENCE.split(text[:LONGEST]) if part.strip()]
