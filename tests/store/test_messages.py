"""What staff and a participant write to each other about a case."""

from __future__ import annotations

import sqlite3

import pytest

from bot.store import messages, outbox, timeline
from bot.store.errors import KeyGone, UnreadableRecord
from bot.store.messages import CaseMessage
from bot.store.opening import Store
from tests.store.people import NOW, case_of, colleague, person


async def listed(store: Store, case: int) -> list[CaseMessage]:
    return await store.db.read(lambda tx: messages.listed(tx, store.vault, case))


async def test_messages_come_back_in_order_with_their_writers(store: Store) -> None:
    """Each is an event on the timeline too, without its words."""
    anna, case = await colleague(store), await case_of(store, await person(store))

    def work(tx: sqlite3.Connection) -> None:
        messages.add(tx, store.vault, case.id, who=anna, text="Wanneer?", now=NOW)
        messages.add(tx, store.vault, case.id, who=timeline.PARTICIPANT, text="Morgen", now=NOW)

    await store.db.write(work)
    found = await listed(store, case.id)
    assert [(one.who, one.text, one.delivery) for one in found] == [
        (anna, "Wanneer?", ""),
        ("participant", "Morgen", ""),
    ]
    assert "Wanneer" not in repr(found)
    events = await store.db.read(lambda tx: timeline.events(tx, case.id))
    assert [(event.kind, event.who) for event in events[1:]] == [("messaged", anna), ("replied", "participant")]


async def test_each_says_where_it_is(store: Store) -> None:
    """Delivered, on its way, gone, failed, and not known any more when its line was cleared away."""
    who = await person(store)
    case = await case_of(store, who)

    def work(tx: sqlite3.Connection) -> None:
        lines = outbox.post(tx, store.vault, who, "telegram", [b"x"] * 5, NOW, keep=False)
        for line in lines:
            messages.add(tx, store.vault, case.id, who="id-anna", text="x", now=NOW, outbox=line)
        outbox.claim(tx, store.vault, NOW, 1)
        outbox.mark_sent(tx, store.vault, lines[0], "7", NOW)
        outbox.mark_failed(tx, lines[2], "gone")
        outbox.mark_failed(tx, lines[3], "rejected")
        tx.execute("DELETE FROM outbox WHERE seq = ?", (lines[4],))

    await store.db.write(work)
    assert [one.delivery for one in await listed(store, case.id)] == ["sent", "waiting", "gone", "failed", ""]


async def test_a_message_stays_in_its_place(store: Store) -> None:
    """Two that were swapped by hand cannot be opened."""
    case = await case_of(store, await person(store))

    def work(tx: sqlite3.Connection) -> None:
        for text in ("een", "twee"):
            messages.add(tx, store.vault, case.id, who="id-anna", text=text, now=NOW)
        tx.execute("UPDATE case_message SET content = (SELECT content FROM case_message WHERE id = 2) WHERE id = 1")

    await store.db.write(work)
    with pytest.raises(UnreadableRecord):
        await listed(store, case.id)


async def test_no_case_and_nobody_there_cannot_be_written_about(store: Store) -> None:
    """An unknown case, or an erased person: nothing is kept."""
    who = await person(store)
    case = await case_of(store, who)
    with pytest.raises(LookupError):
        await store.db.write(lambda tx: messages.add(tx, store.vault, 99, who="id-anna", text="x", now=NOW))
    with pytest.raises(LookupError):
        await listed(store, 99)
    store.vault.destroy(who)
    with pytest.raises(KeyGone):
        await store.db.write(lambda tx: messages.add(tx, store.vault, case.id, who="id-anna", text="x", now=NOW))
    assert await listed(store, case.id) == []
