from __future__ import annotations

import sqlite3

import pytest

from bot.store import drafts, revisions
from bot.store.opening import Store
from tests.store.people import NOW

FIRST = {"gesprek.yaml": "hoi: 'dag' # 💬\n"}
SECOND = {"gesprek.yaml": "hoi: 'goedendag'\n"}


async def save(store: Store, texts: dict[str, str], *, based_on: int, author: str = "anna") -> int:
    """Save the draft on top of what is published."""

    def work(tx: sqlite3.Connection) -> int:
        base = revisions.current(tx)
        if base is None:
            base = revisions.publish(tx, FIRST, author="x", summary="x", now=NOW).revision
        return drafts.save(tx, texts, base=base, based_on=based_on, author=author, what="stap welkom", now=NOW)

    return await store.db.write(work)


async def test_a_draft_comes_back_exactly_with_who_saved_what(store: Store) -> None:
    """To the last character, with the newest author and a row for every save."""
    assert await store.db.read(drafts.load) is None
    assert await save(store, FIRST, based_on=0) == 1
    assert await save(store, SECOND, based_on=1, author="bram") == 2
    draft = await store.db.read(drafts.load)
    assert draft is not None
    assert (draft.texts, draft.version, draft.author, draft.at) == (SECOND, 2, "bram", NOW)
    assert [(one.version, one.author) for one in await store.db.read(drafts.saves)] == [(2, "bram"), (1, "anna")]


async def test_who_comes_second_overwrites_nothing(store: Store) -> None:
    """A save based on an older version, or a second beginning, is refused whole."""
    await save(store, FIRST, based_on=0)
    for based_on in (0, 2):
        with pytest.raises(drafts.Overtaken):
            await save(store, SECOND, based_on=based_on, author="bram")
    draft = await store.db.read(drafts.load)
    assert draft is not None
    assert draft.texts == FIRST
    assert len(await store.db.read(drafts.saves)) == 1


async def test_an_approval_is_of_exactly_these_texts(store: Store) -> None:
    """A later save takes it away; approving what changed meanwhile is refused."""
    await save(store, FIRST, based_on=0)
    await store.db.write(lambda tx: drafts.approve(tx, based_on=1, who="bram"))
    draft = await store.db.read(drafts.load)
    assert draft is not None
    assert draft.approved_by == "bram"
    await save(store, SECOND, based_on=1)
    draft = await store.db.read(drafts.load)
    assert draft is not None
    assert draft.approved_by is None
    with pytest.raises(drafts.Overtaken):
        await store.db.write(lambda tx: drafts.approve(tx, based_on=1, who="bram"))


async def test_a_draft_thrown_away_is_gone(store: Store) -> None:
    """With its list of saves; not when somebody saved in between."""
    await save(store, FIRST, based_on=0)
    with pytest.raises(drafts.Overtaken):
        await store.db.write(lambda tx: drafts.discard(tx, based_on=2))
    await store.db.write(lambda tx: drafts.discard(tx, based_on=1))
    assert await store.db.read(drafts.load) is None
    assert await store.db.read(drafts.saves) == []
