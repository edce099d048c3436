"""The one way in which bytes are sealed."""

from __future__ import annotations

import pytest
from nacl.exceptions import CryptoError
from nacl.secret import Aead

from bot.store.errors import WrongKey
from bot.store.sealing import VERSION, decrypt, encrypt, unwrap, wrap

ONE, OTHER = Aead(b"1" * 32), Aead(b"2" * 32)


def test_sealed_bytes_open_with_their_key_in_their_place_only() -> None:
    """Another key, owner, record or border between the two, and an unknown version: refused."""
    sealed = encrypt(ONE, b"geheim", "anna", "inbox/1")

    assert decrypt(ONE, sealed, "anna", "inbox/1") == b"geheim"
    for key, owner, record in ((OTHER, "anna", "inbox/1"), (ONE, "bram", "inbox/1"), (ONE, "annainbox", "/1")):
        with pytest.raises(CryptoError):
            decrypt(key, sealed, owner, record)
    with pytest.raises(ValueError, match=r"^$"):
        decrypt(ONE, b"\x02" + sealed[1:], "anna", "inbox/1")


def test_a_wrapped_key_opens_with_its_master_key_only() -> None:
    """With another one that is said as a wrong key."""
    wrapped = wrap(ONE, "anna", b"s" * 32)

    assert wrapped[:1] == VERSION
    assert unwrap(ONE, "anna", wrapped) == b"s" * 32
    for master, owner in ((OTHER, "anna"), (ONE, "bram")):
        with pytest.raises(WrongKey):
            unwrap(master, owner, wrapped)
