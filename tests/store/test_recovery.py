"""Paper codes in the place of a second factor."""

from __future__ import annotations

import sqlite3

from bot.store import recovery
from bot.store.opening import Store
from tests.store.people import colleague


async def use(store: Store, who: str, code: str) -> bool:
    return await store.db.write(lambda tx: recovery.use(tx, store.vault, who, code))


async def test_a_code_works_once_and_for_its_owner(store: Store) -> None:
    """A colleague cannot use it, not even when both happen to have the same code."""
    anna, bram = await colleague(store, "anna"), await colleague(store, "bram")

    def work(tx: sqlite3.Connection) -> None:
        recovery.replace(tx, store.vault, anna, ["een", "twee"])
        recovery.replace(tx, store.vault, bram, ["een"])

    await store.db.write(work)
    assert not await use(store, bram, "twee")
    assert await use(store, anna, "een")
    assert not await use(store, anna, "een")
    assert await use(store, bram, "een")
    assert await store.db.read(lambda tx: recovery.left(tx, anna)) == 1


async def test_new_codes_take_the_place_of_the_old(store: Store) -> None:
    """An earlier paper is worthless; no codes at all takes everything away, of this account only."""
    anna, bram = await colleague(store, "anna"), await colleague(store, "bram")

    def work(tx: sqlite3.Connection) -> None:
        recovery.replace(tx, store.vault, bram, ["een"])
        recovery.replace(tx, store.vault, anna, ["een"])
        recovery.replace(tx, store.vault, anna, ["twee", "drie"])

    await store.db.write(work)
    assert not await use(store, anna, "een")
    assert await store.db.read(lambda tx: recovery.left(tx, anna)) == 2
    await store.db.write(lambda tx: recovery.replace(tx, store.vault, anna, []))
    assert await store.db.read(lambda tx: recovery.left(tx, anna)) == 0
    assert await store.db.read(lambda tx: recovery.left(tx, bram)) == 1
