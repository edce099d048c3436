"""Answers that are checked by a library: phone numbers and e-mail addresses, found in a person's own words."""

from __future__ import annotations

import re

import phonenumbers

REGION = "NL"
"""Numbers without a country are Dutch."""

_AROUND_A_NAME = re.compile(
    r"^(?:(?:oke|ok|nou|eh+|hoi|ja|je|jullie|u|mag|mogen|kan|kunt|dan|me|mij|gewoon|maar|zeg|zegt|noem|noemen|doe|ik|heet"
    r"|ben|mijn|mn|m'n|naam|voornaam|is|het|call|my|name|i'm|i|am|please)\s+)+(?=\S)|\s+(?:graag|noemen|is goed|alsjeblieft|aub|maar)$",
    re.IGNORECASE,
)

_TOKEN_WITH_AT = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+")


def phone(text: str) -> str | None:
    """The phone number in the text as E.164 ("+31612345678"), or None when there is no valid one."""
    whole = _valid(text)
    if whole is not None:
        return whole
    found = next(iter(phonenumbers.PhoneNumberMatcher(text, REGION)), None)
    return None if found is None else phonenumbers.format_number(found.number, phonenumbers.PhoneNumberFormat.E164)


def _valid(text: str) -> str | None:
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def called(text: str) -> str:
    """What somebody wants to be called, without the words around it: "noem me maar Sam" gives "Sam"."""
    bare = _AROUND_A_NAME.sub("", text.strip()).strip(" .,!")
    return bare or text.strip()


def shown(number: str) -> str:
    """A stored phone number as people write it: "+31612345678" becomes "06 12345678"; what is none stays as it is."""
    try:
        parsed = phonenumbers.parse(number, REGION)
    except phonenumbers.NumberParseException:
        return number
    home = parsed.country_code == phonenumbers.country_code_for_region(REGION)
    style = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style)


def email(text: str) -> str | None:
    """The e-mail address in the text, normalised, or None when there is no valid one. Nothing is looked up."""
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - 20 ms of every start otherwise

    for token in _TOKEN_WITH_AT.findall(text):
        try:
            return validate_email(token.rstrip(".!?"), check_deliverability=False).normalized
        except EmailNotValidError:
            continue
    return None
