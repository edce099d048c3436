"""What happens around a signal of danger, beside what is said to the person."""

from __future__ import annotations

import sqlite3

from bot.services import danger
from bot.services.documents import document
from bot.services.notify import Notify
from bot.store import outbox, registrations, timeline
from bot.store.sight import PROGRAM
from tests.console.house import VICTIM, House
from tests.services.people import trail


async def test_a_case_stands_out_once_and_the_group_hears_each_time(house: House) -> None:
    """The flag is set once, however often; every signal is on the timeline, in the group and in the trail, by kind."""
    reference, vault = await house.registered(VICTIM), house.store.vault
    notify = Notify(vault=vault, group="-1")

    def twice(tx: sqlite3.Connection) -> None:
        for _ in range(2):
            case = registrations.by_reference(tx, vault, PROGRAM, reference)
            danger.alarm(tx, vault, notify, case, "suicide", house.clock())

    await house.store.db.write(twice)
    case = await house.store.db.read(lambda tx: registrations.by_reference(tx, vault, PROGRAM, reference))
    assert case is not None
    assert document(case)["flags"] == ["druk", "crisis"]
    events = await house.store.db.read(lambda tx: timeline.events(tx, case.id))
    assert [one.kind for one in events].count("signal") == 2
    assert (await house.store.db.read(outbox.counts)).waiting == 2
    assert await trail(house) == [("system", "signal:suicide", "")] * 2


async def test_somebody_without_a_case_is_told_of_as_well(house: House) -> None:
    """Before anything was sent the group hears that somebody may be in danger, and no more."""
    vault = house.store.vault
    notify = Notify(vault=vault, group="-1")
    await house.store.db.write(lambda tx: danger.alarm(tx, vault, notify, None, "violence-threat", house.clock()))
    assert (await house.store.db.read(outbox.counts)).waiting == 1
