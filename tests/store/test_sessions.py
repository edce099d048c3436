"""One session per person, found again as it was, and awake when it is due."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.store import sessions
from bot.store.opening import Store
from tests.store.people import NOW, person

DAY = timedelta(days=1)


async def save(
    store: Store, who: str, content: str = "{}", *, due_at: datetime | None = None, now: datetime = NOW
) -> None:
    """Store a session."""
    await store.db.write(
        lambda tx: sessions.save(
            tx, store.vault, who, content.encode(), revision="abc", status="active", due_at=due_at, now=now
        )
    )


async def test_a_session_comes_back_and_is_replaced(store: Store) -> None:
    """The last one saved, with everything beside it."""
    who = await person(store)
    assert await store.db.read(lambda tx: sessions.load(tx, store.vault, who)) is None
    await save(store, who, "eerste")
    await save(store, who, "tweede", due_at=NOW + DAY, now=NOW + timedelta(seconds=1))
    found = await store.db.read(lambda tx: sessions.load(tx, store.vault, who))
    assert found == sessions.SessionRow(
        participant=who,
        content=b"tweede",
        revision="abc",
        status="active",
        due_at=NOW + DAY,
        updated_at=NOW + timedelta(seconds=1),
    )
    assert await store.db.write(lambda tx: sessions.delete(tx, who))
    assert not await store.db.write(lambda tx: sessions.delete(tx, who))


async def test_what_is_due_comes_longest_overdue_first(store: Store) -> None:
    """Not before its moment, and without a moment never."""
    people = [await person(store, str(number)) for number in range(4)]
    for who, days in zip(people, (2, 1, 3), strict=False):
        await save(store, who, due_at=NOW + days * DAY)
    await save(store, people[3])
    assert await store.db.read(lambda tx: sessions.due(tx, NOW)) == []
    assert await store.db.read(lambda tx: sessions.due(tx, NOW + 2 * DAY)) == [people[1], people[0]]
    assert await store.db.read(sessions.next_due) == NOW + DAY


async def test_idle_sessions_are_found_for_retention(store: Store) -> None:
    """By status and by when they were last touched."""
    old, young = await person(store, "1"), await person(store, "2")
    await save(store, old)
    await save(store, young, now=NOW + DAY)
    assert await store.db.read(lambda tx: sessions.idle(tx, "active", NOW + DAY)) == [old]
    assert await store.db.read(lambda tx: sessions.idle(tx, "paused", NOW + 9 * DAY)) == []


async def test_pinned_revisions_are_counted(store: Store) -> None:
    """How many people are still on each version of the dialogs."""
    for number in range(3):
        await save(store, await person(store, str(number)))
    assert await store.db.read(sessions.pinned) == {"abc": 3}
