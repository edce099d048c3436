"""Numbers that identify: citizen service, phone, bank account, licence plate and case numbers.

All functions take plain text (ASCII digits and dashes) and yield ``(start, end)`` pairs. Digits are read as groups with
separators between them, so that "9999.12.343" and "06 - 12 34 56 78" are one number each; numbers in words count too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers
from stdnum import iban as iban_check
from stdnum.exceptions import ValidationError
from stdnum.nl import bsn as bsn_check

from bot.engine.name_words import word_set
from bot.engine.spoken_digits import spoken

_GROUP = re.compile(r"\d+")
_JOIN = re.compile(r"[ ]?[-./][ ]?|[ ]|[ ]?\(0\)[ ]?|\)[ ]?[-]?[ ]?|[ ]punt[ ]|[ ]en dan[ ]|")
_DATE = re.compile(r"(?<!\d)\d{1,2}([-/. ])\d{1,2}\1(?:19|20)\d{2}(?!\d)|(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)")
_OTHER_NUMBER = re.compile(
    r"(?:bestel|order|factuur|klant|polis|pakket|track\w*|ticket|artikel|serie|product|reserverings?|boekings?|lidmaatschaps?|"
    r"referentie|relatie|kvk|btw|debiteur\w*|rekening|giro|volg|leverings?|meter|chassis|contract|personeels|leerling|student\w*|bon)"
    r"[- ]?(?:nummer|nr|no|code)\b\.?\W{0,3}(?:\w+\W{1,2}){0,2}$|(?:bestelling|factuur|order|kvk|polis|ticket|pakket|artikel|reservering|boeking|€|euro|eur)\W{0,3}$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"^\W{0,2}(?:keer|euro|eur|mensen|x|maal|procent|%|km|redenen|jaar|jaren|dagen)\b", re.IGNORECASE)
_BSN_CUE = re.compile(r"\bb\W?s\W?n|burger ?service|\bsofi|persoonsnummer|citizen service|bs ?nummer", re.IGNORECASE)
_BSN_GLUED = re.compile(r"\b(?:bsn|sofi)(?:nr|nummer)?$", re.IGNORECASE)
_PHONE_CUE = re.compile(
    r"\b(?:bel\w*|tel\w*|app\w*|whatsapp\w*|sms\w*|mobiel\w*|mob|gsm|nummer|nr|bereik\w*|phone|call|06)\b",
    re.IGNORECASE,
)
_BSN_SHAPES = {(9,), (3, 3, 3), (4, 2, 3), (4, 5), (5, 4), (3, 6), (6, 3), (4, 3, 2), (3, 2, 4), (2, 3, 4), (1,) * 9}
_PARTS = 10  # groups of digits that one number may be written in
_CUE = 40  # characters before a number in which a word says what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class _Digits:
    digits: str
    start: int
    end: int
    shape: tuple[int, ...]
    plus: bool


def _windows(text: str) -> Iterator[_Digits]:
    """Every run of neighbouring digit groups, from each group on, growing one group at a time."""
    groups = [(m.start(), m.end()) for m in _GROUP.finditer(text)]
    for first, (start, _) in enumerate(groups):
        digits, shape = "", []
        for at in range(first, min(len(groups), first + _PARTS)):
            if at > first and not _JOIN.fullmatch(text, groups[at - 1][1], groups[at][0]):
                break
            digits += text[groups[at][0] : groups[at][1]]
            shape.append(groups[at][1] - groups[at][0])
            if len(digits) > 34:
                break
            plus = text[start - 1 : start] == "+"
            yield _Digits(digits=digits, start=start, end=groups[at][1], shape=tuple(shape), plus=plus)


def _joined(text: str, end: int) -> bool:
    """Whether letters or digits go on right after the number, so that it is part of something else."""
    return text[end : end + 1].isalnum()


def phones(text: str, public: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Phone numbers of persons, Dutch or foreign, in digits or in words; public and 0800/0900 numbers left out."""
    done = 0
    dates = [m.span() for m in _DATE.finditer(text)]
    for run in _windows(text):
        if (
            run.start < done
            or not _phone_form(run)
            or _joined(text, run.end)
            or text[run.start - 1 : run.start].isalpha()
        ):
            continue
        if any(run.start < e and s < run.end for s, e in dates):
            continue
        before = text[max(0, run.start - _CUE) : run.start]
        if _is_phone(run, before, public):
            done = run.end
            start = run.start - 1 if run.plus or text[run.start - 1 : run.start] == "(" else run.start
            yield start, run.end
    for digits, start, end in spoken(text):
        number = _national(digits)
        if number and not _is_public(number, public) and start >= done:
            yield start, end


def _national(digits: str) -> str | None:
    """The Dutch ten-digit form, if the digits are one."""
    for prefix in ("0031", "31"):
        if digits.startswith(prefix) and len(digits) - len(prefix) in (9, 10):
            digits = "0" + digits.removeprefix(prefix).removeprefix("0")
    return digits if re.fullmatch(r"0[1-9]\d{8}", digits) else None


