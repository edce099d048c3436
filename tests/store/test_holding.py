"""Passing cases on, and what a colleague holds."""

from __future__ import annotations

from bot.store import holding, registrations, timeline
from bot.store.cases import Changed, Updated
from bot.store.opening import Store
from bot.store.sight import PROGRAM
from tests.store.people import NOW, case_of, colleague, person


async def give(store: Store, case: int, to: str, version: int) -> Updated | Changed:
    return await store.db.write(lambda tx: holding.reassign(tx, case, to, version, who="id-bea", now=NOW))


async def test_a_case_given_is_taken_and_the_timeline_says_so(store: Store) -> None:
    """A new case counts as taken from here; one that is further stays where it is."""
    anna, who = await colleague(store), await person(store)
    new, contacted = await case_of(store, who, "HB-1"), await case_of(store, who, "HB-2")
    await store.db.write(lambda tx: registrations.set_status(tx, contacted.id, "contacted", 1, who="x", now=NOW))
    assert await give(store, new.id, anna, 1) == Updated(version=2)
    assert await give(store, contacted.id, anna, 2) == Updated(version=3)

    cases = await store.db.read(lambda tx: registrations.of_participant(tx, store.vault, PROGRAM, who))
    assert [(case.claimed_by, case.status) for case in cases] == [(anna, "contacted"), (anna, "claimed")]
    events = await store.db.read(lambda tx: timeline.events(tx, new.id))
    assert (events[-1].kind, events[-1].who) == (f"given:{anna}", "id-bea")


async def test_who_saw_an_older_version_gives_nothing(store: Store) -> None:
    """They are told the version of now, or that the case is gone, and the timeline stays as it was."""
    anna, case = await colleague(store), await case_of(store, await person(store))
    assert await give(store, case.id, anna, 7) == Changed(version=1)
    assert await give(store, 99, anna, 1) == Changed(version=None)
    events = await store.db.read(lambda tx: timeline.events(tx, case.id))
    assert [event.kind for event in events] == ["registered"]


async def test_held_is_what_is_open(store: Store) -> None:
    """The oldest first; what is finished is held no longer, and counts for nobody."""
    anna, who = await colleague(store), await person(store)
    cases = [await case_of(store, who, f"HB-{number}") for number in range(3)]
    for case in cases:
        await give(store, case.id, anna, 1)
    await store.db.write(lambda tx: registrations.set_status(tx, cases[1].id, "handed-over", 2, who=anna, now=NOW))
    held = await store.db.read(lambda tx: holding.held_by(tx, PROGRAM, anna))
    assert held == [(cases[0].id, "HB-0", 2), (cases[2].id, "HB-2", 2)]
    assert await store.db.read(lambda tx: holding.counts(tx, PROGRAM)) == {anna: 2}
    assert await store.db.read(lambda tx: holding.held_by(tx, PROGRAM, "id-bram")) == []
