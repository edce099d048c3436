"""Yes, no, don't know, rather skip: what a short Dutch (or English) reply comes down to.

These are words of the language, not of a dialog, so they are here and not in the coordinators' files; what a button
may further be called is theirs to add (``Option.synonyms``).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from bot.engine.phrases import Found, Phrases, longest, tokens

Polarity = Literal["ja", "nee", "weet-ik-niet", "overslaan"]


def _listed(text: str) -> list[str]:
    return text.replace("\n", "").split("|")


_YES = """
ja|jaa|jaah|jah|jazekersteweten|bevestigend|joe|joehoe ja|mag van mij|van mij mag het|wrs wel|waars wel|j|y|yessir|jep|jup|yep|yup|yes|yeah|yea|yess|ye|jawel|jazeker|joh ja|zeker|zekers|zeker weten|zeker wel|tuurlijk|natuurlijk|uiteraard
|vanzelfsprekend|klopt|dat klopt|klopt helemaal|inderdaad|idd|juist|precies|correct|exact|akkoord|het eens|deal|prima|top|goed|is goed|is oke|is ok
|vind ik goed|vind het goed|vind het prima|vind het oke|vind het best|bij mijn weten wel|voor zover ik weet wel|voor zover ik weet ja|vind ik prima|vind ik oke|oke|ok|okee|okay|okido|oki|sure|of course|right|true|graag|heel graag|doe maar|doe dat maar|mag|mag wel|mag hoor
|geen probleem|geen punt|geen bezwaar|no problem|absoluut|sowieso|sws|wollah|wallah|wlh|ewa ja|jawohl|oui|evet|aiwa|gerust|ga je gang|dat wil ik|wil ik|wil ik wel|dat doe ik|ik doe het
|dat is zo|is zo|dat is waar|is waar|waar|ik denk het wel|denk het wel|denk van wel|ik denk van wel|denk wel|dacht het wel|ik geloof het wel|geloof van wel|volgens mij wel|volgens mij ja|i think so|ik hoop het
|weet ik zeker|weet het zeker|zonder twijfel|allicht|reken maar|100 procent|honderd procent|voor honderd procent|100|best wel|best|toch wel|wel|eigenlijk wel|van wel|jij snapt het|snap ik|begrepen|duidelijk|helemaal|uiteindelijk wel
|absolutely|definitely|fine|agreed|lijkt me goed|lijkt me prima|lijkt mij goed|lijkt me wel wat|kan|kan wel|dat kan|dat mag|mij best|mij goed|van mij wel|vooruit|vooruit dan|bevestig|komt goed|komt in orde|waarschijnlijk wel|volgens * wel|gaan we doen|dat doen we|is correct|ik ga * akkoord|vast wel|ik meen van wel|meen van wel|jazekers|zkr|tuurl|nat|jaja
|inderdaad het geval|het geval|heb ik|ben ik|doe ik|die heb ik|die is er|er is er een|zin in|heb ik wel|ben ik wel|is er|is er wel|loopt nog|nog steeds|hartstikke|jaa man
|daar heb ik niets op tegen|daar heb ik niks op tegen|niets op tegen|niks op tegen|niets tegen|niks tegen|geen bezwaar tegen|geen bezwaren|heb geen bezwaar|heb er geen bezwaar tegen|geen moeite mee|heb ik geen moeite mee|geen moeite
|geen enkel probleem|no problemo|vooruit dan maar|vooruit maar|vooruit met de geit|toe maar|toe dan|toe dan maar|dan maar wel|ga gerust je gang|gaat uw gang|ga uw gang|perfect|perfekt|super|geweldig|mooi zo|uitstekend|helemaal goed|helemaal prima|helemaal mee eens
|mee eens|ben het er mee eens|ik ben het eens|zeg ja|ik zeg ja|ik zeg ja tegen|zo is het|zo is het maar net|zo zit het|dat zit zo|dat is precies zo|dat is goed|dat is prima|dat is oke|dat is ok|dat is akkoord|vind ik best|vind ik geen probleem|vind ik niet erg|is niet erg
|maakt mij niks uit doe maar|heb ik geen probleem mee|geen probleem mee|toegestaan|goedgekeurd|goedkeuring|toestemming|ik geef toestemming|geef toestemming|mijn toestemming|jullie mogen|jullie mogen dat|jullie mogen het|je mag|je mag dat|je mag het|u mag|u mag dat
|van mij mogen|mogen jullie|dat mogen jullie|mag gerust|mag best|mag zeker|dat mag best|dat mag zeker|mag altijd|blij mee|zou ik blij mee zijn|heel fijn|fijn|lijkt mij fijn|lijkt me fijn|lijkt me top|lijkt me leuk|lijkt me wat|lijkt mij wat|lijkt me mooi
|zie ik zitten|dat zie ik zitten|zie ik wel zitten|dat zie ik wel zitten|sta ik achter|daar sta ik achter|sta ik voor open|daar sta ik voor open|sta er voor open|ik doe mee|doe mee|ik doe graag mee|ik doe wel mee|doe ik graag|tel mij mee|tel mij maar mee
|ben erbij|ik ben erbij|ben van de partij|ik ga mee|ik ga ervoor|ga ervoor|gaan met die banaan|komt voor elkaar|agree|i agree|yes please|please do|go ahead|go for it|yup yup|fo sho|for sure|certainly|with pleasure|ofc|okidoki|okie dokie|oki doki|jazekerst|amen
|affirmatief|positief|jazeker te weten|zeker te weten|zeker en vast|zekerst|ja zeker|ja zekers|bien sur|claro|si|da|tak|aywa|naam|tamam|helemaal akkoord|accoord|akkord|akoord|accord|ik accepteer|accepteer ik|aanvaard ik|ik aanvaard|daar kan ik mee leven|kan ik mee leven
|daar ben ik voor|ben ik voor|ik ben voor|bij deze|gaat goed|gaat wel goed|helemaal waar|helemaal juist|dat is juist|is juist|dat is correct|staat goed|alles klopt|alles goed|goed zo|prima zo|is prima|is perfect|moet kunnen|moet wel kunnen|natuurlijk mag dat|tuurlijk mag dat|tof|nice|cool|chill
|strak plan|goed plan|goed idee|lijkt mij een goed idee|gewoon doen|doen|laten we dat doen|laten we het doen|laten we * doen|doen we|regel het maar|regel maar|ik wil het|ik wil dat|wil ik graag|dat wil ik graag|zou ik graag willen|zou fijn zijn|zou mooi zijn|tegen geen enkel bezwaar|jep jep
|joa|jao|jawohl|geen nee tegen|komt voor de bakker|zeg ik geen nee|geen nee|welja|wel ja|dat zal wel|zal wel|van harte|van harte wel|toch maar wel|bevestigd|helaas wel|jammer genoeg wel|zeer zeker|ja tog|jatoch|ja toch|mag wel van mij|doe maar wel|liever wel|voorzeker|ten zeerste|yesss|zowaar|ça va|ca va|bijna zeker|wel degelijk|natuurlijk wel|tuurlijk wel|jawadde|zeg maar ja|haja|haja zeker|ewaja|ewa|jes|ies|ja graag zelfs|ja dat is goed|eigenlijk wel ja|zullen we doen|absolut|gaarne|spreekt voor zich|vanzelf|natural
|das just|da's just|da is just|dat is just|just|da's waar|klopt als een bus|zo klaar als een klontje|ik wil wel|wil ik best|wil ik best wel|wil best|ik wil best|mag blijven|laat maar staan
"""
_NO = """
nee|neee|neen|ne|nee nee|nope|nop|nah|neu|n|neej|nej|nee joh|nein|non|no|nooo|hayir|noway|no way|niet|zeker niet|absoluut niet|helemaal niet|echt niet|tuurlijk niet|natuurlijk niet|uiteraard niet|dacht het niet|ik dacht het niet|denk het niet
|ik denk het niet|denk * niet|denk van niet|ik denk van niet|geloof van niet|geloof het niet|volgens mij niet|volgens mij nee|i don't think so|dont think so|niet echt|niet dat ik weet|bij mijn weten niet|voor zover ik weet nee|voor zover ik weet niet|nooit|nooit niet|geenszins|allerminst|geen sprake van|in geen geval|liever niet
|doe maar niet|doe dat maar niet|beter van niet|liever van niet|hoeft niet|hoef ik niet|hoeft van mij niet|hoeft niet voor mij|niet nodig|geen behoefte|geen behoefte aan|geen zin|geen zin in|geen interesse|wil * niet|wil niet|klopt niet|dat klopt niet|klopt * niet
|niet waar|is niet waar|is niet zo|is * niet zo|niet juist|onjuist|niet akkoord|niet eens|mee oneens|oneens|mag niet|mag * niet|niet goed|niet oke|nooitniet|laat maar|lijkt * niks|daar heb ik geen zin in|never|not really|no thanks|wrong|fout|geen|toch niet|nog nooit|vergeet het|vergeet t maar|ammehoela
|daar heb ik geen|heb ik niet|ben ik niet|doe ik niet|is er niet|niks|niets|nada|nul|niet mee eens|no deal|nou nee|van niet|kan niet|gaat niet|lukt niet|wil dat niet|ga ik niet doen|doe * niet|liever nie|mwah nee|wil niks|geen een|nog niet
|niet meer|zonder|daar ben ik op tegen|tegen|absolutely not|not at all|weiger|ik pas|waarschijnlijk niet|vast niet|dat wil ik niet|hoeft * niet|ben je gek|niet van toepassing|volgens * niet|hell no|dat heb ik niet|dat is niet|dat wil ik liever niet
|daar pas ik voor|ik pas ervoor|ik bedank|bedankt nee|dank u nee|ik pas liever|sla ik af|dat sla ik af|afslaan|afgewezen|wijs ik af|ik haak af|haak af|afhaken|ik doe niet mee|doe niet mee|ik zie er van af|zie er van af|zie ervan af|ik zie ervan af|ik zie er vanaf|zie er vanaf|vanaf zien
|ik ga * niet akkoord|ga * niet akkoord|kan * niet akkoord|niet mee akkoord|disagree|i disagree|don't agree|do not agree|i don't want|don't want|no thank you|nah man|nay|nee man|neuh|neuj|nie doen|niet doen|nee niet doen|dat niet|dit niet|die niet|dat ook niet|ook niet|zeker nie|absoluut nie|echt nie|mag nie|kan nie
|heb bezwaar|heb er bezwaar tegen|bezwaar tegen|ik maak bezwaar|maak bezwaar|wel bezwaar|heb * bezwaar tegen|ik ben tegen|ik ben er tegen|ben er tegen|ben ik tegen|ben * tegen|verboden|verbied ik|ik verbied|niet toegestaan|mag van mij niet|mag niet van mij|dat mag niet|geef geen toestemming|geen toestemming|ik geef geen
|ik geef het niet|teken ik niet voor|daar teken ik niet voor|zie ik niet zitten|dat zie ik niet zitten|zie het niet zitten|niet zitten|sta ik niet achter|sta er niet achter|niet achter|niet voor open|sta ik niet voor open|lijkt mij niks|lijkt mij niets|lijkt me niks|lijkt me niets|lijkt me niet|lijkt mij niet
|lijkt mij geen goed idee|geen goed idee|geen goed plan|slecht idee|slecht plan|niet blij mee|vind ik niet goed|vind ik niet fijn|vind * niet goed|vind * niet fijn|niet fijn|niet prettig|liever helemaal niet|in geen honderd jaar|over mijn lijk|no chance|never nooit|nooit van mijn leven|geen haar op mijn hoofd
|mooi niet|mij niet gezien|ga ik niet aan beginnen|begin ik niet aan|daar begin ik niet aan|zit ik niet op te wachten|niet op te wachten|niet op zitten wachten|heb ik geen behoefte aan|hoeft echt niet|hoeft niet zo nodig|niet zo nodig|hoeft allemaal niet|hoeven jullie niet|jullie mogen niet|mogen jullie niet|je mag niet|je mag dat niet
|onzin|flauwekul|niks van waar|klopt niks van|klopt geen|klopt geen hout van|klopt van geen kant|niks van|dat is fout|is fout|is onjuist|incorrect|negatief|niet correct|dat is niet correct|dat is niet juist|dat is niet goed|is niet goed|niet helemaal|klopt nie|afgekeurd|nee merci|merci nee|nee danku|laat maar achterwege|bewust niet
|dan niet|dan maar niet|dan liever niet|liever echt niet|toch liever niet|toch maar niet|beter niet|doe maar beter niet|doe t maar niet|doe het maar niet|doe het niet|doe dat niet|doe t niet|niet voor mij|niks voor mij|niets voor mij|yok|nie|laa|hayir hayir|nein danke|nunca|njet|nie nie|geen contact
|of course not|zeker van niet|helaas niet|jammer genoeg niet|gelukkig niet|bwa nee|bah nee|nee sorry|sorry nee|totaal niet|in het geheel niet|geen een keer|absoluut van niet|neen dank u|neen bedankt|nee liever niet|daar hou ik niet van|hou ik niet van|heb ik liever niet|dat heb ik liever niet|dat gaat niet|dat lukt niet|dat kan niet|dat dacht ik niet|dacht ik niet|niet bepaald|nee joh echt niet|liefst niet|het liefst niet|bij voorkeur niet|ben ik niet van plan|niet van plan|niet op dit moment|nog nooit van|zeg maar nee|ik zeg nee|eigenlijk niet|nee eigenlijk niet|mag je niet|mogen ze niet|weiger ik|ik weiger
|doe maar weg|weg ermee|weg daarmee|gooi maar weg|wis maar|wis het|verwijder maar|verwijder het
"""
_UNKNOWN = """
weet niet|weet nie|weet * niet|weet * nie|ik weet het niet|weet ik niet|weet ik nog niet|weet nog niet|weet * niet precies|weet * niet zeker|niet zeker|niet zeker van|weet ik veel|weet ik het|weet * veel|kweenie|kweetni|kweet niet|kweet nie|kweetnie|wnie|wni|geen idee|geen id
|geen flauw idee|geen flauw|echt geen idee|geen voorkeur|nog geen voorkeur|heb * geen voorkeur|niet over nagedacht|niet * nagedacht|nagedacht|kzou niet weten|weet * niet meer|gn idee|g idee|geen benul|geen notie|no idea|idk|dunno|don't know|dont know|do not know|not sure|unsure|dubio|in dubio|niet zeker van|ben * niet zeker van|weet ni|weetni|moet * navragen|moet * nagaan|moet * uitzoeken|moet * nakijken|zou kunnen|kan zijn|twijfel|ik twijfel|in twijfel|twijfelen|weifel|onzeker|niet bekend
|is onbekend|nog niet bekend|zou ik niet weten|zou het * niet weten|zou niet weten|zou het niet weten|weet niks|weet er niks van|weet ik niks van|niet over uit|nog niet uit|er niet uit|er nog niet uit|ben er niet uit|nadenken|over nadenken|nog over denken|over denken|bedenktijd|niet bedacht
|nog niet bedacht|geen mening|kan ik niet zeggen|moeilijk te zeggen|lastig te zeggen|vergeten|ben ik vergeten|niet besloten|nog niet besloten|nog geen keuze|kan niet kiezen|kan * niet kiezen|geen antwoord op|moeilijke vraag|lastige vraag|joost mag het weten|geen weet van|herinner * niet|niet meer weten|🤷
|weet k niet|weet het nie|weet et niet|wete niet|wt niet|onduidelijk|niet duidelijk|nog onduidelijk|geen duidelijkheid|ben niet zeker|nog niet zeker|moet * nog bedenken|geen keus gemaakt|later beslissen|niet precies|niet exact|geen * benul|geen * idee|zou best kunnen|zou goed kunnen|kan best|kan * niet zeggen|zekerheid|geen kennis van|heb * geen kennis van|daar heb ik geen kennis van|no clue|niet durven zeggen|50 50|fifty fifty|geen besluit|geen beslissing|geen keuze gemaakt|nog geen besluit|nog geen besluit genomen|nog geen beslissing|geen idee van|weet niet goed|weet * niet zo goed|niet met zekerheid|hangt ervan af|ligt eraan|daar kom ik nog op terug
|zekerheid heb ik niet|hangt er nog van af|hangt er van af|hangt er vanaf|hangt nog af|hangt af|ligt er aan|dat ligt eraan|ligt er nog aan|moet ik nog zien|nog zien|eerst even zien|ik zie wel|zien we wel|dat zien we nog|zien we dan wel|ben ik kwijt|ben het kwijt|ontschoten|weet niet * meer|geen herinnering|zegt me niks|weet ik echt niet|kan ik me niet herinneren|niet herinneren
|twijfel nog|nog aan het twijfelen|aan het twijfelen|nog aan het nadenken|moet erover nadenken|moet er over nadenken|ik denk er nog over|denk er nog over na|denk er over na|eerst nadenken|nog even nadenken|er over denken|ik moet nog denken|ben nog aan het denken|tis moeilijk|geen kijk op|geen zicht op|nog geen zicht|nog geen idee|nog niet over nagedacht|besluiteloos|besluit ik later|beslis ik later|beslis later|bekijk ik later
|daar ben ik nog niet uit|nog niet over uit|niet beslist|nog niet beslist|kan niet beslissen|nog niet zeker weten|heb geen flauw|flauw benul|wtf weet ik|wie weet|wie zal het zeggen|god mag het weten|geen weet|weet je wat ik weet het niet|i'm not sure|i am not sure|i have no idea|not decided|undecided|can't decide|je ne sais pas|no se|bilmiyorum|mwoah|hmm weet niet|tja|pff weet niet|weet t niet|weet tniet|kwist niet|k weet niet|wist ik het maar|kan * niet goed zeggen
|weet k veel|kan wel zijn|kan wel kloppen|nie weten|niet weten|dubben|te dubben|aan het dubben|kan ik nu niet zeggen|moet ik vragen|zou ik moeten vragen|moet * vragen aan|zou * moeten vragen|zou * moeten opzoeken|moet * opzoeken|weet niet hoor|weet ik nie|kweniet|kwnie|kwee nie|geen gedacht|geen gedacht van|daar heb ik geen idee van|zou kunnen ja|misschien wel|misschien niet|misschien wel misschien niet|kan beide|niks van te zeggen|ik zou t niet weten|ik zou niet weten|echt niet kunnen zeggen|niet kunnen zeggen|kein idee|keine ahnung|kein plan|mijn geheugen|geheugen is slecht|geheugen|durf * geen uitspraak|geen uitspraak over|zou * navragen|zou ik moeten navragen|zie ik dan wel|zien we dan|dubbel in|ik sta er dubbel in|sta er dubbel in|dubbel gevoel|twee gedachten|op twee gedachten|hinken|whatever happens|ben onzeker|ik ben onzeker|onzekere|twijfelgeval
"""
_SKIP = """
overslaan|sla over|sla * over|overgeslagen|skip|skippen|skip it|volgende vraag|next question|door naar * volgende|zeg ik * niet|zeg * liever niet|wil ik niet zeggen|wil * niet zeggen|wil * niet vertellen|liever niet zeggen|liever niet vertellen
|vertel ik * niet|wil * niet over praten|wil * niet over hebben|wil * geen antwoord op geven|geen antwoord|wil * niet beantwoorden|beantwoord ik niet|niet beantwoorden|wil * niet invullen|vul ik niet in|niet invullen|gaat je niks aan|gaat je niets aan|gaat niemand * aan|gaat jou niks aan|gaat u niet aan|gaat je * aan|gaat u niets aan|hou ik voor mezelf
|houd ik voor mezelf|houd * voor mezelf|hou * voor mezelf|prive|dat is prive|geen commentaar|no comment|rather not say|prefer not to say|laat maar zitten|laat * zitten|naar de volgende|ga * naar de volgende|deze niet|hier geen antwoord|wil * niet delen|deel ik niet|niet delen|liever niet delen|laat ik open|laat * open|open laten|leeg laten|laat leeg
|hoef ik niet te zeggen|niet kwijt|niks over zeggen|wil * niks over zeggen|wil * niets over zeggen|niks over zeggen|niets over zeggen|ga * niet op in|niet op ingaan|beantwoord * niet|zeg * niks over|vertel * niks|wil * niet kwijt|geef * geen antwoord|geen antwoord geven|liever geen antwoord|volgende aub|een ander vraag|andere vraag|deze vraag niet|niet op antwoorden|niet antwoorden|wil * niet antwoorden
|sla dit over|dit sla ik over|deze sla ik over|ik sla over|ik sla deze over|sla ik over|overslaan graag|mag ik overslaan|overslaan maar|doe de volgende|volgende maar|next please|next one|geen antwoord graag|hou ik liever voor mij|hou ik voor mij|hou ik liever voor mezelf|dat hou ik voor mezelf|zijn mijn zaken|te persoonlijk|dat is te persoonlijk|gaat jullie niks aan|gaat jullie niets aan|none of your business
|niet jouw zaak|jouw zaak niet|i'd rather not|rather not|rather not answer|don't want to say|won't say|geen zin om te zeggen|geen zin in deze vraag|laat ik liever in het midden|in het midden|in het midden laten|wil ik niet over praten|praat ik niet over|praat er niet over|liever niet over praten|wil het er niet over hebben|vertel ik liever niet|zeg ik liever niet|zeg ik niet|dat zeg ik niet|dat vertel ik niet|moet ik dat zeggen|dat ga ik niet zeggen|ga ik niet zeggen
"""

_MARKS = (
    ("👍", " ja "),
    ("👎", " nee "),
    ("🤷", " weet niet "),
    ("✅", " ja "),
    ("✔", " ja "),
    ("❌", " nee "),
    ("👌", " ja "),
    ("🚫", " nee "),
    ("❓", " ? "),
    ("🙅", " nee "),
    ("🆗", " ok "),
)
_EMPTY = re.compile(r"\bneem (?:me|mij) niet kwalijk\b|\bja zeg\b(?=.*\w)|\bvast wel\b(?= \w)", re.IGNORECASE)
"""Sounds like an answer and is none: an apology, a sigh, a guess."""

_FIRM = frozenset({"ja", "jawel", "jazeker", "yes"})
_WEAK = frozenset(
    _listed(
        "heb ik|ben ik|doe ik|is er|die heb ik|kan|kan wel|wel|goed|best|waar|top|graag|mag|helemaal|zin in|er is er een|die is er|dat kan|doen|fijn|super|cool|chill|nice|tof|perfect|perfekt|si|da|tak|naam|tamam|positief|heel fijn|toestemming|uitstekend|geweldig|goedkeuring|goed idee|ik wil het|ik wil dat|wil ik graag|dat wil ik graag|zit zo|aanvaard ik|amen|je mag|jullie mogen|u mag|mogen jullie"
    )
)
"""Yes only when (nearly) nothing else is said: "dat heb ik al gehad" is not a yes."""
_ALONE = {
    "overslaan": _listed("pas|pass|verder|volgende|next|ga verder|ga door|leeg"),
    "weet-ik-niet": _listed("misschien|mischien|mss|msch|maybe|wellicht|mogelijk"),
}
"""What means this only when (nearly) nothing else is said: "volgende week" and "misschien in mei" are dates."""

_POLITE = frozenset({"maar", "graag", "aub", "pls", "please", "hoor", "dan", "gewoon", "ok", "oke", "alsjeblieft"})

ONWARD = frozenset({"verder", "volgende", "next", "ga verder", "ga door"})
"""Skips as an answer, but the names of quite another button."""

_PHRASES = Phrases(
    {
        "overslaan": _listed(_SKIP),
        "weet-ik-niet": _listed(_UNKNOWN),
        "nee": _listed(_NO),
        "ja": _listed(_YES),
        **{f"{means}?": said for means, said in _ALONE.items()},
    },
    compounds=False,
)


def spelled(text: str) -> str:
    """The text with thumbs and ticks in words, long drawn letters shortened and "a.s.a.p." without its dots."""
    for mark, word in _MARKS:
        text = text.replace(mark, word)
    text = _EMPTY.sub(" ", text)
    text = re.sub(r"\b(?:[a-zA-Z]\.){2,}[a-zA-Z]?", lambda match: match[0].replace(".", ""), text)
    return re.sub(r"([a-zA-Z])\1{2,}", r"\1\1", text)


def stretches(words: list[str], *, exact: bool = False) -> list[Found]:
    """The words that carry yes, no, don't know or skip, longest first, not overlapping; the closest of equal ones."""
    found = longest(_PHRASES.find(words, exact=exact))
    most = {(one.start, one.stop): 0.0 for one in found}
    for one in found:
        most[one.start, one.stop] = max(most[one.start, one.stop], one.weight)
    found = [one for one in found if one.weight == most[one.start, one.stop]]
    denied = [one for one in found if one.means == "ja" and words[one.stop : one.stop + 1] in (["niet"], ["nie"])]
    turned = [Found(one.start, one.stop + 1, "nee", one.weight) for one in denied if words[one.start] not in _FIRM]
    found = longest([*found, *turned]) if turned else found
    covered = {place for one in found for place in range(one.start, one.stop)}
    more = sum(at not in covered and word.isalnum() and word not in _POLITE for at, word in enumerate(words))
    alone = [replace(one, means=one.means.rstrip("?")) for one in found if one.means.endswith("?")]
    kept = [one for one in alone if more == 0]
    return [one for one in found if not one.means.endswith("?")] + kept


