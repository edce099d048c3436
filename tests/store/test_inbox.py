"""What arrived is kept once, in order, and nobody waits for somebody else's trouble."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from datetime import datetime, timedelta

from bot.store import inbox, participants
from bot.store.opening import Store
from tests.store.people import NOW, raw

MINUTE = timedelta(minutes=1)


async def accept(store: Store, *arrived: tuple[str, str | None, str]) -> tuple[inbox.Arrival, ...]:
    """Raw updates on Telegram: (external id, address, payload)."""
    raws = [raw(*update) for update in arrived]
    return await store.db.write(lambda tx: inbox.accept(tx, store.vault, "telegram", raws, NOW))


async def waiting(
    store: Store, now: datetime = NOW, limit: int = 100, busy: Collection[int] = ()
) -> list[inbox.Waiting]:
    """What may be worked on."""
    return await store.db.read(lambda tx: inbox.oldest_waiting(tx, store.vault, limit, now, busy=busy))


async def done(store: Store, seq: int) -> bool:
    """Finish a message."""
    return await store.db.write(lambda tx: inbox.mark_done(tx, seq))


async def failed(store: Store, seq: int, retry_at: datetime | None) -> None:
    """A message whose turn raised."""
    await store.db.write(lambda tx: inbox.mark_failed(tx, seq, "ValueError", retry_at))


async def test_a_repeated_delivery_is_kept_once(store: Store) -> None:
    """In the same batch, in a later one, and after it was finished."""
    first = await accept(store, ("1", "a", "hoi"), ("1", "a", "hoi"))
    assert [arrival.repeated for arrival in first] == [False, True]
    (again,) = await accept(store, ("1", "a", "hoi"))
    assert again == inbox.Arrival(seq=first[0].seq, participant=first[0].participant, repeated=True)
    assert await done(store, first[0].seq)
    assert (await accept(store, ("1", "a", "hoi")))[0].repeated
    assert await waiting(store) == []


async def test_the_same_id_on_another_channel_is_another_message(store: Store) -> None:
    """Ids are unique within their channel only."""
    await accept(store, ("1", "a", "hoi"))
    (other,) = await store.db.write(lambda tx: inbox.accept(tx, store.vault, "webchat", [raw("1", "a", "dag")], NOW))
    assert not other.repeated
    assert [(found.channel, found.payload) for found in await waiting(store)] == [
        ("telegram", b"hoi"),
        ("webchat", b"dag"),
    ]


async def test_one_message_per_person_oldest_first(store: Store) -> None:
    """Somebody who types ten lines does not come before others, and their lines stay in order."""
    await accept(store, ("1", "a", "a1"), ("2", "a", "a2"), ("3", "b", "b1"), ("4", None, "?"), ("5", None, "??"))
    found = await waiting(store)
    assert [message.payload for message in found] == [b"a1", b"b1", b"?", b"??"]
    assert [message.participant is None for message in found] == [False, False, True, True]
    assert await done(store, found[0].seq)
    assert [message.payload for message in await waiting(store, limit=2)] == [b"a2", b"b1"]


async def test_a_retried_message_holds_back_its_person_only(store: Store) -> None:
    """Later words of the same person wait for the retry; the next person notices nothing."""
    arrivals = await accept(store, ("1", "a", "a1"), ("2", "a", "a2"), ("3", "b", "b1"))
    await failed(store, arrivals[0].seq, NOW + MINUTE)
    assert [message.payload for message in await waiting(store)] == [b"b1"]
    again = await waiting(store, NOW + MINUTE)
    assert [(message.payload, message.attempts) for message in again] == [(b"a1", 1), (b"b1", 0)]


async def test_a_dead_letter_makes_room_for_the_next_message(store: Store) -> None:
    """Set aside with the error's class only; what the person said next is worked on."""
    arrivals = await accept(store, ("1", "a", "a1"), ("2", "a", "a2"))
    await failed(store, arrivals[0].seq, None)
    assert [message.payload for message in await waiting(store)] == [b"a2"]
    counts = await store.db.read(inbox.counts)
    assert counts == inbox.InboxCounts(waiting=1, dead=1, oldest_waiting=NOW)
    assert not await done(store, arrivals[0].seq)


