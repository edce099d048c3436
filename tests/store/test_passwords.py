"""Passwords are stored as Argon2id, and an unknown login takes as long as a wrong password."""

from __future__ import annotations

from bot.store.passwords import check_password, hash_password


def test_a_password_fits_its_hash_only() -> None:
    """Composed and decomposed letters are the same password; capitals and spaces count."""
    stored = hash_password("Caf\u00e9 om 9 uur")
    assert check_password(stored, "Cafe\u0301 om 9 uur")
    assert not check_password(stored, "caf\u00e9 om 9 uur")
    assert not check_password(stored, "Caf\u00e9 om 9 uur ")


def test_the_hash_says_how_it_was_made() -> None:
    """Argon2id with 64 MiB and three passes, salted: twice the same password gives two hashes."""
    first, second = hash_password("wachtwoord"), hash_password("wachtwoord")
    assert first.startswith("$argon2id$v=19$m=65536,t=3,p=1$")
    assert first != second


def test_nobody_gets_in_without_an_account() -> None:
    """Whatever is typed, also nothing."""
    assert not check_password(None, "")
    assert not check_password(None, "wachtwoord")
