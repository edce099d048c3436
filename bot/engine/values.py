"""Answers that are checked by a library: phone numbers and e-mail addresses, found in a person's own words."""

from __future__ import annotations

import re

import phonenumbers
from email_validator import EmailNotValidError, validate_email

REGION = "NL"
"""Numbers without a country are Dutch."""

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


def email(text: str) -> str | None:
    """The e-mail address in the text, normalised, or None when there is no valid one. Nothing is looked up."""
    for token in _TOKEN_WITH_AT.findall(text):
        try:
            return validate_email(token.rstrip(".!?"), check_deliverability=False).normalized
        except EmailNotValidError:
            continue
    return None
