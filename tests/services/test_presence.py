"""Who has which case open: those who said so lately, and nobody else."""

from __future__ import annotations

from datetime import timedelta

from bot.services.presence import STAYS, Presence
from tests.console.house import NOW


def test_colleagues_on_a_case_see_each_other() -> None:
    """In the order of their coming, without oneself, and not those on another case."""
    there = Presence()
    assert there.here("HB-1", "anna", NOW) == []
    assert there.here("HB-1", "bea", NOW) == ["anna"]
    assert there.here("HB-2", "carl", NOW) == []
    assert there.here("HB-1", "dirk", NOW) == ["anna", "bea"]
    assert there.here("HB-1", "anna", NOW) == ["bea", "dirk"]


def test_who_went_away_is_no_longer_there() -> None:
    """Who says so again stays; who does not is gone after a while."""
    there = Presence()
    there.here("HB-1", "anna", NOW)
    there.here("HB-1", "bea", NOW)
    there.here("HB-1", "anna", NOW + STAYS - timedelta(seconds=1))
    assert there.here("HB-1", "carl", NOW + STAYS) == ["anna"]


def test_cases_that_nobody_has_open_take_no_room() -> None:
    """After a thousand cases were looked at only the open one is remembered."""
    there = Presence()
    for number in range(1000):
        there.here(f"HB-{number}", "anna", NOW)
    there.here("HB-1", "anna", NOW + STAYS)
    assert list(there._seen) == ["HB-1"]