def _is_public(number: str, public: frozenset[str]) -> bool:
    return number in public or number.startswith(("0800", "0900", "0906", "0909", "0880000"))


def _phone_form(run: _Digits) -> bool:
    """Whether the length and the first digits can be a phone number at all: the cheap question first."""
    size = len(run.digits)
    return 8 <= size <= 17 and (run.plus or run.digits[0] in "036") and (size >= 9 or run.plus)


def _is_phone(run: _Digits, before: str, public: frozenset[str]) -> bool:
    digits = run.digits
    if _OTHER_NUMBER.search(before):
        return False
    number = _national(digits)
    if number is not None and (run.plus or digits.startswith(("0", "316"))):
        return not _is_public(number, public)
    if len(digits) == 9 and digits[0] == "6" and _PHONE_CUE.search(before) and not _BSN_CUE.search(before):
        return True
    if run.shape[:2] == (1, 8) and digits[0] == "6":
        return True
    if run.plus or digits.startswith("00"):
        return _foreign(digits if run.plus else digits[2:])
    return False


def _foreign(digits: str) -> bool:
    if not 8 <= len(digits) <= 15 or digits.startswith("0"):
        return False
    try:
        parsed = phonenumbers.parse("+" + digits)
    except phonenumbers.NumberParseException:
        return False
    return parsed.country_code != 31 and phonenumbers.is_valid_number(parsed)


def bsns(text: str) -> Iterator[tuple[int, int]]:
    """Citizen service numbers: nine digits that pass the eleven-test, unless a word says it is another number."""
    done = 0
    for run in _windows(text):
        if len(run.digits) != 9 or run.start < done or run.plus or _joined(text, run.end):
            continue
        before = text[max(0, run.start - _CUE) : run.start]
        if (before[-1:].isalpha() and not _BSN_GLUED.search(before)) or not _passes(run.digits):
            continue
        cue = bool(_BSN_CUE.search(before))
        if not cue and (run.shape not in _BSN_SHAPES or _OTHER_NUMBER.search(before)):
            continue
        if not cue and _COUNTED.search(text[run.end : run.end + 12]):
            continue
        done = run.end
        yield run.start, run.end
    for digits, start, end in spoken(text):
        if len(digits) == 9 and _passes(digits):
            yield start, end


def _passes(digits: str) -> bool:
    return bool(bsn_check.is_valid(digits))


_IBAN = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{2})[ ]?(\d{2})(?=[ .\-]?[A-Za-z0-9])")
_SPELLED_IBAN = re.compile(
    r"(?<![A-Za-z0-9])n[ ]?l[ ]?(?:\d[ ]?){2}(?:[a-z][ ]?){4}(?:\d[ ]?){9}\d(?!\d)", re.IGNORECASE
)
_DUTCH_IBAN = re.compile(r"NL\d{2}[A-Z]{4}\d{10}")


def ibans(text: str) -> Iterator[tuple[int, int]]:
    """Bank accounts with right check digits, and anything that has the Dutch form."""
    yield from (found.span() for found in _SPELLED_IBAN.finditer(text))
    for found in _IBAN.finditer(text):
        compact, at = "", found.start()
        while at < len(text) and len(compact) < 34:
            if text[at].isascii() and text[at].isalnum():
                compact += text[at].upper()
            elif text[at] not in " .-":
                break
            at += 1
            if len(compact) >= 15 and not _joined(text, at) and _is_iban(compact):
                yield found.start(), at
                break


def _is_iban(compact: str) -> bool:
    if _DUTCH_IBAN.fullmatch(compact):
        return True
    try:
        iban_check.validate(compact, check_country=False)
    except ValidationError:
        return False
    return True


_PARQUET = re.compile(r"(?<![\d/-])\d{2}([/.\- ])\d{6}([-.\- /])\d{2}(?![\d/-])")
_POLICE = re.compile(
    r"(?<![A-Za-z0-9])PL[ -]?\d{4}[ -]{0,3}(?:19|20)\d{2}[ -]?\d{4,8}(?:-\d{1,2})?(?!\d)", re.IGNORECASE
)
_ECLI = re.compile(r"\bECLI:[A-Z]{2}:[A-Z]{2,8}:\d{4}:\w{1,12}", re.IGNORECASE)
_CASE_CUE = re.compile(
    r"\b(?:parket|zaaks?|strafzaak|straf|rol|rekest|dossier|aangifte|proces-?verbaal|pv|p\.v\.|bvh|mutatie|registratie|politie|cjib|"
    r"onderzoeks?|inschrijf|case)[- ]?(?:nummer|nr|no|number|num)\b\.?",
    re.IGNORECASE,
)
_CASE_WORD = re.compile(
    r"\b(?:bvh|pv|proces-?verbaal|parket|mutatie|zaak|dossier|aangifte)[ :#.]{1,3}(?=(?:[A-Za-z]{2})?\d)", re.IGNORECASE
)
"""A word that says it is a case number only when a long number follows at once."""
_LONG = 8  # digits
_CASE_NUMBER = re.compile(r"(?:[A-Za-z]{1,3}[/ .-])?[A-Za-z]{0,4}\d[\w/.-]{2,24}(?: \d{4,}){0,4}")
_CASE_AFTER = 24  # characters after the cue in which the number must begin


