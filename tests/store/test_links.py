"""Links between staff and Telegram, as hashes."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

from bot.store import links, staff
from bot.store.opening import Store
from tests.console.house import NOW

LATER = NOW + timedelta(minutes=10)


def _people(tx: sqlite3.Connection) -> None:
    for login in ("anna", "bram"):
        staff.add(tx, id=login, login=login, name=login, role="staff", password_hash="x", now=NOW)


async def test_a_code_works_once_and_in_time(store: Store) -> None:
    """Used up by the first, worth nothing after its time, and replaced by a newer one."""
    await store.db.write(_people)
    vault = store.vault

    def work(tx: sqlite3.Connection) -> list[str | None]:
        links.offer(tx, vault, "anna", "AAAA", LATER)
        links.offer(tx, vault, "anna", "BBBB", LATER)
        return [
            links.redeem(tx, vault, "7", "AAAA", NOW),
            links.redeem(tx, vault, "7", "BBBB", LATER),
            links.redeem(tx, vault, "7", "BBBB", NOW),
            links.redeem(tx, vault, "7", "BBBB", NOW),
        ]

    assert await store.db.write(work) == [None, None, "anna", None]


async def test_an_address_is_of_one_colleague(store: Store) -> None:
    """Linking again moves the address; ending the link leaves nothing, and closing the account ends it too."""
    await store.db.write(_people)
    vault = store.vault

    def work(tx: sqlite3.Connection) -> list[object]:
        seen: list[object] = []
        for who in ("anna", "bram"):
            links.offer(tx, vault, who, who, LATER)
            links.redeem(tx, vault, "7", who, NOW)
        seen += [links.behind(tx, vault, "7"), links.since(tx, "anna"), links.since(tx, "bram")]
        staff.set_disabled(tx, "bram", disabled=True, now=NOW)
        return [*seen, links.behind(tx, vault, "7"), links.unlink(tx, "bram")]

    assert await store.db.write(work) == ["bram", None, NOW, None, False]


async def test_misses_are_counted_per_address_and_forgotten(store: Store) -> None:
    """Wrong codes count for where they came from and for all together, for as long as asked."""
    vault = store.vault

    def work(tx: sqlite3.Connection) -> list[tuple[int, int]]:
        for address, at in (("7", NOW - timedelta(hours=2)), ("7", NOW), ("8", NOW)):
            links.missed(tx, vault, address, at)
        hour = NOW - timedelta(hours=1)
        return [links.misses(tx, vault, address, hour) for address in ("7", "8", "9")]

    assert await store.db.write(work) == [(1, 2), (1, 2), (0, 2)]
