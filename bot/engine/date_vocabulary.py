"""The words of the date grammar: how people write them, numbers in words, and what is only an ordinary word."""

from __future__ import annotations

from babel.dates import get_day_names, get_month_names

from bot.engine.wording import plain

NEXT, COMING, THIS, PAST = "volgend", "komend", "deze", "vorig"


def _listed(words: str) -> list[str]:
    return words.split()


def _names() -> tuple[dict[str, int], dict[str, int]]:
    months = {plain(name): number for number, name in get_month_names("wide", locale="nl").items()}
    days = {plain(name): number for number, name in get_day_names("wide", locale="nl").items()}
    return months, days


MONTHS, WEEKDAYS = _names()
"""Dutch names (from Babel) to 1..12, and to 0 (Monday)..6."""

_GROUPS = """
dag: dagen dagje dagjes days day dgn
week: weeknummer weken weekje weekjes weekie wk wkn wke weke wekn weeks wkjes weeken
maand: maanden maandje maandjes maandn maande mnd mnden mnds mndn month months manden maannd maadn
jaar: jaren jaartje jaartjes jr jrn year years jaartj
kwartaal: kwartalen quarter
weekend: weekeinde weekends wknd
half: halve halfje mid midden medio halverwege halfweg middle
begin: beginnend vroeg early beginning start
eind: einde eindje end laat late
volgend: volgende toekomende next vlgnde vlgnd volgnde volg volgede vlgd
komend: komende aanstaande as eerstkomende aankomend aankomende eerstvolgende eerstvolgend coming upcoming aanstaand aankomde
deze: dees dit this huidige lopende
vorig: vorige afgelopen verleden last
paar: enkele aantal couple few enkel enige
lente: voorjaar spring voorjr
herfst: najaar autumn najr
zomer: summer zomermaanden
winter: wintermaanden
vandaag: vanavond vanmiddag vanochtend vanmorgen today tonight vandg vndaag
morgen: mrgn morge tomorrow tmrw morgenochtend morgenmiddag morgenavond morguh
overmorgen: overmorge overmrgn overmorguh
na: after naa
niet: nie not geen niets niks nit
vanaf: from starting vnaf
tot: until till totaan
over: ovr ovver
nu: now meteen direct gelijk onmiddellijk nou immediately
asap: zsm zsmmm
kerst: kerstmis kertmis christmas xmas kerstdagen
pasen: paasdagen easter paas paasweekend paasen
pinksteren: pinksterdagen pinkster pinksterweekend
hemelvaart: hemelvaartsdag hemelvaartsweekend hemelvaartdag
koningsdag: konings
nieuwjaar: nieuwjaarsdag jaarwisseling
carnaval: karnaval vastenavond carnival carnaval
ramadan: ramadhan vastenmaand ramazan ramadam
suikerfeest: eid bayram bajram
offerfeest: kurban slachtfeest
sinterklaas: sint pakjesavond sinterklaasavond
oudjaar: oudjaarsdag oudejaarsdag oudejaarsavond oudjaarsavond oud&nieuw
valentijn: valentijnsdag
feestdagen: kerstperiode decembermaand
voorjaarsvakantie: krokusvakantie
bouwvak: bouwvakantie bouwvakvakantie
meivakantie: meivakanties
zomervakantie: zomervakanties
vakantie: vakanties vacantie holidays
dodenherdenking:
bevrijdingsdag:
moederdag:
vaderdag:
halloween:
dierendag:
driekoningen:
aswoensdag:
herfstvakantie:
kerstvakantie:
daarna: erna nadien hierna afterwards danna
laatste: laatst
januari: jan january jannuari
februari: feb febr february febuari
maart: mrt mar march maartt
april: apr
juni: jun june
juli: jul july
augustus: aug august
september: sep sept
oktober: okt oct october
november: nov
december: dec
maandag: ma monday
dinsdag: di tuesday
woensdag: wo wednesday woe
donderdag: thursday don
vrijdag: vr friday vrij
zaterdag: za saturday zat
zondag: zo sunday zon
"""
"""The grammar's word, and what people write for it."""
CAUTIOUS = frozenset(_listed("jan mar may ma di wo do vr vrij za zo zon don sun as last zat mei"))
"""Short forms that are also ordinary words: read as a date only beside something that makes it one."""


def _synonyms() -> dict[str, str]:
    table = {
        word: main
        for main, _, words in (line.partition(":") for line in _GROUPS.split("\n"))
        for word in (main, *words.split())
        if word
    }
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
MISSPELT = {word: SYNONYMS[word] for word in _MISSPELT if word in SYNONYMS}
"""Words worth recognising with a slip in them; no word that is a slip away from everyday words."""

ORDINARY = frozenset(
    _listed(
        "eerst kermis maakt mogen zorgen borgen verborgen verzorgen verzorgd zover kamer komer nummer waarde handen tanden banden "
        "manden branden vandaan komen volgen volgens goedendag koning zondaar vaart kaart taart haart hinter winnen kerk kerel korst "
        "kers berst beginnen maande vermoorden moorden worden komend aankomen verdag maandagen haalt staart maat maart's zomerse "
        "pinken vakanties verdachte sommer somber zomaar zoiets mokken morgens"
    )
)
