"""The nouns of the queue."""

from __future__ import annotations

import sqlite3
from typing import get_args

import pytest

from bot.store import registrations
from bot.store.cases import FINISHED, RANKS, Position, Status, Updated
from bot.store.opening import Store
from bot.store.sight import PROGRAM
from tests.store.people import NOW, case_of, person


def test_every_status_has_its_place_in_the_queue() -> None:
    """Unattended first, finished last; nothing is left out."""
    assert set(RANKS) == set(get_args(Status))
    assert RANKS["new"] < RANKS["claimed"] == RANKS["contacted"] < RANKS["waiting"]
    assert {status for status, rank in RANKS.items() if rank == max(RANKS.values())} == set(FINISHED)


@pytest.mark.parametrize("status", get_args(Status))
async def test_the_database_ranks_as_the_program_does(store: Store, status: Status) -> None:
    """The column of the schema and the table here say the same, so that a page of the queue ends where it ends."""
    case = await case_of(store, await person(store))

    def work(tx: sqlite3.Connection) -> int:
        done = registrations.set_status(tx, case.id, status, case.version, who="x", now=NOW)
        assert isinstance(done, Updated)
        return int(tx.execute("SELECT rank FROM registration").fetchone()[0])

    rank = await store.db.write(work)
    now = await store.db.read(lambda tx: registrations.get(tx, store.vault, PROGRAM, case.id))
    assert now is not None
    assert now.position == Position(rank=rank, created_at=case.created_at, reference=case.reference)


async def test_content_is_not_in_what_is_printed(store: Store) -> None:
    """A case in an error message or a log shows no answers."""
    case = await case_of(store, await person(store))
    assert case.content is not None
    assert "content" not in repr(case)