async def test_what_is_being_worked_on_is_not_handed_out_again(store: Store) -> None:
    """Nor is anything else of that person, however small the limit."""
    arrivals = await accept(store, ("1", "a", "a1"), ("2", "a", "a2"), ("3", "b", "b1"))
    assert [message.payload for message in await waiting(store, limit=1, busy={arrivals[0].seq})] == [b"b1"]


async def test_finishing_twice_is_noticed(store: Store) -> None:
    """Two workers on one message: the second learns that it must roll back."""
    (arrival,) = await accept(store, ("1", "a", "a1"))
    assert await done(store, arrival.seq)
    assert not await done(store, arrival.seq)


async def test_a_finished_message_is_empty(store: Store) -> None:
    """Only the fact that it was seen stays, for repeated deliveries."""
    (arrival,) = await accept(store, ("1", "a", "a1"))
    await done(store, arrival.seq)
    rows = await store.db.read(lambda tx: [tuple(row) for row in tx.execute("SELECT payload, state FROM inbox")])
    assert rows == [(None, "done")]


async def test_the_cursor_is_stored_with_the_batch_per_bot(store: Store) -> None:
    """It may go down (Telegram's ids start again after a quiet week), and another bot has its own."""
    for offset in (900, 5):
        await store.db.write(
            lambda tx, offset=offset: inbox.accept(  # type: ignore[misc]
                tx, store.vault, "telegram", [], NOW, inbox.Cursor(bot="77", next_offset=offset)
            )
        )
        assert await store.db.read(lambda tx: inbox.next_offset(tx, "telegram", "77")) == offset
    assert await store.db.read(lambda tx: inbox.next_offset(tx, "telegram", "78")) is None


async def test_a_message_of_an_erased_person_stops_nobody(store: Store) -> None:
    """Between destroying the key and deleting the rows its payload is None; others are served."""
    arrivals = await accept(store, ("1", "a", "a1"), ("2", "b", "b1"))
    assert arrivals[0].participant
    store.vault.destroy(arrivals[0].participant)
    assert [message.payload for message in await waiting(store)] == [None, b"b1"]


async def test_an_erased_person_who_writes_again_is_somebody_new(store: Store) -> None:
    """With a new id and a new key."""
    (before,) = await accept(store, ("1", "a", "a1"))
    gone = before.participant
    assert gone
    store.vault.destroy(gone)
    await store.db.write(lambda tx: participants.erase(tx, gone))
    (after,) = await accept(store, ("2", "a", "a2"))
    assert after.participant not in {None, gone}
    assert [message.payload for message in await waiting(store)] == [b"a2"]


async def test_old_messages_are_purged(store: Store) -> None:
    """Finished and dead ones by their own term; what waits is never purged."""
    arrivals = await accept(store, ("1", "a", "a1"), ("2", "b", "b1"), ("3", "c", "c1"))
    await done(store, arrivals[0].seq)
    await failed(store, arrivals[1].seq, None)

    def purge(tx: sqlite3.Connection, done_after: timedelta, dead_after: timedelta) -> int:
        return inbox.purge(tx, done_before=NOW + done_after, dead_before=NOW + dead_after)

    assert await store.db.write(lambda tx: purge(tx, timedelta(0), timedelta(0))) == 0
    assert await store.db.write(lambda tx: purge(tx, MINUTE, timedelta(0))) == 1
    assert await store.db.write(lambda tx: purge(tx, MINUTE, MINUTE)) == 1
    assert [message.payload for message in await waiting(store)] == [b"c1"]


async def test_a_flood_does_not_slow_the_look_up_down(store: Store) -> None:
    """Whether somebody has an earlier message is one step in an index, so one person's flood costs others little."""
    plan = await store.db.read(
        lambda tx: [row["detail"] for row in tx.execute(f"EXPLAIN QUERY PLAN {inbox._HEADS}", (0, 0, 10))]
    )
    assert any("inbox_waiting" in step for step in plan)
    assert any("inbox_lane (participant=? AND seq<?)" in step for step in plan)
    assert not any("TEMP" in step for step in plan)
