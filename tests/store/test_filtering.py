"""What the queue is asked for is found in an index, however many cases there are."""

from __future__ import annotations

import sqlite3

import pytest

from bot.store.cases import FINISHED, Filters, Status
from bot.store.filtering import wanted
from bot.store.opening import Store
from tests.store.people import NOW

OPEN: tuple[Status, ...] = ("new", "claimed", "contacted", "waiting")
ASKED = {
    "open": Filters(statuses=OPEN),
    "finished": Filters(statuses=FINISHED),
    "mine": Filters(statuses=OPEN, claimed_by="anna"),
    "a flag": Filters(statuses=OPEN, tags=("flag:druk", "role:dader")),
    "late": Filters(statuses=("new", "claimed"), before=NOW),
    "back": Filters(statuses=OPEN, back=(NOW, NOW)),
}


def plan(tx: sqlite3.Connection, store: Store, asked: Filters, *, ordered: bool) -> list[str]:
    """How SQLite goes about it."""
    parts, values = wanted(store.vault, asked, ordered=ordered)
    what, order = ("*", " ORDER BY rank, created_at, id LIMIT 51") if ordered else ("count(*)", "")
    query = f"EXPLAIN QUERY PLAN SELECT {what} FROM registration WHERE {' AND '.join(parts)}{order}"  # noqa: S608
    return [row["detail"] for row in tx.execute(query, values)]


@pytest.mark.parametrize("name", ASKED)
async def test_no_view_walks_all_cases(store: Store, name: str) -> None:
    """Neither a page nor a number in the tabs looks at every case: each step searches in an index."""
    asked = ASKED[name]
    for ordered in (True, False):
        steps = await store.db.read(lambda tx, how=ordered: plan(tx, store, asked, ordered=how))  # type: ignore[misc]
        assert [step for step in steps if step.startswith("SCAN registration")] == []
        assert any("registration USING" in step for step in steps), steps


async def test_what_came_back_is_found_by_its_own_indexes(store: Store) -> None:
    """A few events and a few resting cases: not everything that is open."""
    steps = await store.db.read(lambda tx: plan(tx, store, ASKED["back"], ordered=False))
    assert any("case_event_back" in step for step in steps)
    assert any("registration_due" in step for step in steps)


async def test_nothing_asked_means_everything(store: Store) -> None:
    """Without filters there are no conditions."""
    assert wanted(store.vault, Filters(), ordered=True) == ([], [])
