"""From what a person typed to a plain line in a small set of words that the date grammar reads.

``"Over een half jaartje, ofzo"`` becomes ``"over een half jaar , ofzo"``; ``"1ste jnui"`` becomes ``"1e juni"``. What
looks like a telephone number, a time of day or a price becomes ``#``, so that it can never be read as a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.engine.date_vocabulary import CAUTIOUS, COMING, MISSPELT, MONTHS, NUMBERS, ORDINARY, PAST, SYNONYMS, WEEKDAYS
from bot.engine.wording import nearest, plain

LONGEST = 500
"""Letters that are read: more than anyone needs to say when; bounds the work."""

_LEAD = frozenset(
    {"in", "eind", "vanaf", "tot", "deze", "begin", "na", "op", "pas", "until", "by", "volgend", "komend", "half"}
)
"""What a short form such as "jan" or "ma" must follow to be a date."""

_FEBRUARY = 2  # its last day depends on the year: read as the end of the month
_LONG = frozenset({1, 3, 5, 7, 8, 10, 12})
"""Months of 31 days."""

_PHRASES = (
    (r"\bde eerste keer\b|\beerst\b|\bin het eerste\b", "eerst"),
    (r"\b(?:'?s|op) (maan|dins|woens|donder|vrij|zater|zon)dags?\b", r"\1dag"),
    (r"\bz\.? ?s\.? ?m\b\.?", "asap"),
    (r"\ba\.s\.?", "komend"),
    (r"\bt\.?/?e?\.?m\.?(?= \d)", "tot"),
    (r"\bo(?:ud)? ?(?:en|&|\+) ?n(?:ieuw|ieuwjaar)\b", "oudennieuw"),
    (r"\bafter (?:the )?new year\b", "na nieuwjaar"),
    (r"\bnieuwe jaar\b|\bnew year\b(?!'s)", "nieuwejaar"),
    (r"\bnew year'?s?\b", "nieuwjaar"),
    (r"\bgoede vrijdag\b", "goedevrijdag"),
    (r"\bsint[- ]?maarten\b", "sintmaarten"),
    (r"\bketi ?koti\b", "ketikoti"),
    (r"\beid al[- ]?fitr\b|\bid al fitr\b", "suikerfeest"),
    (r"\beid al[- ]?adha\b", "offerfeest"),
    (r"\b(?:1e|eerste) paasdag\b", "paaszondag"),
    (r"\b(?:2e|tweede) paasdag\b", "paasmaandag"),
    (r"\b(?:1e|eerste) pinksterdag\b", "pinksterzondag"),
    (r"\b(?:2e|tweede) pinksterdag\b", "pinkstermaandag"),
    (r"\b(?:1e|eerste) kerstdag\b", "eerstekerstdag"),
    (r"\b(?:2e|tweede) kerstdag\b", "tweedekerstdag"),
    (r"\bv\.? ?h\b\.?", "van het"),
    (r"\bv\.? ?d\b\.?", "van de"),
    (r"\b((?:maan|dins|woens|donder|vrij|zater|zon)dag)(?:s?(?:och?tend|middag|avond|nacht|morgen))", r"\1"),
    (r"(?<=[a-z])-(?=[a-z])", " "),
    (r"\bhalf ?ja+r(tje)?s?\b", "half jaar"),
    (r"\bdrie ?kwart ja+r\b|\b3 ?/ ?4 ja+r\b|\bdriekwart jaar\b", "9 maand"),
    (r"\bkwart ja+r\b", "3 maand"),
    (r"\banderhal(?:f|ven?)\b", "1,5"),
    (r"(\d) ,5", r"\1,5"),
    (r"(\d)\.(5)(?= ?(?:jaar|jr|maand|week|w|m))", r"\1,\2"),
    (
        r"\bas soon as possible\b|\bzo (?:snel|spoedig|gauw|vlug|vroeg) (?:als )?mogelijk\b(?: is\b)?|\bzodra mogelijk\b",
        "asap",
    ),
    (r"\b(\w+ (?:dag|we+k|maand|ja+r)\w*) na (?:vandaag|nu|heden)\b", r"over \1"),
    (r"\b(?:in )?de week (?:hierna|hierop)\b", "volgende week"),
    (r"\bhoe (?:eerder|sneller|vlugger) hoe (?:beter|liever)\b|\bsooner the better\b|\bliefst gister(?:en)?\b", "asap"),
    (r"\bliever gister(?:en)? dan (?:vandaag|morgen)\b|\b(?:elk|ieder) moment\b|\bper direct\b|\bright away\b", "asap"),
    (
        r"\b(?:zodra|wanneer|als) (?:het|t|'t|jullie) (?:maar )?(?:kan|kunnen|uitkomt)\b(?! voor)|\bany ?time\b|\bzo snel als\b",
        "asap",
    ),
    (
        r"\bkan altijd\b|\baltijd goed\b|\bstraks al\b|\bgo(?:od)? now\b|\bso snel mogelijk\b|\bzo snel mogl?ijk\w*",
        "asap",
    ),
    (r"\bcouple of\b|\bstuk of wat\b", "paar"),
    (r"\b(beginning|start|middle|end) of the (?=week|month|year|summer)", r"\1 van de "),
    (r"\bhalf an?\b", "half"),
    (r"\bof ?zo\b|\bor so\b", "ofzo"),
    *(
        (rf"\blaatste dag van (?:de maand )?{month}\b", f"{31 if number in _LONG else 30} {month}")
        for month, number in MONTHS.items()
        if number != _FEBRUARY
    ),
    (r"\bende?\b(?= (?:of|januari|mei|maart|juni|juli))", "eind"),
)
_TOKEN = re.compile(
    r"#|\d{4}-\d{1,2}-\d{1,2}|\d+(?:[-/.]\d+)+|\d+,\d+|\d+(?:ste|de|e|st|nd|rd|th)(?![a-z])|\d+|[a-z']+|[,;.!?/]|-"
)
_SHIELD = re.compile(
    r"https?://\S+|\S+@\S+|(?:\+31|\b0)[ -]?\d(?:[ -]?\d){7,9}\b|\b\d{6,}\b|(?:€|eur(?:o)?) ?\d[\d.,-]*"
    r"|\b\d[\d.,]* ?(?:euro|%|procent|keer|x|km|graden)\b|\b\d{1,2}[:.h]\d{2} ?(?:uur|u)\b|\b\d{1,2}:\d{2}\b"
    r"|\b(?:om|rond|na|voor|tot|vanaf|tussen) \d{1,2}(?:[.:]\d{2})?(?: ?(?:uur|u)\b)|\b(?:\d{1,2}|half \w+|een|twee|drie|vier|vijf|zes|zeven|acht) uur\b"
    r"|\bartikel \d+\w*|\bkamer \d+|\bcel \d+"
)


@lru_cache(maxsize=4096)
def _known(word: str) -> str | None:
    """The grammar's word for this one, forgiving a slip in longer words."""
    found = NUMBERS.get(word) or SYNONYMS.get(word)
    if found or len(word) < 5 or word in ORDINARY:
        return found
    squeezed = re.sub(r"(.)\1{2,}", r"\1", word)
    if squeezed != word:
        return NUMBERS.get(squeezed) or SYNONYMS.get(squeezed)
    return nearest(word, MISSPELT)


