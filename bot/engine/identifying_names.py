"""Full names in Dutch text: first name or initials plus surname, with or without capitals.

A known first name followed by a capitalised word that can be a surname is enough; in lower case, or with an unknown first
name, a cue must stand before it ("hij heet", "mijn naam is", "ene") or the surname must look like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.engine.first_names import FIRST_NAMES, NOT_FIRST, WORDS_TOO
from bot.engine.name_words import COMMON_SURNAMES, FIXED_NAMES, NOT_NAMES, PARTICLES, SURNAME_ENDS, WEAK_PARTICLES

_TOKEN = re.compile(r"(?:[A-Za-z]\.[ ]?){1,5}(?=[A-Za-z'])|'?[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'-]*|[^\sA-Za-z]")
_INITIALS = re.compile(r"(?:[A-Za-z]\.[ ]?){1,5}")
_NO_INITIALS = frozenset({"p.i.", "j.j.i.", "f.p.c.", "h.v.b.", "t.a.v.", "t.n.v.", "n.a.v.", "i.v.m.", "o.a.", "d.w.z.", "m.b.t.", "z.s.m.", "a.u.b.",
    "b.v.", "v.i.", "p.v.", "d.d.", "e.d.", "p.m.", "a.m.", "n.v.t.", "m.v.g.", "o.v.v.", "e.v."})  # fmt: skip
_CUE = re.compile(
    r"(?:\b(?:heet(?:te)?|heten|genaamd|geheten|ene|een zekere|bekend als|noemt zich|noemde zich|(?:mijn|me|mn|zijn|zn|haar|z'n|m'n|hun|de|volledige|"
    r"achter)? ?naam(?: (?:is|was|luidt))?|(?:ik|k) ben|my name is|i am|i'm|called|name is|t\.?n\.?v\.?|t\.n\.v|ten name van|op naam van|"
    r"(?:client|cliente|verdachte|slachtoffer|dader|getuige|gedetineerde|patient|de heer|dhr|mevr|mevrouw|meneer|mw|mr|drs|dr)\.?(?: is| was| heet)?|"
    r"ondertekend|afzender|groeten?(?: van)?|groetjes|namens|was het|it was|het was|dit is|spreekt met|met))[ :,]{1,3}(?:een |ene )?$",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:heet(?:te)?|genaamd|ene|een zekere|bekend als|noemt zich|naam(?: (?:is|was|luidt))?|name is|t\.?n\.?v\.?|ten name van|op naam van)[ :,]{1,3}(?:een |ene )?$",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"\b(?:achternaam|voornaam)(?: is)?[ :]{1,3}[A-Z][\w'-]+(?: [A-Z][\w'-]+)?[,.; ]{1,3}(?:en )?(?:mijn )?(?:achternaam|voornaam)(?: is)?[ :]{1,3}[A-Z][\w'-]+",
    re.IGNORECASE,
)
"""Filled in as on paper: "Achternaam Verzinsma, voornaam Piet"."""
_CUE_AREA = 32  # characters before a name in which a cue may stand
_WORDS_OF_NAME = 3  # particles between first name and surname
_SHORTEST = 3


def names(text: str) -> Iterator[tuple[int, int]]:
    """Full names as ``(start, end)``; a first name or a surname alone is none."""
    yield from (found.span() for found in _FORM.finditer(text))
    tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text)]
    at = 0
    while at < len(tokens):
        size = _name_at(text, tokens, at)
        if size:
            yield tokens[at][0], tokens[at + size - 1][1]
        at += max(1, size)


def _name_at(text: str, tokens: Sequence[tuple[int, int]], at: int) -> int:
    """How many words from here on are a full name; 0 when they are none."""
    first = _word(text, tokens[at])
    before = text[max(0, tokens[at][0] - _CUE_AREA) : tokens[at][0]]
    initials = bool(_INITIALS.fullmatch(first))
    if initials and (
        first.replace(" ", "").lower() in _NO_INITIALS or re.search(r"\b(?:art|nr|blz|pag)\W*$", before.lower())
    ):
        return 0
    strong = bool(_STRONG.search(before))
    cue = strong or bool(_CUE.search(before))
    single = len(first) == 1 and first.isupper() and strong
    known = strong or not (first.lower() in NOT_FIRST or first in WORDS_TOO)
    known = known and first.lower().split("-")[0] in FIRST_NAMES
    if strong and first[0].isupper() and _reversed(text, tokens, at):
        return 3
    if not (initials or single or known or (strong and _can_be_name(first))):
        return 0
    size = 1
    while not initials and at + size < len(tokens) and _second_first(text, tokens, at + size):
        size += 1
    found = _surname(text, tokens, at + size, first=first, known=known or initials, cue=cue, strong=strong)
    if found or size == 1:
        return size + found if found else 0
    return size if _surname(text, tokens, at + size - 1, first=first, known=known, cue=cue, strong=strong) else 0


def _reversed(text: str, tokens: Sequence[tuple[int, int]], at: int) -> bool:
    """Surname first after a cue: "naam: Verzinsma, Piet"."""
    following = [_word(text, span) for span in tokens[at + 1 : at + 3]]
    return len(following) == 2 and following[0] == "," and following[1].lower() in FIRST_NAMES


def _word(text: str, span: tuple[int, int]) -> str:
    return text[span[0] : span[1]]


def _can_be_name(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha() and word.lower() not in NOT_NAMES and word.lower() not in PARTICLES


def _second_first(text: str, tokens: Sequence[tuple[int, int]], at: int) -> bool:
    """A second first name or initial: "Jan Willem", "Sjoerd D."."""
    word = _word(text, tokens[at])
    adjacent = text[tokens[at - 1][1] : tokens[at][0]] == " "
    return adjacent and (
        bool(_INITIALS.fullmatch(word)) or (word.lower() in FIRST_NAMES and word.lower() not in PARTICLES)
    )


def _surname(
    text: str, tokens: Sequence[tuple[int, int]], at: int, *, first: str, known: bool, cue: bool, strong: bool
) -> int:
    """How many words from ``at`` on are particles and a surname; 0 when they are none."""
    particles: list[str] = []
    here = at
    while here < len(tokens) and len(particles) < _WORDS_OF_NAME and _word(text, tokens[here]).lower() in PARTICLES:
        if here > at and text[tokens[here - 1][1] : tokens[here][0]].strip():
            return 0
        particles.append(_word(text, tokens[here]).lower())
        here += 1
    if (
        here >= len(tokens)
        or text[tokens[here - 1][1] : tokens[here][0]].strip(" ")
        or tokens[here][0] - tokens[here - 1][1] > 1
    ):
        return 0
    if particles and particles[0] in WEAK_PARTICLES and len(particles) == 1:
        return 0
    word = _word(text, tokens[here])
    if not _looks_like_surname(word, first, particles, known=known, cue=cue, strong=strong):
        return 0
    if f"{first} {word}".lower() in FIXED_NAMES:
        return 0
    return here - at + 1


def _looks_like_surname(
    word: str, first: str, particles: Sequence[str], *, known: bool, cue: bool, strong: bool
) -> bool:
    low = word.lower().strip("'")
    base = low.split("-")[0]
    if (
        len(low) < _SHORTEST
        or base in NOT_NAMES
        or low.endswith(("straat", "laan", "gracht", "kade", "plein", "singel"))
    ):
        return False
    if low in FIRST_NAMES and not particles and low not in COMMON_SURNAMES and not strong:
        return False
    typical = base in COMMON_SURNAMES or base.endswith(SURNAME_ENDS)
    if word[0].isupper() and (first[0].isupper() or cue):
        return known or strong
    if known and cue:
        return True
    return known and typical and (bool(particles) or len(low) >= 5)
