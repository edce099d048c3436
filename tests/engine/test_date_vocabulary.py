"""The words of the date grammar."""

from __future__ import annotations

from bot.engine.date_vocabulary import MISSPELT, MONTHS, NUMBERS, ORDINARY, SYNONYMS, WEEKDAYS


def test_names_come_from_the_calendar() -> None:
    """There are twelve months and seven days, numbered as the calendar numbers them."""
    assert (MONTHS["maart"], len(MONTHS)) == (3, 12)
    assert (WEEKDAYS["maandag"], len(WEEKDAYS)) == (0, 7)


def test_numbers_in_words() -> None:
    """Numbers and ordinals in words are known up to the days of a month."""
    assert (NUMBERS["eenendertig"], NUMBERS["eenentwintigste"], NUMBERS["derde"]) == ("31", "21e", "3e")


def test_no_word_is_both_known_and_ordinary() -> None:
    """A word that must be left alone has no meaning of its own, but for the few that end in themselves."""
    assert not ORDINARY & set(MISSPELT)
    assert set(MISSPELT.values()) <= set(SYNONYMS.values())
