"""From what a person typed to a plain line in a small set of words that the date grammar reads.

``"Over een half jaartje, ofzo"`` becomes ``"over een half jaar , ofzo"``; ``"1ste jnui"`` becomes ``"1e juni"``. What
looks like a telephone number, a time of day or a price becomes ``#``, so that it can never be read as a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from babel.dates import get_day_names, get_month_names

from bot.engine.wording import nearest, plain

LONGEST = 500
"""Letters that are read: more than anyone needs to say when; bounds the work."""

NEXT, COMING, THIS, PAST = "volgend", "komend", "deze", "vorig"


def _names() -> tuple[dict[str, int], dict[str, int]]:
    months = {plain(name): number for number, name in get_month_names("wide", locale="nl").items()}
    days = {plain(name): number for number, name in get_day_names("wide", locale="nl").items()}
    return months, days


MONTHS, WEEKDAYS = _names()
"""Dutch names (from Babel) to 1..12, and to 0 (Monday)..6."""

_GROUPS: Mapping[str, str] = {
    "dag": "dagen dagje dagjes days day dgn",
    "week": "weken weekje weekjes weekie wk wkn wke weke wekn weeks wkjes weeken",
    "maand": "maanden maandje maandjes maandn maande mnd mnden mnds mndn month months manden maannd maadn",
    "jaar": "jaren jaartje jaartjes jr jrn year years jaartj",
    "kwartaal": "kwartalen quarter",
    "weekend": "weekeinde weekends wknd",
    "half": "halve halfje mid midden medio halverwege halfweg middle",
    "begin": "beginnend vroeg early beginning start",
    "eind": "einde eindje end laat late",
    NEXT: "volgende next vlgnde vlgnd volgnde volg volgede vlgd",
    COMING: "komende aanstaande as eerstkomende aankomend aankomende eerstvolgende eerstvolgend coming upcoming aanstaand aankomde",
    THIS: "dit this huidige lopende",
    PAST: "vorige afgelopen verleden last",
    "paar": "enkele aantal couple few enkel enige",
    "lente": "voorjaar spring voorjr",
    "herfst": "najaar autumn najr",
    "zomer": "summer zomermaanden",
    "winter": "wintermaanden",
    "vandaag": "vanavond vanmiddag vanochtend vanmorgen today tonight vandg vndaag",
    "morgen": "mrgn morge tomorrow tmrw morgenochtend morgenmiddag morgenavond morguh",
    "overmorgen": "overmorge overmrgn overmorguh",
    "na": "after naa",
    "niet": "nie not geen niets niks nit",
    "vanaf": "from starting vnaf",
    "tot": "until till totaan",
    "over": "ovr ovver",
    "nu": "now meteen direct gelijk onmiddellijk nou immediately",
    "asap": "zsm zsmmm",
    "kerst": "kerstmis kertmis christmas xmas kerstdagen",
    "pasen": "paasdagen easter paas paasweekend paasen",
    "pinksteren": "pinksterdagen pinkster pinksterweekend",
    "hemelvaart": "hemelvaartsdag hemelvaartsweekend hemelvaartdag",
    "koningsdag": "konings",
    "nieuwjaar": "nieuwjaarsdag jaarwisseling",
    "carnaval": "karnaval vastenavond carnival carnaval",
    "ramadan": "ramadhan vastenmaand ramazan ramadam",
    "suikerfeest": "eid bayram bajram",
    "offerfeest": "kurban slachtfeest",
    "sinterklaas": "sint pakjesavond sinterklaasavond",
    "oudjaar": "oudjaarsdag oudejaarsdag oudejaarsavond oudjaarsavond oud&nieuw",
    "valentijn": "valentijnsdag",
    "feestdagen": "kerstperiode decembermaand",
    "voorjaarsvakantie": "krokusvakantie",
    "bouwvak": "bouwvakantie bouwvakvakantie",
    "meivakantie": "meivakanties",
    "zomervakantie": "zomervakanties",
    "vakantie": "vakanties vacantie holidays",
    "dodenherdenking": "",
    "bevrijdingsdag": "",
    "moederdag": "",
    "vaderdag": "",
    "halloween": "",
    "dierendag": "",
    "driekoningen": "",
    "aswoensdag": "",
    "herfstvakantie": "",
    "kerstvakantie": "",
    "daarna": "erna nadien hierna afterwards danna",
    "laatste": "laatst",
    "januari": "jan january jannuari",
    "februari": "feb febr february febuari",
    "maart": "mrt mar march maartt",
    "april": "apr",
    "juni": "jun june",
    "juli": "jul july",
    "augustus": "aug august",
    "september": "sep sept",
    "oktober": "okt oct october",
    "november": "nov",
    "december": "dec",
    "maandag": "ma monday",
    "dinsdag": "di tuesday",
    "woensdag": "wo wednesday woe",
    "donderdag": "thursday don",
    "vrijdag": "vr friday vrij",
    "zaterdag": "za saturday zat",
    "zondag": "zo sunday zon",
}
_CAUTIOUS = frozenset(
    {
        "jan",
        "mar",
        "may",
        "ma",
        "di",
        "wo",
        "do",
        "vr",
        "vrij",
        "za",
        "zo",
        "zon",
        "don",
        "sun",
        "as",
        "last",
        "zat",
        "mei",
    }
)
"""Short forms that are also ordinary words: read as a date only beside something that makes it one."""


def _listed(words: str) -> list[str]:
    return words.split()


def _synonyms() -> dict[str, str]:
    table = {word: main for main, words in _GROUPS.items() for word in (main, *words.split())}
    glued = (
        "paaszondag",
        "paasmaandag",
        "pinksterzondag",
        "pinkstermaandag",
        "eerstekerstdag",
        "tweedekerstdag",
        "oudennieuw",
        "nieuwejaar",
        "goedevrijdag",
        "sintmaarten",
        "ketikoti",
    )
    return table | {name: name for name in (*MONTHS, *WEEKDAYS, *glued)}


def _numbers() -> dict[str, str]:
    small = _listed(
        "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien"
    )
    ordinals = _listed(
        "nulde eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende veertiende vijftiende zestiende zeventiende achttiende negentiende"
    )
    tens = {"twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60}
    table = {word: str(number) for number, word in enumerate(small) if number > 1}
    table |= {word: f"{number}e" for number, word in enumerate(ordinals) if number}
    for word, ten in tens.items():
        table |= {word: str(ten), word + "ste": f"{ten}e"}
        for unit, ones in enumerate(small[1:10], 1):
            for joined in (f"{ones}en{word}", f"{ones}n{word}"):
                table |= {joined: str(ten + unit), joined + "ste": f"{ten + unit}e"}
    english = _listed("one two three four five six seven eight nine ten eleven twelve")
    table |= {word: str(number) for number, word in enumerate(english, 1)}
    table |= {f"{word}eneenhalf": f"{number},5" for number, word in enumerate(small) if number > 1}
    table |= {f"{word}enhalf": f"{number},5" for number, word in enumerate(small) if number > 1}
    table |= {f"{word}eneenhalve": f"{number},5" for number, word in enumerate(small) if number > 1}
    return table | {
        "first": "1e",
        "second": "2e",
        "third": "3e",
        "fourth": "4e",
        "eersten": "1e",
        "twe": "2",
        "dri": "3",
    }


SYNONYMS = _synonyms()
NUMBERS = _numbers()
_MISSPELT = _listed(
    "januari februari maart april augustus september oktober november december maandag dinsdag woensdag donderdag vrijdag zaterdag "
    "zondag maanden weekend kwartaal volgende komende aanstaande overmorgen vandaag morgen voorjaar najaar zomer herfst winter "
    "pinksteren hemelvaart koningsdag nieuwjaar carnaval ramadan suikerfeest offerfeest sinterklaas feestdagen vakantie kerst "
    "zomervakantie kerstvakantie herfstvakantie meivakantie voorjaarsvakantie krokusvakantie bouwvak anderhalf halverwege kerstmis"
)
_FUZZY = {word: SYNONYMS[word] for word in _MISSPELT if word in SYNONYMS}
"""Words worth recognising with a slip in them; no word that is a slip away from everyday words."""

_ORDINARY = frozenset(
    _listed(
        "eerst kermis maakt mogen zorgen borgen verborgen verzorgen verzorgd zover kamer komer nummer waarde handen tanden banden "
        "manden branden vandaan komen volgen volgens goedendag koning zondaar vaart kaart taart haart hinter winnen kerk kerel korst "
        "kers berst beginnen maande vermoorden moorden worden komend aankomen verdag maandagen haalt staart maat maart's zomerse "
        "pinken vakanties verdachte sommer somber zomaar zoiets mokken morgens"
    )
)
_PHRASES = (
    (r"\bde eerste keer\b|\beerst\b|\bin het eerste\b", "eerst"),
    (r"\b(?:'?s|op) (maan|dins|woens|donder|vrij|zater|zon)dags?\b", r"\1dag"),
    (r"\bz\.? ?s\.? ?m\b\.?", "asap"),
    (r"\ba\.s\.?", "komend"),
    (r"\bt\.?/?e?\.?m\.?(?= \d)", "tot"),
    (r"\bo(?:ud)? ?(?:en|&|\+) ?n(?:ieuw|ieuwjaar)\b", "oudennieuw"),
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
    (r"\b(?:2|twee) en (?:een )?hal(?:f|ve)\b", "2,5"),
    (r"\b(?:3|drie) en (?:een )?hal(?:f|ve)\b", "3,5"),
    (r"\bas soon as possible\b|\bzo (?:snel|spoedig|gauw|vlug|vroeg) (?:als )?mogelijk\b|\bzodra mogelijk\b", "asap"),
    (r"\bhoe (?:eerder|sneller|vlugger) hoe (?:beter|liever)\b|\bsooner the better\b|\bliefst gister(?:en)?\b", "asap"),
    (r"\bliever gister(?:en)? dan (?:vandaag|morgen)\b|\b(?:elk|ieder) moment\b|\bper direct\b|\bright away\b", "asap"),
    (
        r"\b(?:zodra|wanneer|als) (?:het|t|'t|jullie) (?:maar )?(?:kan|kunnen|uitkomt)\b|\bany ?time\b|\bzo snel als\b",
        "asap",
    ),
    (
        r"\bkan altijd\b|\baltijd goed\b|\bstraks al\b|\bgo(?:od)? now\b|\bso snel mogelijk\b|\bzo snel mogl?ijk\w*",
        "asap",
    ),
    (r"\bcouple of\b|\bstuk of wat\b", "paar"),
    (r"\bhalf an?\b", "half"),
    (r"\bof ?zo\b|\bor so\b", "ofzo"),
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
    if found or len(word) < 5 or word in _ORDINARY:
        return found
    squeezed = re.sub(r"(.)\1{2,}", r"\1", word)
    if squeezed != word:
        return NUMBERS.get(squeezed) or SYNONYMS.get(squeezed)
    return nearest(word, _FUZZY)


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
    return word if word in _CAUTIOUS else _known(word) or word.replace("'", "")


def _cautiously(tokens: list[str]) -> Iterator[str]:
    """Settle the short forms that are also ordinary words by what stands beside them."""
    lead = {
        "in",
        "begin",
        "half",
        "eind",
        "vanaf",
        "na",
        "tot",
        "op",
        "deze",
        "komend",
        "volgend",
        "pas",
        "until",
        "by",
    }
    bare = [word for word in tokens if word != ","]
    for at, word in enumerate(tokens):
        if word not in _CAUTIOUS:
            yield word
            continue
        before = tokens[at - 1] if at else ""
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        numbered = bool(re.match(r"\d", before) or re.match(r"\d", after))
        if word == "mei":
            yield word
        elif word == "may":
            yield "mei" if numbered or before in lead | {"of", "for"} or len(bare) <= 2 else word
        elif word == "as":
            yield COMING if after in {*WEEKDAYS, "week", "maand", "weekend", "jaar"} else word
        elif word == "last":
            yield PAST if after in {*WEEKDAYS, "week", "maand", "jaar"} else word
        elif word == "do":
            yield (
                "donderdag" if numbered or before in lead or len(bare) == 1 or after in {"komend", "volgend"} else word
            )
        elif (
            numbered
            or len(bare) == 1
            or before in lead - {"op", "pas", "na"}
            or (before in WEEKDAYS and word in {"di", "wo"})
        ):
            yield SYNONYMS.get(word, word)
        else:
            yield word


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
    tokens = [_canonical(word) for word in _TOKEN.findall(line)]
    settled = " ".join(_cautiously(tokens))
    settled = re.sub(r"\bvan af\b", "vanaf", settled)
    return f" {settled} "
