"""Everything random or made up: ids, tokens, reference and receipt codes, with check digits from ISO 7064."""

from __future__ import annotations

import secrets

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_11_10, mod_37_36

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""For reading aloud and copying by hand: no 0/O, 1/I/L, U/V twins. Thirty symbols: one less than a prime, which the
check digit needs to catch every single mistake and every swap of neighbours."""
_TWINS = str.maketrans({"U": "V"})
_RECEIPT_DIGITS = 16


def participant_id() -> str:
    """An opaque id for a person; never used twice, so that an erased one cannot come back."""
    return secrets.token_hex(16)


def staff_id() -> str:
    """An opaque id for an account."""
    return secrets.token_hex(8)


def token() -> str:
    """256 bits for a session or a one-time link, safe in a cookie and an address."""
    return secrets.token_urlsafe(32)


def reference() -> str:
    """A code for a registration, like ``HB-7K3M-Q2XD``: about 22 thousand million of them, last symbol a check."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(7))
    code = body + str(mod_37_36.calc_check_digit(body, ALPHABET))
    return f"HB-{code[:4]}-{code[4:]}"


def read_reference(typed: str) -> str | None:
    """The reference somebody typed in their own way (small letters, spaces, no dashes), or None when it is none."""
    symbols = "".join(character for character in typed.upper() if character.isalnum())
    code = symbols.removeprefix("HB") if len(symbols) == 10 else symbols
    code = code.translate(_TWINS)
    if len(code) != 8 or not set(code) <= set(ALPHABET) or not _checks(code):
        return None
    return f"HB-{code[:4]}-{code[4:]}"


def proof(number: int) -> str:
    """A code like ``WIS-7K3M-Q2XD`` for a large number: with it somebody can ask when they were erased."""
    body = ""
    for _ in range(7):
        number, place = divmod(number, len(ALPHABET))
        body += ALPHABET[place]
    code = body + str(mod_37_36.calc_check_digit(body, ALPHABET))
    return f"WIS-{code[:4]}-{code[4:]}"


def read_proof(typed: str) -> str | None:
    """The proof of erasure somebody typed in their own way, or None when it is none."""
    symbols = "".join(character for character in typed.upper() if character.isalnum())
    code = symbols.removeprefix("WIS").translate(_TWINS)
    if len(symbols) != 11 or len(code) != 8 or not set(code) <= set(ALPHABET) or not _checks(code):
        return None
    return f"WIS-{code[:4]}-{code[4:]}"


def receipt() -> str:
    """Sixteen digits with which somebody comes back on another device; the last one is a check.

    Not Luhn's check: that would make it look like a payment card to every scanner on the way.
    """
    body = f"{secrets.randbelow(10 ** (_RECEIPT_DIGITS - 1)):0{_RECEIPT_DIGITS - 1}}"
    return body + str(mod_11_10.calc_check_digit(body))


def read_receipt(typed: str) -> str | None:
    """The receipt somebody typed (spaces, dots and dashes allowed), or None when it is none."""
    digits = "".join(character for character in typed if character not in " .-\u00a0\u2013")
    if len(digits) != _RECEIPT_DIGITS or not (digits.isascii() and digits.isdigit()):
        return None
    return digits if mod_11_10.is_valid(digits) else None


def _checks(code: str) -> bool:
    try:
        mod_37_36.validate(code, ALPHABET)
    except ValidationError:
        return False
    return True
