"""What must not be erased for now."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from bot.store import erasures, legal_holds
from bot.store.legal_holds import LegalHold
from bot.store.opening import Store
from tests.store.people import NOW, case_of, person


async def test_the_first_hold_stays_until_it_is_lifted(store: Store) -> None:
    """Who placed it, why and since when are not overwritten; lifting twice is lifting once."""
    case = await case_of(store, who := await person(store))

    def work(tx: sqlite3.Connection) -> list[object]:
        placed = [
            legal_holds.place(tx, case.id, who=one, reason="court", now=NOW + timedelta(days=n))
            for n, one in enumerate(("bea", "carla"))
        ]
        found, held = legal_holds.of(tx, case.id), legal_holds.holds(tx, who)
        return [*placed, found, held, legal_holds.lift(tx, case.id), legal_holds.lift(tx, case.id)]

    hold = LegalHold(who="bea", reason="court", at=NOW)
    assert await store.db.write(work) == [True, False, hold, True, True, False]
    assert not await store.db.read(lambda tx: legal_holds.holds(tx, who))


async def test_an_erasure_that_was_asked_for_waits(store: Store) -> None:
    """The job is there and is not done; somebody else's is; after lifting it is done like any."""
    who, other = await person(store), await person(store, "2002")
    case = await case_of(store, who)

    def work(tx: sqlite3.Connection) -> list[list[str]]:
        legal_holds.place(tx, case.id, who="bea", reason="incident", now=NOW)
        for one in (who, other):
            erasures.ask(tx, one, reason="asked", now=NOW)
        waiting = [job.participant for job in erasures.jobs(tx)]
        legal_holds.lift(tx, case.id)
        return [waiting, sorted(job.participant for job in erasures.jobs(tx))]

    assert await store.db.write(work) == [[other], sorted((who, other))]


async def test_a_reason_is_one_of_the_list(store: Store) -> None:
    """No story gets in here."""
    case = await case_of(store, await person(store))
    with pytest.raises(sqlite3.IntegrityError):
        await store.db.write(lambda tx: legal_holds.place(tx, case.id, who="b", reason="omdat", now=NOW))  # type: ignore[arg-type]
