"""Staff passwords: Argon2id with 64 MiB and three passes, as PHC strings.

Both functions take about a quarter of a second of one core and 64 MiB: call them in a thread, a few at a time, never
inside a work on the database.
"""

from __future__ import annotations

import re
import unicodedata

from nacl.exceptions import InvalidkeyError
from nacl.pwhash import argon2id

_PASSES = 3
_BYTES = 64 * 1024 * 1024


def hash_password(password: str) -> str:
    """The PHC string to store."""
    return argon2id.str(_prepared(password), _PASSES, _BYTES).decode("ascii")


def check_password(stored: str | None, password: str) -> bool:
    """Whether the password fits. With None (an unknown login) it takes as long and says no."""
    if stored is None:
        hash_password(password)
        return False
    try:
        return argon2id.verify(stored.encode("ascii"), _prepared(password))
    except InvalidkeyError:
        return False


def guessable(password: str, *about: str) -> bool:
    """Whether a password is one of the first that anybody would try.

    A common word or a row of keys with a tail, few different characters, or what everybody knows about its owner
    (``about``: their login and name). Nothing is asked of what it is made of.
    """
    plain = unicodedata.normalize("NFKC", password).casefold()
    if len(set(plain)) < _DIFFERENT or any(plain in row * 3 for row in _ROWS):
        return True
    bare = alike = plain.translate(_LOOKALIKES)
    theirs = (part for one in about for part in re.split(r"[\W_]+", one.casefold()) if len(part) > _SHORT)
    for word in (*_COMMON, *theirs):
        bare = bare.replace(word, "")
    return bare != alike and len(re.sub(r"[\W\d_]", "", bare)) < _DIFFERENT


_DIFFERENT = 5
_SHORT = 3
_LOOKALIKES = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "@": "a", "$": "s"})
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "azertyuiopqsdfghjklmwxcvbn", "0123456789", "1qaz2wsx3edc",
)  # fmt: skip
_COMMON = (
    "herstelbemiddeling", "perspectief", "bemiddeling", "herstelbot", "medewerker", "beheerder", "coordinator", "wachtwoord",
    "administrator", "password", "welkom", "welcome", "geheim", "secret", "qwertyuiop", "qwerty", "azerty", "letmein", "admin",
    "zomer", "winter", "lente", "herfst", "januari", "maandag", "nederland", "amsterdam", "utrecht", "voetbal", "iloveyou",
)  # fmt: skip
"""Words that long passwords on lists of the most used ones are made of, and those of this work."""


def _prepared(password: str) -> bytes:
    """One form for letters that keyboards make in two ways."""
    return unicodedata.normalize("NFKC", password).encode()
