"""How bytes are sealed: XChaCha20-Poly1305 with a random nonce, bound to an owner and a record.

Sealed bytes are one version byte, the 24-byte nonce and the ciphertext. A key that is wrapped is sealed too, with the
record ``key``.
"""

from __future__ import annotations

from nacl.exceptions import CryptoError
from nacl.secret import Aead

from bot.store.errors import WrongKey

VERSION = b"\x01"


def encrypt(key: Aead, content: bytes, owner: str, record: str) -> bytes:
    """``content`` for ``owner`` in the place ``record``."""
    return VERSION + bytes(key.encrypt(content, _binding(owner, record)))


def decrypt(key: Aead, sealed: bytes, owner: str, record: str) -> bytes:
    """The content again. Raises CryptoError, or ValueError for a version that this program does not know."""
    if sealed[:1] != VERSION:
        raise ValueError
    return key.decrypt(sealed[1:], _binding(owner, record))


def wrap(master: Aead, owner: str, secret: bytes) -> bytes:
    """An owner's key, closed with the master key."""
    return encrypt(master, secret, owner, "key")


def unwrap(master: Aead, owner: str, wrapped: bytes) -> bytes:
    """An owner's key again. Raises WrongKey."""
    try:
        return decrypt(master, wrapped, owner, "key")
    except (CryptoError, ValueError):
        raise WrongKey(
            "De hoofdsleutel past niet bij deze gegevens.",
            "Zet het sleutelbestand terug dat bij deze datamap hoort (HERSTELBOT_SECRET_KEY_FILE).",
        ) from None


def _binding(owner: str, record: str) -> bytes:
    """What a ciphertext is bound to; the length in front keeps owner and record from running into each other."""
    return VERSION + len(owner.encode()).to_bytes(2, "big") + f"{owner}{record}".encode()
