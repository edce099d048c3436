"""What is remembered of "not now": found by signs, under a key of its own, for its time."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

from bot.store import not_now
from bot.store.opening import Store
from tests.store.people import NOW, colleague

LATER = NOW + timedelta(days=1825)


def keep(tx: sqlite3.Connection, store: Store, owner: str, month: str, *signs: str) -> None:
    """One memory."""
    reference = f"HB-{owner}"
    not_now.remember(tx, store.vault, owner=owner, reference=reference, month=month, signs=signs, expires_at=LATER)


async def test_any_sign_finds_it_once_and_a_strange_one_does_not(store: Store) -> None:
    """By address or by number, the latest first; who had the registration is noted when it goes."""
    anna = await colleague(store)

    def work(tx: sqlite3.Connection) -> tuple[list[str], list[str], str | None]:
        keep(tx, store, "a", "2026-03", "telegram:1", "contact:+316")
        keep(tx, store, "b", "2027-01", "contact:+316")
        not_now.had(tx, "a", anna)
        both = not_now.found(tx, store.vault, ["telegram:1", "contact:+316"])
        return (
            [one.reference for one in both],
            [one.reference for one in not_now.found(tx, store.vault, ["telegram:2"])],
            both[1].staff,
        )

    assert await store.db.write(work) == (["HB-b", "HB-a"], [], anna)


async def test_without_its_key_it_is_nothing(store: Store) -> None:
    """Erased by its key alone, as in an older backup, it is found by nobody, and can be swept up."""
    await store.db.write(lambda tx: keep(tx, store, "a", "2026-03", "telegram:1"))
    store.vault.destroy("a")
    assert await store.db.read(lambda tx: not_now.found(tx, store.vault, ["telegram:1"])) == []
    assert await store.db.read(lambda tx: not_now.keyless(tx, store.vault)) == ["a"]
    await store.db.write(lambda tx: not_now.forget(tx, "a"))
    assert await store.db.read(lambda tx: not_now.keyless(tx, store.vault)) == []
    (signs,) = await store.db.read(lambda tx: tx.execute("SELECT count(*) FROM not_now_sign").fetchone())
    assert signs == 0


async def test_it_ends_at_its_time(store: Store) -> None:
    """Not a day sooner, and not later."""
    await store.db.write(lambda tx: keep(tx, store, "a", "2026-03", "telegram:1"))
    assert await store.db.read(lambda tx: not_now.expired(tx, LATER - timedelta(seconds=1))) == []
    assert await store.db.read(lambda tx: not_now.expired(tx, LATER)) == ["a"]
