"""People are found again by address or receipt, and everything of theirs goes with them."""

from __future__ import annotations

import sqlite3

import pytest

from bot.store import ids, inbox, outbox, participants, registrations, sessions, timeline
from bot.store.opening import Store
from tests.store.people import NOW, colleague, person, raw


async def test_the_same_address_is_the_same_person(store: Store) -> None:
    """On one channel; the same number on another channel is somebody else."""
    first, again = await person(store), await person(store)

    def elsewhere(tx: sqlite3.Connection) -> str:
        new = ids.participant_id()
        return participants.find_or_create(tx, store.vault, "webchat", "1001", new_id=new, now=NOW).id

    assert first == again
    assert await store.db.write(elsewhere) != first
    found = await store.db.read(lambda tx: participants.find(tx, store.vault, "telegram", "1001"))
    assert found == participants.Participant(id=first, channel="telegram")
    assert await store.db.read(lambda tx: participants.get(tx, first)) == found
    assert await store.db.read(lambda tx: participants.find(tx, store.vault, "telegram", "1")) is None


async def test_the_address_comes_back(store: Store) -> None:
    """For sending; an unknown person is an error."""
    who = await person(store, "-1009")
    assert await store.db.read(lambda tx: participants.address(tx, store.vault, who)) == "-1009"
    with pytest.raises(LookupError):
        await store.db.read(lambda tx: participants.address(tx, store.vault, "niemand"))


async def test_a_receipt_brings_somebody_back(store: Store) -> None:
    """A new receipt replaces the old; a receipt belongs to one person."""
    anna, bram = await person(store, "1"), await person(store, "2")
    first, second = ids.receipt(), ids.receipt()
    await store.db.write(lambda tx: participants.set_receipt(tx, store.vault, anna, first))
    await store.db.write(lambda tx: participants.set_receipt(tx, store.vault, anna, second))

    async def holder(receipt: str) -> participants.Participant | None:
        return await store.db.read(lambda tx: participants.find_by_receipt(tx, store.vault, receipt))

    assert await holder(first) is None
    assert await holder(second) == participants.Participant(id=anna, channel="telegram")
    with pytest.raises(sqlite3.IntegrityError):
        await store.db.write(lambda tx: participants.set_receipt(tx, store.vault, bram, second))


async def test_erasing_takes_everything_along(store: Store) -> None:
    """Messages, session, case, notes, events and tags of this person go; those of another stay."""
    staff = await colleague(store)
    for address in ("1", "2"):
        who = await person(store, address)

        def fill(tx: sqlite3.Connection, who: str = who, address: str = address) -> None:
            inbox.accept(tx, store.vault, "telegram", [raw(f"u{address}", address, "hoi")], NOW)
            outbox.post(tx, store.vault, who, "telegram", [b"dag"], NOW, keep=True)
            sessions.save(tx, store.vault, who, b"{}", revision="r", status="active", due_at=None, now=NOW)
            case = registrations.add(
                tx,
                store.vault,
                reference=f"HB-{address}",
                participant=who,
                submission="1",
                content=b"{}",
                tags=["a"],
                script_revision="r",
                now=NOW,
            )
            timeline.add_note(tx, store.vault, case.id, staff=staff, text="gebeld", now=NOW)

        await store.db.write(fill)
    tables = ("participant", "inbox", "outbox", "session", "registration", "case_note", "case_event", "case_tag")

    def rows(tx: sqlite3.Connection) -> dict[str, int]:
        return {table: tx.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}  # noqa: S608

    before = await store.db.read(rows)
    gone = await person(store, "1")
    store.vault.destroy(gone)
    assert await store.db.write(lambda tx: participants.erase(tx, gone))
    assert not await store.db.write(lambda tx: participants.erase(tx, gone))
    assert await store.db.read(rows) == {table: number // 2 for table, number in before.items()}


async def test_a_rolled_back_turn_leaves_no_person(store: Store) -> None:
    """The key that was made first stays behind as an orphan, which is harmless."""

    def failing(tx: sqlite3.Connection) -> None:
        participants.find_or_create(tx, store.vault, "telegram", "5", new_id="wees", now=NOW)
        raise ValueError("nee")

    with pytest.raises(ValueError, match="nee"):
        await store.db.write(failing)
    assert await store.db.read(participants.count) == 0
    assert store.vault.holds("wees")
