"""Row numbers that are known beforehand."""

from __future__ import annotations

import sqlite3

from bot.store import views
from bot.store.opening import Store
from bot.store.sequence import next_number


async def test_a_number_is_never_given_twice(store: Store) -> None:
    """Not even when the last row is gone: what was sealed for one row must not fit in another."""

    def work(tx: sqlite3.Connection) -> list[int]:
        first = next_number(tx, "saved_view")
        kept = views.keep(tx, store.vault, staff=None, name="x", query="")
        tx.execute("DELETE FROM saved_view")
        return [first, kept, next_number(tx, "saved_view")]

    assert await store.db.write(work) == [1, 1, 2]


async def test_it_is_the_number_that_the_database_gives(store: Store) -> None:
    """Also after rows that the database numbered itself."""

    def work(tx: sqlite3.Connection) -> tuple[int, int | None]:
        insert = "INSERT INTO saved_view (name, query) VALUES (x'00', '')"
        tx.execute(insert)
        return next_number(tx, "saved_view"), tx.execute(insert).lastrowid

    foreseen, given = await store.db.write(work)
    assert foreseen == given == 2
