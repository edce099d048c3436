"""The number a case has elsewhere, sealed for the person it is about."""

from __future__ import annotations

import sqlite3

import pytest

from bot.store import external
from bot.store.errors import KeyGone, UnreadableRecord
from bot.store.opening import Store
from tests.store.people import case_of, person


async def test_a_number_is_kept_and_replaced(store: Store) -> None:
    """The last one counts; a case without has none."""
    who = await person(store)
    case, other = await case_of(store, who, "HB-1"), await case_of(store, who, "HB-2")

    def twice(tx: sqlite3.Connection) -> None:
        for number in ("Z-1", "Z-2"):
            external.keep(tx, store.vault, case.id, who, number)

    await store.db.write(twice)
    assert await store.db.read(lambda tx: external.number(tx, store.vault, case.id, who)) == "Z-2"
    assert await store.db.read(lambda tx: external.number(tx, store.vault, other.id, who)) is None


async def test_a_number_belongs_to_its_case(store: Store) -> None:
    """Laid under another case by hand, it cannot be opened."""
    who = await person(store)
    case, other = await case_of(store, who, "HB-1"), await case_of(store, who, "HB-2")

    def swap(tx: sqlite3.Connection) -> None:
        external.keep(tx, store.vault, case.id, who, "Z-1")
        tx.execute("UPDATE case_external SET case_id = ?", (other.id,))

    await store.db.write(swap)
    with pytest.raises(UnreadableRecord):
        await store.db.read(lambda tx: external.number(tx, store.vault, other.id, who))


async def test_of_an_erased_person_there_is_no_number(store: Store) -> None:
    """Neither kept before nor kept after."""
    who = await person(store)
    case = await case_of(store, who)
    await store.db.write(lambda tx: external.keep(tx, store.vault, case.id, who, "Z-1"))
    store.vault.destroy(who)
    with pytest.raises(KeyGone):
        await store.db.read(lambda tx: external.number(tx, store.vault, case.id, who))
    with pytest.raises(KeyGone):
        await store.db.write(lambda tx: external.keep(tx, store.vault, case.id, who, "Z-2"))
