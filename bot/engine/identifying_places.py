"""Where somebody can be reached: e-mail addresses (also in words) and house addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.nl import postcode as postcode_check

from bot.engine.name_words import NOT_STREET_ENDS, NOT_STREETS, STREET_ENDS, STREET_STARTS, UNITS, word_set

_AT = re.compile(
    r"@|\(at\)|\[at\]|\{at\}|[\[({]?\bape?n?n?st(?:aa|a)rt(?:je|ja)?\b[\])}]?|\bapen ?staartje\b|\bat\b(?=\s+\w+\s*(?:punt|dot|\.)\s*\w)",
    re.IGNORECASE,
)
_DOT = r"(?:\s*\.\s*|\s+(?:punt|dot)\s+|\s*[\[({](?:punt|dot)[\])}]\s*|,(?=com|nl|be|net|org|eu))"
_LOCAL_PART = re.compile(
    r"[\w+%'-]{1,64}(?:(?:\.|\s+punt\s+|\s+dot\s+|\s+(?:liggend |laag |lage )?(?:underscore|streepje|min)\s+)[\w+%'-]{1,64}){0,5}\s{0,2}$",
    re.IGNORECASE,
)
_DOMAIN = re.compile(
    rf"\s{{0,2}}([a-z0-9-]{{1,63}}(?:{_DOT}[a-z0-9-]{{1,63}}){{0,3}}){_DOT}([a-z]{{2,12}})(?![a-z0-9])", re.IGNORECASE
)
_BARE_PROVIDER = re.compile(
    r"\s{0,2}(?:gmail|hotmail|outlook|live|icloud|yahoo|ziggo|kpnmail|xs4all|planet|proton(?:mail)?)\b", re.IGNORECASE
)
_TOP = word_set("""
    nl com org net be de eu info fr uk io frl amsterdam tr ma pl gmail biz email online nu me
""")
_AROUND = 160  # characters of one address on either side of the at sign


def emails(text: str) -> Iterator[tuple[int, int]]:
    """E-mail addresses, with @ or in words; each judged by :mod:`email_validator` once written in signs."""
    for at in _AT.finditer(text):
        before = text[max(0, at.start() - _AROUND) : at.start()]
        local = _LOCAL_PART.search(before)
        if not local:
            continue
        start = at.start() - len(before) + local.start()
        domain = _DOMAIN.match(text, at.end(), at.end() + _AROUND)
        if domain and _is_address(local.group(), domain, spoken=at.group() != "@"):
            yield start, domain.end()
        elif provider := _BARE_PROVIDER.match(text, at.end()):
            yield start, provider.end()


def _is_address(local: str, domain: re.Match[str], *, spoken: bool) -> bool:
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - 20 ms of every start otherwise

    if spoken and domain.group(2).lower() not in _TOP:
        return False
    name = re.sub(r"\s+(?:punt|dot)\s+", ".", local.strip(), flags=re.IGNORECASE)
    name = re.sub(r"\s+(?:liggend |laag |lage )?(?:underscore|streepje|min)\s+", "_", name, flags=re.IGNORECASE)
    host = re.sub(_DOT, ".", domain.group(1), flags=re.IGNORECASE)
    try:
        validate_email(f"{name}@{host}.{domain.group(2)}", check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return not spoken and domain.group(2).lower() in _TOP  # a slip in the address still gives it away
    return True


_NUMBER = r"(?P<number>\d{1,5})(?:[ ]?-?[ ]?(?:[a-zA-Z]|bis|hs|rood|zwart|huis|boven|beneden|I{1,3}|IV|V)(?![\w'])|[-/]\d{1,4}|(?:e)? ?hoog)?(?![\w%€.,]?\d)(?!\w)"
_LEAD = r"[ ,:]{1,3}(?:(?:en )?(?:het |mijn |m'n )?(?:huis)?(?:nummer|nr|no)\b\.?[ :]{0,2}(?:is )?)?"
_STREET = re.compile(
    rf"\b(?P<street>(?:[A-Za-z][\w'.]*-)?[A-Za-z][a-z']{{2,}}(?:{'|'.join(STREET_ENDS)}))\b{_LEAD}{_NUMBER}",
    re.IGNORECASE,
)
_WORDS = word_set(
    "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig"
)
_STREET_WORD = re.compile(
    rf"\b(?P<street>[A-Za-z][a-z']{{2,}}(?:straat|laan|weg|plein|gracht|kade|singel|dreef|steeg|dijk|hof|pad))\b{_LEAD}(?P<number>{'|'.join(sorted(_WORDS))})\b",
    re.IGNORECASE,
)
_OF_STREET = re.compile(
    rf"\b(?P<street>(?:{'|'.join(sorted(STREET_STARTS))}) (?:van|naar|der|den|de|het|'t|op|aan)(?: (?:de|der|den|het|'t))?(?: [A-Za-z][\w'-]{{2,}}){{1,3}}?){_LEAD}{_NUMBER}",
    re.IGNORECASE,
)
_LIVES = re.compile(
    rf"\b(?:wo+n\w{{0,3}}|adres(?:\s+is)?|verblij\w+|huis|gevestigd|post)\b(?:\W{{1,2}}(?:ik|hij|zij|ze|we|nu|sinds|kort|nog|steeds|met|samen|daar|is)){{0,4}}[: ]{{1,2}}"
    rf"(?:(?:op|aan|in)(?: (?:de|het|'t|een))?|is|:)? ?(?P<street>[A-Za-z][\w'.-]{{2,}}(?: [A-Za-z][\w'.-]+){{0,3}}?){_LEAD}{_NUMBER}",
    re.IGNORECASE,
)
_AT_PLACE = re.compile(rf"\b(?P<street>[A-Z][a-z]{{3,}}(?: [A-Z][a-z]{{3,}})?) {_NUMBER},? te [A-Z][a-z]+")
_NO_STREET = re.compile(
    r"\b(?:kamer|nummer|nr|afdeling|cel|verdieping|etage|flat|groep|unit|pi|station|spoor|mezelf|mijzelf|sinds|al|van|rond|ongeveer|"
    r"bijna|vanaf|tot|in|met|meer|dan|ruim|circa|optie|leeftijd|zaal|blok|perceel|toen|om|na|voor|over|en|postcode|of|ik|hij|zij|was|is|ben)$",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"(?<![\w-])([1-9]\d{3})[ ]?([A-Za-z]{2})(?![\w])")
_WORDS_LIKE_POSTCODES = word_set("""
    en is in op de er ik we ze te om of al na zo nu je hij ja me my ma pa to at it an as be by do go he if no so
    up us km kg cm mm eu
