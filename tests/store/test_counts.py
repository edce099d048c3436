"""Counters per month, and years that were typed in."""

from __future__ import annotations

import sqlite3

import pytest

from bot.store import counts
from bot.store.opening import Store
from bot.store.sight import PROGRAM
from tests.store.people import NOW


async def test_each_thing_counts_where_and_when_it_was(store: Store) -> None:
    """Months add up to their own year only, and every value of a kind is counted apart."""

    def work(tx: sqlite3.Connection) -> None:
        counts.add(tx, "2026-03", [("role", "dader"), ("role", "slachtoffer"), ("via", "dader")])
        counts.add(tx, "2026-03", [("role", "dader")])
        counts.add(tx, "2026-12", [("role", "dader")])
        counts.add(tx, "2025-12", [("role", "dader")])

    await store.db.write(work)
    assert await store.db.read(lambda tx: counts.by_value(tx, store.vault, PROGRAM, "role", 2026)) == {
        "dader": 3,
        "slachtoffer": 1,
    }
    assert await store.db.read(lambda tx: counts.by_month(tx, store.vault, PROGRAM, "role", 2026)) == {3: 3, 12: 1}
    assert await store.db.read(lambda tx: counts.by_value(tx, store.vault, PROGRAM, "flag", 2026)) == {}


async def test_a_month_is_a_month(store: Store) -> None:
    """Anything else is refused by the database, and then nothing of it is counted."""
    with pytest.raises(sqlite3.IntegrityError):
        await store.db.write(lambda tx: counts.add(tx, "maart 2026", [("all", "all")]))
    assert await store.db.read(lambda tx: counts.years(tx, store.vault, PROGRAM)) == []


async def test_a_year_typed_in_again_takes_the_place_of_the_first(store: Store) -> None:
    """A line that is not in the second is gone; other years stay."""

    def work(tx: sqlite3.Connection) -> None:
        counts.set_earlier(tx, 2018, {"all": 167}, who="bea", now=NOW)
        counts.set_earlier(tx, 2019, {"all": 140, "self": 27}, who="bea", now=NOW)
        counts.set_earlier(tx, 2019, {"all": 141}, who="bea", now=NOW)

    await store.db.write(work)
    assert await store.db.read(lambda tx: counts.earlier(tx, 2019)) == {"all": 141}
    assert await store.db.read(lambda tx: counts.earlier(tx, 2018)) == {"all": 167}
    assert await store.db.read(lambda tx: counts.earlier(tx, 2017)) == {}


async def test_years_are_those_counted_and_those_typed_in(store: Store) -> None:
    """The latest first, each once."""

    def work(tx: sqlite3.Connection) -> None:
        counts.add(tx, "2026-03", [("all", "all")])
        counts.add(tx, "2027-01", [("all", "all")])
        counts.set_earlier(tx, 2019, {"all": 140}, who="bea", now=NOW)
        counts.set_earlier(tx, 2026, {"all": 1}, who="bea", now=NOW)

    await store.db.write(work)
    assert await store.db.read(lambda tx: counts.years(tx, store.vault, PROGRAM)) == [2027, 2026, 2019]
