"""Hand-overs to a case system, in line."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

from bot.store import case_deliveries, outbox, participants
from bot.store.opening import Store
from tests.store.people import NOW, case_of, person

LATER = NOW + timedelta(minutes=5)


async def test_a_case_waits_once_and_can_go_again_afterwards(store: Store) -> None:
    """Asked twice it goes once; after it ended, it can be asked again and the newest is what counts."""
    case = await case_of(store, await person(store))

    def work(tx: sqlite3.Connection) -> list[object]:
        asked = [case_deliveries.ask(tx, case.id, new_id=one, who="anna", now=NOW) for one in ("a", "b")]
        case_deliveries.mark_failed(tx, "a", "refused", NOW)
        asked.append(case_deliveries.ask(tx, case.id, new_id="c", who="anna", now=LATER))
        case_deliveries.mark_sent(tx, "c", LATER)
        newest = case_deliveries.latest(tx, case.id)
        assert newest is not None
        return [*asked, newest.id, newest.state, newest.ended_at, case_deliveries.due(tx, LATER)]

    assert await store.db.write(work) == [True, False, True, "c", "sent", LATER, []]


async def test_it_waits_for_its_moment_and_goes_with_the_person(store: Store) -> None:
    """Not before its time, never while the mailbox is frozen, and gone when the person is erased."""
    who = await person(store)
    case = await case_of(store, who)

    def waits(tx: sqlite3.Connection) -> list[int]:
        case_deliveries.ask(tx, case.id, new_id="a", who="anna", now=NOW)
        case_deliveries.mark_retry(tx, "a", "http-503", LATER)
        found = [len(case_deliveries.due(tx, at)) for at in (NOW, LATER)]
        outbox.hold(tx)
        found.append(len(case_deliveries.due(tx, LATER)))
        outbox.release_held(tx)
        participants.erase(tx, who)
        return [*found, len(case_deliveries.due(tx, LATER))]

    assert await store.db.write(waits) == [0, 1, 0, 0]
