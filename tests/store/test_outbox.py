"""What has to be said is said in order, one at a time per person, and forgotten once said."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from bot.store import outbox, participants
from bot.store.opening import Store
from tests.store.people import NOW, person

MINUTE = timedelta(minutes=1)


async def post(store: Store, who: str, *texts: str, keep: bool = False, dedup: str | None = None) -> tuple[int, ...]:
    """Put texts in line."""
    contents = [text.encode() for text in texts]
    return await store.db.write(
        lambda tx: outbox.post(tx, store.vault, who, "telegram", contents, NOW, keep=keep, dedup=dedup)
    )


async def claim(store: Store, now: datetime = NOW, limit: int = 100) -> list[outbox.Claimed]:
    """Take what may be sent."""
    return await store.db.write(lambda tx: outbox.claim(tx, store.vault, now, limit))


async def sent(store: Store, seq: int, ref: str | None = None) -> None:
    """Delivered."""
    await store.db.write(lambda tx: outbox.mark_sent(tx, store.vault, seq, ref, NOW))


async def test_one_in_flight_per_person_in_order(store: Store) -> None:
    """Two people side by side; the second message of each waits for the first."""
    anna, bram = await person(store, "1"), await person(store, "2")
    await post(store, anna, "a1", "a2")
    await post(store, bram, "b1")
    first = await claim(store)
    assert [(message.address, message.content) for message in first] == [("1", b"a1"), ("2", b"b1")]
    assert await claim(store) == []
    await sent(store, first[0].seq)
    assert [message.content for message in await claim(store)] == [b"a2"]


async def test_a_retry_keeps_the_order(store: Store) -> None:
    """What could not be delivered is tried again later, before what comes after it."""
    anna = await person(store)
    await post(store, anna, "a1", "a2")
    (message,) = await claim(store)
    await store.db.write(lambda tx: outbox.mark_retry(tx, message.seq, "TimedOut", NOW + MINUTE))
    assert await claim(store) == []
    (again,) = await claim(store, NOW + MINUTE)
    assert (again.content, again.attempts) == (b"a1", 1)


async def test_a_message_for_later_waits(store: Store) -> None:
    """A reminder goes out at its moment, not before."""
    anna = await person(store)
    await store.db.write(
        lambda tx: outbox.post(tx, store.vault, anna, "telegram", [b"straks"], NOW, keep=False, not_before=NOW + MINUTE)
    )
    assert await claim(store) == []
    assert [message.content for message in await claim(store, NOW + MINUTE)] == [b"straks"]


async def test_a_final_failure_makes_room(store: Store) -> None:
    """What the channel will never take does not stop the rest, and its text is gone."""
    anna = await person(store)
    await post(store, anna, "a1", "a2")
    (message,) = await claim(store)
    await store.db.write(lambda tx: outbox.mark_failed(tx, message.seq, "Refused"))
    assert [found.content for found in await claim(store)] == [b"a2"]
    content = "SELECT content FROM outbox WHERE state = 'failed'"
    assert await store.db.read(lambda tx: tx.execute(content).fetchone()[0]) is None


async def test_somebody_who_left_gets_nothing_more(store: Store) -> None:
    """All that was in line for them fails at once."""
    anna = await person(store)
    await post(store, anna, "a1", "a2", "a3")
    (message,) = await claim(store)
    await store.db.write(lambda tx: outbox.mark_failed(tx, message.seq, "Gone"))
    assert await store.db.write(lambda tx: outbox.drop_waiting(tx, anna, "Gone")) == 2
    assert await claim(store) == []
    counts = await store.db.read(outbox.counts)
    assert counts == outbox.OutboxCounts(waiting=0, sending=0, failed=3, held=0, oldest_waiting=None)


async def test_after_a_crash_what_was_in_flight_goes_again(store: Store) -> None:
    """One message per person, once more, before what comes after it."""
    anna = await person(store)
    await post(store, anna, "a1", "a2")
    await claim(store)
    assert await store.db.write(outbox.release_stuck) == 1
    assert [message.content for message in await claim(store)] == [b"a1"]


async def test_sent_text_is_gone_unless_it_is_a_transcript(store: Store) -> None:
    """On Telegram the text is emptied; the web chat keeps it to show it again, in order, from where one left off."""
    anna = await person(store)
    await post(store, anna, "weg")
    kept = await post(store, anna, "blijft 1", "blijft 2", keep=True)
    for _ in range(3):
        (message,) = await claim(store)
        await sent(store, message.seq)
    said = await store.db.read(lambda tx: outbox.transcript(tx, store.vault, anna))
    assert [(line.seq, line.content, line.created_at) for line in said] == [
        (kept[0], b"blijft 1", NOW),
        (kept[1], b"blijft 2", NOW),
    ]
    rest = await store.db.read(lambda tx: outbox.transcript(tx, store.vault, anna, kept[0]))
    assert [line.content for line in rest] == [b"blijft 2"]
    assert await store.db.write(lambda tx: outbox.clear_transcript(tx, anna)) == 2
    assert await store.db.read(lambda tx: outbox.transcript(tx, store.vault, anna)) == []


async def test_the_transcript_shows_what_is_still_in_line(store: Store) -> None:
    """The page reads the transcript itself; it does not matter whether anything was pushed already."""
    anna = await person(store)
    await post(store, anna, "nu al", keep=True)
    said = await store.db.read(lambda tx: outbox.transcript(tx, store.vault, anna))
    assert [line.content for line in said] == [b"nu al"]


async def test_the_same_dedup_is_posted_once(store: Store) -> None:
    """However often it is repeated; also for the staff group."""
    anna = await person(store)
    assert len(await post(store, anna, "x", "y", dedup="herinnering-1")) == 2
    assert await post(store, anna, "x", "y", dedup="herinnering-1") == ()

    def notice(tx: sqlite3.Connection) -> int | None:
        return outbox.post_to_staff(tx, store.vault, "telegram", "-100", b"nieuw", NOW, dedup="case-1")

    assert await store.db.write(notice) is not None
    assert await store.db.write(notice) is None


async def test_the_staff_group_is_a_recipient_of_its_own(store: Store) -> None:
    """In order, one in flight, beside the participants; sealed for nobody in particular."""
    for text in (b"eerste", b"tweede"):
        await store.db.write(
            lambda tx, text=text: outbox.post_to_staff(tx, store.vault, "telegram", "-100", text, NOW)  # type: ignore[misc]
        )
    (message,) = await claim(store)
    assert (message.participant, message.address, message.content) == (None, "-100", b"eerste")
    await sent(store, message.seq, "55")
    assert [found.content for found in await claim(store)] == [b"tweede"]


async def test_refs_are_found_again_for_removal(store: Store) -> None:
    """The newest first, and only what is young enough for the channel to remove."""
    anna = await person(store)
    await post(store, anna, "a1", "a2")
    for ref in ("901", "902"):
        (message,) = await claim(store)
        await sent(store, message.seq, ref)

    async def refs(since: datetime) -> list[str]:
        found = await store.db.read(lambda tx: outbox.sent_refs(tx, store.vault, anna, since))
        return [ref for _, ref in found]

    assert await refs(NOW) == ["902", "901"]
    assert await refs(NOW + MINUTE) == []


async def test_a_restored_outbox_waits_for_a_person(store: Store) -> None:
    """Nothing goes out until somebody decides so: what was in flight is held, and what is posted later waits too."""
    anna, bram = await person(store, "1"), await person(store, "2")
    await post(store, anna, "a1", "a2")
    await claim(store)
    assert await store.db.write(outbox.hold) == 2
    await post(store, bram, "b1")
    assert await claim(store) == []
    assert (await store.db.read(outbox.counts)).frozen
    assert await store.db.write(outbox.release_held) == 2
    assert [message.content for message in await claim(store)] == [b"a1", b"b1"]


async def test_a_message_of_an_erased_person_stops_nobody(store: Store) -> None:
    """Between key and rows: it fails by itself, others are sent."""
    anna, bram = await person(store, "1"), await person(store, "2")
    await post(store, anna, "a1")
    await post(store, bram, "b1")
    store.vault.destroy(anna)
    assert [message.content for message in await claim(store)] == [b"b1"]
    assert (await store.db.read(outbox.counts)).failed == 1


async def test_an_answer_for_an_erased_message_is_ignored(store: Store) -> None:
    """The network answers after the rows are gone: nothing comes back."""
    anna = await person(store)
    await post(store, anna, "a1")
    (message,) = await claim(store)
    store.vault.destroy(anna)
    await store.db.write(lambda tx: participants.erase(tx, anna))
    await sent(store, message.seq, "901")
    assert await store.db.read(lambda tx: tx.execute("SELECT count(*) FROM outbox").fetchone()[0]) == 0


async def test_old_messages_are_purged_but_never_what_waits(store: Store) -> None:
    """Nor a kept transcript."""
    anna = await person(store)
    await post(store, anna, "a1")
    (message,) = await claim(store)
    await sent(store, message.seq)
    await post(store, anna, "web", keep=True)
    (message,) = await claim(store)
    await sent(store, message.seq)
    await post(store, anna, "a2")
    assert await store.db.write(lambda tx: outbox.purge(tx, before=NOW + MINUTE)) == 1
    assert [found.content for found in await claim(store)] == [b"a2"]


async def test_looking_for_work_uses_the_indexes(store: Store) -> None:
    """A long history of sent messages costs nothing, a long line of one person little."""
    plan = await store.db.read(
        lambda tx: [row["detail"] for row in tx.execute(f"EXPLAIN QUERY PLAN {outbox._HEADS}", (0, 0, 10))]
    )
    assert any("outbox_waiting" in step for step in plan)
    assert any("outbox_open (lane=? AND seq<?)" in step for step in plan)
    assert not any("TEMP" in step for step in plan)
