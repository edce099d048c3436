"""Identifying data in free Dutch text: found, so that it is not stored, and masked readably.

Numbers (:mod:`bot.engine.identifying_numbers`), contact data and addresses (:mod:`bot.engine.identifying_places`) and full
names (:mod:`bot.engine.identifying_names`) each propose findings; the surer kind wins where two overlap. Every search starts
at a rare anchor and reads a bounded stretch, so the time grows with the length of the text and no faster.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.engine import identifying_names, identifying_numbers, identifying_places

Kind = Literal["bsn", "phone", "email", "address", "full-name", "iban", "licence-plate", "case-number"]

PUBLIC_NUMBERS = frozenset(
    {"112", "113", "144", "0302340045", "08002000", "08000188", "08000432", "08000113", "09000101"}
)
"""Numbers everybody may see: emergency, help lines and the organisation itself. 0800 and 0900 numbers never count."""

PLACEHOLDERS: dict[Kind, str] = {
    "bsn": "[bsn]",
    "phone": "[telefoonnummer]",
    "email": "[e-mailadres]",
    "address": "[adres]",
    "full-name": "[naam]",
    "iban": "[rekeningnummer]",
    "licence-plate": "[kenteken]",
    "case-number": "[zaaknummer]",
}
_SURE_FIRST: tuple[Kind, ...] = (
    "email",
    "iban",
    "case-number",
    "phone",
    "bsn",
    "address",
    "licence-plate",
    "full-name",
)
_LIMIT = 4096  # characters; the channels allow no more in one message


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One stretch of the text, ``text[start:end]``, and what it gives away."""

    kind: Kind
    start: int
    end: int


def find(
    text: str,
    *,
    allowed: frozenset[Kind] = frozenset(),
    public_numbers: frozenset[str] = PUBLIC_NUMBERS,
) -> tuple[Finding, ...]:
    """What in the text identifies somebody, in order, without overlaps.

    ``allowed`` kinds are left out (the step that asks for a phone number accepts one); ``public_numbers`` are digits only.
    The text may be cut in pieces of any size: each piece of 4,096 characters is read by itself.
    """
    found: list[Finding] = []
    for at in range(0, len(text), _LIMIT):
        found += (
            Finding(kind=f.kind, start=f.start + at, end=f.end + at)
            for f in _find(text[at : at + _LIMIT], public_numbers)
            if f.kind not in allowed
        )
    return tuple(found)


def mask(text: str, findings: Sequence[Finding]) -> str:
    """The text with each finding replaced by what it was: "bel 06-12345678" becomes "bel [telefoonnummer]"."""
    parts: list[str] = []
    at = 0
    for finding in sorted(findings, key=lambda f: f.start):
        if finding.start < at:
            continue
        parts += [text[at : finding.start], PLACEHOLDERS[finding.kind]]
        at = finding.end
    return "".join([*parts, text[at:]])


def _find(text: str, public_numbers: frozenset[str]) -> list[Finding]:
    plain = _plain(text)
    proposals: dict[Kind, Iterable[tuple[int, int]]] = {
        "email": identifying_places.emails(plain),
        "iban": identifying_numbers.ibans(plain),
        "case-number": identifying_numbers.case_numbers(plain),
        "phone": identifying_numbers.phones(plain, public_numbers),
        "bsn": identifying_numbers.bsns(plain),
        "address": identifying_places.addresses(plain),
        "licence-plate": identifying_numbers.licence_plates(plain),
        "full-name": identifying_names.names(plain),
    }
    taken = bytearray(len(plain))
    found: list[Finding] = []
    for kind in _SURE_FIRST:
        for start, end in proposals[kind]:
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                found.append(Finding(kind=kind, start=start, end=end))
    return sorted(found, key=lambda f: f.start)


def _plain(text: str) -> str:
    """The same text in plain characters, one for one, so that positions stay the same."""
    return "".join(map(_plain_character, text)) if not text.isascii() else text


def _plain_character(char: str) -> str:
    if char.isascii():
        return char
    if char.isdecimal():
        return str(unicodedata.digit(char))
    if unicodedata.category(char) == "Pd" or char == "\u2212":
        return "-"
    if char.isspace():
        return " "
    if char in "’‘`´":
        return "'"
    base = unicodedata.normalize("NFKD", char)[0]
    return base if base.isascii() else char
