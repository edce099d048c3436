"""One-time pages: which case a token is for, and until when."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

from bot.store import story_pages
from bot.store.opening import Store
from tests.store.people import NOW, case_of, person

TOMORROW = NOW + timedelta(days=1)


async def test_a_token_works_until_its_end_and_only_the_last_one(store: Store) -> None:
    """A new page for a case closes the earlier one; a minute after its end it does not work; a stranger's never does."""
    case = await case_of(store, await person(store))

    def work(tx: sqlite3.Connection) -> list[int | None]:
        story_pages.offer(tx, store.vault, case.id, "eerste", TOMORROW)
        story_pages.offer(tx, store.vault, case.id, "tweede", TOMORROW)
        asked = [("eerste", NOW), ("tweede", NOW), ("tweede", TOMORROW), ("", NOW), ("geraden", NOW)]
        return [story_pages.behind(tx, store.vault, token, at) for token, at in asked]

    assert await store.db.write(work) == [None, case.id, None, None, None]
    assert await store.db.write(lambda tx: story_pages.purge(tx, TOMORROW)) == 1
    assert await store.db.read(lambda tx: story_pages.behind(tx, store.vault, "tweede", NOW)) is None


async def test_a_closed_page_is_closed(store: Store) -> None:
    """After writing, the token is nothing any more."""
    case = await case_of(store, await person(store))

    def work(tx: sqlite3.Connection) -> int | None:
        story_pages.offer(tx, store.vault, case.id, "x", TOMORROW)
        story_pages.close(tx, case.id)
        return story_pages.behind(tx, store.vault, "x", NOW)

    assert await store.db.write(work) is None