def polarity(found: list[Found], words: list[str]) -> Polarity | None:
    """What the reply comes down to, or None when it says nothing of the kind, or two things at once."""
    said = {one.means for one in found}
    if "overslaan" in said and any(
        words[one.start - 1] in {"niet", "nie"} for one in found if one.means == "overslaan" and one.start
    ):
        return None
    if "overslaan" in said and said <= {"overslaan", "nee", "weet-ik-niet"}:
        return "overslaan"
    if "weet-ik-niet" in said:
        return "weet-ik-niet" if "ja" not in said or words[0] not in _FIRM else None
    if said == {"ja", "nee"}:
        return _both(found, words)
    if len(said) == 1:
        return "ja" if said == {"ja"} else "nee" if said == {"nee"} else "overslaan"
    return None


def _both(found: list[Found], words: list[str]) -> Polarity | None:
    """Yes and no in one reply: the firm one of "nee, is goed" or "ja, liever niet" is not ours to guess."""
    ordered = sorted(found, key=lambda one: one.start)
    if words[ordered[0].start].rstrip("e") in {"n", "ne", "no"} and not any(
        words[one.start] in {"ja", "jawel", "toch", "soms"} for one in ordered[1:]
    ):
        return "nee"
    if (
        words[ordered[0].start] in {"ja", "jawel", "zeker"}
        and all(one.means == "ja" or words[one.start] in {"geen", "niet"} for one in ordered)
        and any("geen probleem" in " ".join(words[one.start : one.stop]) for one in ordered)
    ):
        return "ja"
    strong = [one for one in ordered if one.stop - one.start > 1]
    if len({one.means for one in strong}) == 1 and not {"ja", "nee"} & {words[one.start] for one in ordered}:
        return "ja" if strong[0].means == "ja" else "nee"
    return None


def reply(text: str, *, exact: bool = False) -> tuple[Polarity | None, int]:
    """What a text comes down to, and how many of its words say something else; ``exact`` for a text without slips."""
    words = [word for word in tokens(spelled(text)) if word.isalnum() or not word.isascii() or "'" in word]
    if {"ja", "nee"} <= set(words):
        return None, len(words)
    found = stretches(words, exact=exact)
    rest = len(words) - sum(one.stop - one.start for one in {(one.start, one.stop): one for one in found}.values())
    if rest > 1 and not any(one.means == "nee" for one in found):
        found = [one for one in found if " ".join(words[one.start : one.stop]) not in _WEAK]
    return polarity(found, words), rest
