from __future__ import annotations

import sqlite3
from pathlib import Path

from bot.services.notify import take_back
from bot.store import outbox, sight, staff
from tests.engine.small import NOW
from tests.house import GROUP, open_house


async def test_without_a_group_nothing_is_sent(tmp_path: Path) -> None:
    """An installation without a staff group works; nobody is notified and nothing waits."""
    async with open_house(tmp_path, group=None) as house:
        notify = house.receive._conversation.notify
        await house.store.db.write(lambda tx: notify.registered(tx, "HB-1", NOW))

        assert (await house.store.db.read(outbox.counts)).waiting == 0


async def test_the_same_registration_is_told_once(tmp_path: Path) -> None:
    """A turn that is done again after a crash does not tell staff twice."""
    async with open_house(tmp_path) as house:
        notify = house.receive._conversation.notify
        for _ in range(2):
            await house.store.db.write(lambda tx: notify.registered(tx, "HB-1", NOW))
        await house.settle()

        assert [address for address, _ in house.channels["telegram"].sent] == [GROUP]


async def test_the_group_hears_nothing_about_what_is_closed_to_anybody(tmp_path: Path) -> None:
    """What was told is taken out of the group again, and nothing more is told; danger is, without the reference."""
    async with open_house(tmp_path) as house:
        notify, vault = house.receive._conversation.notify, house.store.vault
        await house.store.db.write(lambda tx: notify.registered(tx, "HB-1", NOW))
        await house.settle()

        def close(tx: sqlite3.Connection) -> None:
            add_colleague(tx)
            sight.close(tx, "HB-1", "id-anna")
            take_back(tx, vault, "HB-1", NOW)
            notify.registered(tx, "HB-1", NOW)
            notify.replied(tx, "HB-1", NOW)
            notify.ending(tx, "HB-1", NOW)
            notify.crisis(tx, "HB-1", NOW)

        await house.store.db.write(close)
        await house.settle()

        (_, told), (_, removal), (_, danger) = house.channels["telegram"].sent
        assert "HB-1" in told.text
        assert (removal.kind, removal.ref) == ("remove", "m1")
        assert danger.text == "Let op: een signaal van gevaar. Kijk in de console."


def add_colleague(tx: sqlite3.Connection) -> None:
    """Somebody to close a case to."""
    staff.add(tx, id="id-anna", login="anna", name="Anna", role="staff", password_hash="-", now=NOW)