def case_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Numbers of prosecutor, court and police: by form, or any number of four digits or more after a word for it."""
    done = 0
    for pattern in (_POLICE, _ECLI, _PARQUET):
        for found in pattern.finditer(text):
            yield found.span()
    for cue in _CASE_CUE.finditer(text):
        stretch = text[cue.end() : cue.end() + _CASE_AFTER + 40]
        number = _CASE_NUMBER.search(stretch)
        if number and number.start() <= _CASE_AFTER and sum(c.isdigit() for c in number.group()) >= 4:
            if re.search(r"[.!?;]\s", stretch[: number.start()].lstrip(". ")) or cue.end() < done:
                continue
            if _DATE.match(number.group()) or re.fullmatch(r"(?:19|20)\d{2}", number.group()):
                continue
            done = cue.end() + number.start() + len(number.group().rstrip("./-"))
            yield cue.end() + number.start(), done
    for cue in _CASE_WORD.finditer(text):
        number = _CASE_NUMBER.match(text, cue.end())
        if number and sum(c.isdigit() for c in number.group()) >= _LONG and not _DATE.match(number.group()):
            yield number.span()


_PLATE_SHAPES = word_set("""
    XX-99-99 99-99-XX 99-XX-99 XX-99-XX XX-XX-99 99-XX-XX 99-XXX-9 9-XXX-99 XX-999-X X-999-XX XXX-99-X X-99-XXX 9-XX-999
    999-XX-9 XXX-999 999-XXX XX-XXX-9
""")
"""Every Dutch sidecode; the last three are export, trade and moped forms."""

_PLATE_PART = r"(?:[A-Za-z]{1,3}|\d{1,3})"
_DASHED = re.compile(rf"(?<![\w/-]){_PLATE_PART}-{_PLATE_PART}-{_PLATE_PART}(?![\w/-])")
_SPACED = re.compile(rf"(?<![\w-]){_PLATE_PART}[ -]{_PLATE_PART}[ -]{_PLATE_PART}(?![\w-])")
_SOLID = re.compile(
    r"(?<![\w-])(?=[A-Za-z0-9]{6}(?![\w-]))(?=[A-Za-z]{0,3}\d)[A-Za-z0-9]{6}|(?<![\w-])\d{1,3}[A-Za-z]{1,4}\d{0,3}(?![\w-])"
)
_PLATE_CUE = re.compile(r"kenteken|nummerbord|nummerplaat|\bplaat\b|licen[cs]e plate", re.IGNORECASE)
_VEHICLE = re.compile(
    r"\b(?:auto|bus|busje|bestelbus|scooter|brommer|motor|vrachtwagen|wagen|taxi|golf|bmw|audi|opel|polo|mercedes|volvo|toyota|car|van)\b",
    re.IGNORECASE,
)
_MONTHS = word_set("jan feb mrt apr mei jun jul aug sep okt nov dec mar may oct")


def _plate_shape(letters_and_digits: str) -> str:
    """The sidecode of six characters without dashes, or "" when there is none: "XX418Z" gives "XX-999-X"."""
    parts = re.findall(r"[A-Za-z]+|\d+", letters_and_digits)
    form = "".join("X" if c.isalpha() else "9" for c in letters_and_digits)
    for shape in _PLATE_SHAPES:
        if shape.replace("-", "") == form and len(parts) <= 3:
            return shape
    return ""


def licence_plates(text: str) -> Iterator[tuple[int, int]]:
    """Dutch licence plates, upper or lower case; with spaces or without marks only where a vehicle is spoken of."""
    cue = bool(_PLATE_CUE.search(text))
    vehicle = cue or bool(_VEHICLE.search(text))
    patterns = [_DASHED, _SOLID] + ([_SPACED] if vehicle else [])
    for pattern in patterns:
        for found in pattern.finditer(text):
            word = found.group()
            solid = re.sub(r"[ -]", "", word)
            if len(solid) != 6 or any(p.lower() in _MONTHS for p in re.findall(r"[A-Za-z]+", word)):
                continue
            if pattern is _SOLID:
                shape, sure = _plate_shape(solid), vehicle or word.isupper()
                postcode = bool(re.fullmatch(r"[1-9]\d{3}[A-Za-z]{2}", solid))
                sure = (cue if postcode else sure) and not (solid.islower() and not vehicle)
            elif pattern is _SPACED and not cue and re.search(r"[aeiou]|\b(?:km|kg|cm|mm|m)\b", word, re.IGNORECASE):
                continue  # a word or a unit: plates have had no vowels for decades
            else:
                shape = "-".join("X" * len(p) if p.isalpha() else "9" * len(p) for p in re.split(r"[ -]", word))
                sure = shape in _PLATE_SHAPES
            if shape and sure:
                yield found.span()
