"""Staff passwords: Argon2id with 64 MiB and three passes, as PHC strings.

Both functions take about a quarter of a second of one core and 64 MiB: call them in a thread, a few at a time, never
inside a work on the database.
"""

from __future__ import annotations

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


def _prepared(password: str) -> bytes:
    """One form for letters that keyboards make in two ways."""
    return unicodedata.normalize("NFKC", password).encode()
