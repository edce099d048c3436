"""Views of the queue under somebody's own words."""

from __future__ import annotations

import sqlite3

import pytest

from bot.store import views
from bot.store.errors import UnreadableRecord
from bot.store.opening import Store
from bot.store.views import View
from tests.store.people import colleague


async def test_everybodys_come_first_and_then_ones_own(store: Store) -> None:
    """Each in the order of keeping; a colleague's are not seen."""
    anna, bram = await colleague(store, "anna"), await colleague(store, "bram")

    def work(tx: sqlite3.Connection) -> None:
        for owner, name in ((anna, "a"), (None, "b"), (bram, "c"), (anna, "d")):
            views.keep(tx, store.vault, staff=owner, name=name, query=f"q={name}")

    await store.db.write(work)
    assert await store.db.read(lambda tx: views.of(tx, store.vault, anna)) == [
        View(id=2, name="b", query="q=b", shared=True),
        View(id=1, name="a", query="q=a", shared=False),
        View(id=4, name="d", query="q=d", shared=False),
    ]


async def test_dropping_says_which_kind(store: Store) -> None:
    """One's own is not dropped as a shared one, a shared one not as one's own, and nothing of a colleague."""
    anna, bram = await colleague(store, "anna"), await colleague(store, "bram")

    def work(tx: sqlite3.Connection) -> list[bool]:
        mine = views.keep(tx, store.vault, staff=anna, name="a", query="")
        ours = views.keep(tx, store.vault, staff=None, name="b", query="")
        return [
            views.drop(tx, mine, anna, shared=True),
            views.drop(tx, ours, anna, shared=False),
            views.drop(tx, mine, bram, shared=False),
            views.drop(tx, mine, anna, shared=False),
            views.drop(tx, ours, anna, shared=True),
            views.drop(tx, ours, anna, shared=True),
        ]

    assert await store.db.write(work) == [False, False, False, True, True, False]


async def test_a_name_belongs_to_its_view(store: Store) -> None:
    """Names that were swapped by hand cannot be opened."""
    anna = await colleague(store)

    def work(tx: sqlite3.Connection) -> None:
        for name in ("a", "b"):
            views.keep(tx, store.vault, staff=anna, name=name, query="")
        tx.execute("UPDATE saved_view SET name = (SELECT name FROM saved_view WHERE id = 2) WHERE id = 1")

    await store.db.write(work)
    with pytest.raises(UnreadableRecord):
        await store.db.read(lambda tx: views.of(tx, store.vault, anna))
