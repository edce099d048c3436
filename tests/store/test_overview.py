"""What asks for attention today, in numbers."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

from bot.store import messages, outbox, registrations, timeline
from bot.store.opening import Store
from bot.store.overview import Attention, attention
from bot.store.sight import PROGRAM
from tests.store.people import NOW, case_of, colleague, person

MORNING = NOW.replace(hour=0, minute=0)
NIGHT = MORNING + timedelta(days=1)


async def today(store: Store) -> Attention:
    return await store.db.read(
        lambda tx: attention(tx, PROGRAM, late_before=NOW - timedelta(days=5), morning=MORNING, night=NIGHT)
    )


async def test_late_is_without_contact_and_from_before_the_term(store: Store) -> None:
    """Taken but not called is still late; called is not, and neither is what came in on the last moment."""
    anna, who = await colleague(store), await person(store)
    old = NOW - timedelta(days=6)
    new = await case_of(store, who, "HB-1", old)
    taken, called = await case_of(store, who, "HB-2", old), await case_of(store, who, "HB-3", old)
    await case_of(store, who, "HB-4", NOW - timedelta(days=5))

    def work(tx: sqlite3.Connection) -> None:
        registrations.claim(tx, taken.id, anna, 1, NOW)
        registrations.set_status(tx, called.id, "contacted", 1, who=anna, now=NOW)

    await store.db.write(work)
    assert new.status == "new"
    assert await today(store) == Attention(late=2, back=0, undelivered=0, unheld=2)


async def test_back_is_what_returned_by_itself_or_will_before_night(store: Store) -> None:
    """A case that staff put back, one that returned yesterday, and one that rests until tomorrow do not count."""
    who = await person(store)
    cases = [await case_of(store, who, f"HB-{number}") for number in range(5)]

    def work(tx: sqlite3.Connection) -> None:
        timeline.add_event(tx, cases[0].id, kind="status:new", who=timeline.SYSTEM, now=NOW)
        timeline.add_event(tx, cases[1].id, kind="status:claimed", who="id-anna", now=NOW)
        timeline.add_event(tx, cases[2].id, kind="status:new", who=timeline.SYSTEM, now=MORNING - timedelta(hours=1))
        for case, until in ((cases[3], NIGHT - timedelta(minutes=1)), (cases[4], NIGHT)):
            registrations.set_status(tx, case.id, "waiting", 1, who="x", now=NOW, waiting_until=until)

    await store.db.write(work)
    assert (await today(store)).back == 2


async def test_undelivered_counts_for_open_cases(store: Store) -> None:
    """A message that never arrived asks for attention until the case is finished."""
    who = await person(store)
    case = await case_of(store, who)

    def work(tx: sqlite3.Connection) -> None:
        failed, waiting = outbox.post(tx, store.vault, who, "telegram", [b"x", b"y"], NOW, keep=False)
        for line in (failed, waiting):
            messages.add(tx, store.vault, case.id, who="id-anna", text="x", now=NOW, outbox=line)
        outbox.mark_failed(tx, failed, "gone")

    await store.db.write(work)
    assert (await today(store)).undelivered == 1
    await store.db.write(lambda tx: registrations.set_status(tx, case.id, "unsuitable", 1, who="x", now=NOW))
    assert (await today(store)).undelivered == 0
