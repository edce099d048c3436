from __future__ import annotations

import pytest

from bot.engine.values import called, email, phone, shown


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("06-12345678", "+31612345678"),
        ("je kan me bellen op 06 1234 5678 na vijven", "+31612345678"),
        ("0031 6 12345678", "+31612345678"),
        ("+32 470 12 34 56", "+32470123456"),
        ("030 - 234 00 45", "+31302340045"),
        ("112", None),
        ("06 1234567o", None),
        ("weet ik niet", None),
    ],
)
def test_a_phone_number_is_found_in_ones_own_words(text: str, number: str | None) -> None:
    """Spaces, dashes and words around it are forgiven; what cannot be a number is refused."""
    assert phone(text) == number


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("mail maar naar Mila@Example.org.", "Mila@example.org"),
        ("jos\u00e9@example.org", "jos\u00e9@example.org"),
        ("mila@example", None),
        ("mila at example.org", None),
        ("mila@@example.org", None),
    ],
)
def test_an_email_address_is_found_and_checked(text: str, address: str | None) -> None:
    """The address in the words, normalised; nothing is looked up on the network."""
    assert email(text) == address


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sam", "Sam"),
        ("noem me maar Sam", "Sam"),
        ("ik heet Fatima", "Fatima"),
        ("mijn naam is Jan-Willem", "Jan-Willem"),
        ("zeg maar mevrouw De Wit", "mevrouw De Wit"),
        ("je mag me Bo noemen", "Bo"),
        ("Bo graag", "Bo"),
        ("my name is Lee", "Lee"),
        ("Maarten", "Maarten"),
        ("maar", "maar"),
    ],
)
def test_a_name_is_taken_without_the_words_around_it(text: str, name: str) -> None:
    """What somebody wants to be called is what they are called afterwards."""
    assert called(text) == name


def test_a_number_is_shown_as_people_write_it() -> None:
    """Dutch numbers as at home, others with their country; what is no number stays as it is."""
    assert shown("+31612345678") == "06 12345678"
    assert shown("+32470123456") == "+32 470 12 34 56"
    assert shown("niets") == "niets"
