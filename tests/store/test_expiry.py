"""Whose time is up. The terms themselves are lived through in the tests of retaining."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from bot.store import erasures, legal_holds, messages, registrations, sessions, timeline
from bot.store.cases import Status
from bot.store.expiry import Terms, end, expired, expiring_cases
from bot.store.opening import Store
from bot.store.sight import PROGRAM
from tests.store.people import NOW, case_of, colleague, person

TERMS = Terms(unfinished=10, withdrawn=20, finished=30, open=40)


async def due(store: Store, days: float, limit: int = 500) -> list[str]:
    return await store.db.read(lambda tx: expired(tx, TERMS, NOW + timedelta(days=days), limit))


async def moved(store: Store, case: int, status: Status, until: datetime | None = None) -> None:
    await store.db.write(
        lambda tx: registrations.set_status(tx, case, status, 1, who="x", now=NOW, waiting_until=until)
    )


async def test_each_outcome_has_its_term_to_the_moment(store: Store) -> None:
    """On the moment itself somebody is still kept, just after it no longer; the longest overdue comes first."""
    nobody = await person(store, "1")
    withdrawn, finished, active = [await person(store, number) for number in "234"]
    await moved(store, (await case_of(store, withdrawn, "HB-2")).id, "withdrawn")
    await moved(store, (await case_of(store, finished, "HB-3")).id, "unsuitable")
    await case_of(store, active, "HB-4")
    for number, days in enumerate((10, 20, 30, 40)):
        order = [nobody, withdrawn, finished, active]
        assert await due(store, days) == order[:number]
        assert await due(store, days + 0.001) == order[: number + 1]


async def test_a_word_in_the_conversation_begins_the_term_again(store: Store) -> None:
    """Also for who sent a registration; a question planned for later is waited for."""
    one, other = await person(store, "1"), await person(store, "2")
    later = NOW + timedelta(days=5)

    def work(tx: sqlite3.Connection) -> None:
        sessions.save(tx, store.vault, one, b"{}", revision="r", status="active", due_at=None, now=later)
        sessions.save(
            tx, store.vault, other, b"{}", revision="r", status="active", due_at=NOW + timedelta(days=8), now=NOW
        )

    await store.db.write(work)
    assert await due(store, 15) == []
    assert await due(store, 15.001) == [one]
    assert await due(store, 18.001) == [one, other]


async def test_the_newest_case_decides_and_a_resting_one_waits_for_its_day(store: Store) -> None:
    """Whoever withdrew and came back is kept as long as the new case; forty days after the day they asked for."""
    who = await person(store)
    await moved(store, (await case_of(store, who, "HB-1")).id, "withdrawn")
    await moved(store, (await case_of(store, who, "HB-2")).id, "waiting", NOW + timedelta(days=100))
    assert await due(store, 140) == []
    assert await due(store, 140.001) == [who]


async def test_who_is_up_for_erasure_already_is_not_named_again(store: Store) -> None:
    """And no more at once than was asked for."""
    people = [await person(store, number) for number in "123"]
    assert len(await due(store, 11, limit=2)) == 2
    await store.db.write(lambda tx: erasures.ask(tx, people[0], reason="asked", now=NOW))
    assert set(await due(store, 11)) == set(people[1:])


async def test_staff_are_warned_of_open_cases_only(store: Store) -> None:
    """From so many days before the end, while nothing else of the same person rests or is held; not of finished ones."""
    who, other = await person(store), await person(store, "2002")
    active = await case_of(store, who, "HB-1")
    await moved(store, (await case_of(store, who, "HB-2")).id, "handed-over")
    await case_of(store, other, "HB-3")
    await moved(store, (await case_of(store, other, "HB-4")).id, "waiting", NOW + timedelta(days=100))

    async def warned(days: float) -> list[str]:
        now = NOW + timedelta(days=days)
        found = await store.db.read(lambda tx: expiring_cases(tx, PROGRAM, TERMS, now, within=timedelta(days=7)))
        return [reference for _, reference in found]

    assert await warned(33) == []
    assert await warned(33.001) == ["HB-1"]
    assert await store.db.read(lambda tx: end(tx, TERMS, who)) == NOW + timedelta(days=40)
    await store.db.write(lambda tx: legal_holds.place(tx, active.id, who="x", reason="court", now=NOW))
    assert await warned(33.001) == []
    assert await store.db.read(lambda tx: end(tx, TERMS, who)) is None


async def test_nothing_of_a_held_person_ends(store: Store) -> None:
    """A hold on one case keeps the person, whatever their other cases; lifted, the term has passed at once."""
    who = await person(store)
    held = await case_of(store, who, "HB-1")
    await moved(store, (await case_of(store, who, "HB-2")).id, "withdrawn")
    await store.db.write(lambda tx: legal_holds.place(tx, held.id, who="x", reason="court", now=NOW))
    assert await due(store, 4000) == []
    await store.db.write(lambda tx: legal_holds.lift(tx, held.id))
    assert await due(store, 4000) == [who]


async def test_a_note_and_a_message_are_things_that_happened(store: Store) -> None:
    """What staff write about or to somebody on the last day is not gone unread the day after."""
    who = await person(store, "1")
    case = (await case_of(store, who, "HB-1")).id
    anna = await colleague(store)
    noted, written = NOW + timedelta(days=35), NOW + timedelta(days=70)
    await store.db.write(lambda tx: timeline.add_note(tx, store.vault, case, staff=anna, text="x", now=noted))
    assert await due(store, 74) == []
    await store.db.write(lambda tx: messages.add(tx, store.vault, case, who=anna, text="x", now=written))
    assert await due(store, 109) == []
    assert await due(store, 111) == [who]


async def test_somebody_goes_with_the_last_of_their_cases(store: Store) -> None:
    """A new registration that is withdrawn soon does not take an older one along that is being worked on."""
    who = await person(store, "1")
    await case_of(store, who, "HB-1")
    await moved(store, (await case_of(store, who, "HB-2")).id, "withdrawn")
    assert await due(store, 39) == []
    assert await due(store, 41) == [who]
