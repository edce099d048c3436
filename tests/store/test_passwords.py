"""Passwords are stored as Argon2id, and an unknown login takes as long as a wrong password."""

from __future__ import annotations

import pytest

from bot.store.passwords import check_password, guessable, hash_password


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


@pytest.mark.parametrize(
    "password",
    [
        "Wachtwoord123", "welkom2026welkom", "P@ssw0rd1234!", "aaaaaaaaaaaa", "121212121212", "abcdefghijklm", "Qwertyuiop123",
        "0123456789012", "herstelbot2026!", "noor.bakker1985", "Perspectief-01", "1qaz2wsx3edc",
    ],
)  # fmt: skip
def test_what_anybody_would_try_first_is_guessable(password: str) -> None:
    """Common words with a tail, rows of keys, few different characters, and the owner's own login and name."""
    assert guessable(password, "noor", "Noor Bakker")


@pytest.mark.parametrize(
    "password",
    [
        "een lang genoeg wachtwoord",
        "paard accu nietje",
        "welkom in mijn stille tuin",
        "xK9#mQ2vTz7p",
        "noor houdt van regen",
    ],
)
def test_a_sentence_or_a_random_password_is_not(password: str) -> None:
    """Also when a common word is in it: no composition is asked for."""
    assert not guessable(password, "noor", "Noor Bakker")