def _canonical(word: str) -> str:
    if word in ".;!?":
        return ","
    if word == "/":
        return "of"
    ordinal = re.fullmatch(r"(\d+)(?:ste|de|e|st|nd|rd|th)", word)
    if ordinal:
        return f"{ordinal[1]}e"
    if word in {"n", "'n", "eentje", "een", "a", "an"}:
        return "een"
    if word in {"t", "'t", "het", "the"}:
        return "het"
    return word if word in CAUTIOUS else _known(word) or word.replace("'", "")


def _cautiously(tokens: list[str]) -> Iterator[str]:
    """Settle the short forms that are also ordinary words by what stands beside them."""
    bare = [word for word in tokens if word != ","]
    for at, word in enumerate(tokens):
        if word not in CAUTIOUS:
            yield word
            continue
        before = tokens[at - 1] if at else ""
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        numbered = bool(re.match(r"\d", before) or re.match(r"\d", after))
        if word == "mei":
            yield word
        elif word == "may":
            yield "mei" if numbered or before in _LEAD | {"of", "for"} or len(bare) <= 2 else word
        elif word == "as":
            yield COMING if after in {*WEEKDAYS, "week", "maand", "weekend", "jaar"} else word
        elif word == "last":
            yield PAST if after in {*WEEKDAYS, "week", "maand", "jaar"} else word
        elif word == "do":
            yield (
                "donderdag" if numbered or before in _LEAD or len(bare) == 1 or after in {"komend", "volgend"} else word
            )
        elif (
            numbered
            or len(bare) == 1
            or before in _LEAD - {"op", "pas", "na"}
            or (before in WEEKDAYS and word in {"di", "wo"})
        ):
            yield SYNONYMS.get(word, word)
        else:
            yield word


def _and_a_half(match: re.Match[str]) -> str:
    """As in "vier en een half": as a number; anything else as it was."""
    number = NUMBERS.get(match[1], match[1])
    return f"{number},5" if number.isdecimal() else match[0]


def simplify(text: str) -> str:
    """The text as one line of the grammar's words, single spaces, with a space at both ends."""
    line = plain(re.sub("½", ",5", re.sub(r"(?<!\d) ?½", " half", text[:LONGEST])))
    for pattern, word in _PHRASES[:3]:
        line = re.sub(pattern, word, line)
    line = _SHIELD.sub(" # ", line)
    for pattern, word in _PHRASES[3:]:
        line = re.sub(pattern, word, line)
    line = re.sub(
        r"(\d)(?=(?:mnd|maand|wk|week|weken|dag|jaar|jr|jan|feb|mrt|maart|apr|mei|jun|jul|aug|sep|okt|nov|dec))",
        r"\1 ",
        line,
    )
    line = re.sub(r"(?<=\d) ?([/.]|-) ?(?=\d)", r"\1", line)
    line = re.sub(r"\b(\w+) en (?:een )?hal(?:f|ve)\b", _and_a_half, line)
    tokens = [_canonical(word) for word in _TOKEN.findall(line)]
    settled = " ".join(_cautiously(tokens))
    settled = re.sub(r"\bvan af\b", "vanaf", settled)
    return f" {settled} "