""")
_NEAR_NUMBER = re.compile(
    r"^[ ,.:;]{1,3}(?:[A-Za-z' -]{0,30}?)?(?:(?:huis)?(?:nummer|nr)\b\.?[ :]{0,2}|\bop |)(?P<number>\d{1,4})(?:-?[a-zA-Z])?(?![\w.,:]?\d)(?!\w)"
)
_BEFORE_NUMBER = re.compile(
    r"(?:nummer|nr\.?|huisnummer|op)?[ :]?(?<!\d)(?P<number>\d{1,4})[ ]?(?:[a-zA-Z]|bis|hs)?[ ,]{1,3}(?:postcode[ :]{0,2})?$"
)
_BOX = re.compile(r"\b(?:postbus|antwoordnummer)[ :]{1,2}\d{1,6}\b", re.IGNORECASE)
_WAY = 48  # characters between postcode and house number


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Street with house number, full postcode with house number, or a post-office box."""
    yield from (m.span() for m in _BOX.finditer(text))
    for pattern in (_STREET, _STREET_WORD, _OF_STREET, _LIVES, _AT_PLACE):
        for found in pattern.finditer(text):
            if _is_street(found, text, sure=pattern in (_STREET, _STREET_WORD)):
                yield found.start("street"), _with_postcode(text, found.end())
    for found in _POSTCODE.finditer(text):
        letters = found.group(2)
        if letters.lower() in _WORDS_LIKE_POSTCODES and not letters.isupper():
            continue
        if not postcode_check.is_valid(found.group(1) + letters.upper()):
            continue
        after = _NEAR_NUMBER.match(text[found.end() : found.end() + _WAY])
        if after and not _quantity(text, found.end() + after.end("number")):
            yield found.start(), found.end() + after.end()
        elif before := _BEFORE_NUMBER.search(text[max(0, found.start() - 30) : found.start()]):
            yield found.start() - (len(before.group())), found.end()


def _is_street(found: re.Match[str], text: str, *, sure: bool) -> bool:
    street = found["street"].lower()
    last = street.split()[-1]
    if (
        last in NOT_STREETS
        or last.endswith(NOT_STREET_ENDS)
        or _quantity(text, found.end("number"))
        or _NO_STREET.search(street)
    ):
        return False
    if sure:
        return not any(last == end for end in ("straatje", "laantje"))
    year = found["number"].isdigit() and 1900 <= int(found["number"]) <= 2100
    return not year and last not in UNITS


def _quantity(text: str, end: int) -> bool:
    """Whether the number counts something ("2 jaar") or is part of a time or an amount ("12:30")."""
    after = re.match(r"\s?([A-Za-z]+)", text[end : end + 14])
    return bool(after and after.group(1).lower() in UNITS) or text[end : end + 1] in (":", "%", "€")


def _with_postcode(text: str, end: int) -> int:
    """The end of the address including a postcode that follows at once."""
    found = re.match(r"[ ,]{1,3}[1-9]\d{3} ?[A-Z]{2}\b", text[end : end + 16])
    return end + found.end() if found else end
