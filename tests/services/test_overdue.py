"""The group hears once of each case that waits too long, in office hours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.services.notify import Notify
from bot.services.overdue import AT_ONCE, tell
from bot.store import outbox, registrations, timeline
from tests.console.house import NOW, House

TERM = 5


async def tells(house: House, at: datetime = NOW) -> int:
    """One round at this moment."""
    notify = Notify(vault=house.store.vault, group="-100")
    return await house.store.db.write(lambda tx: tell(tx, notify, at, TERM))


async def test_each_late_case_is_told_once(house: House) -> None:
    """Over the term and nobody's: one notice with a button, noted on the case; within the term or taken: none."""
    late = await house.registered(ago=timedelta(days=9))
    await house.registered(ago=timedelta(days=3))
    await house.colleague("anna")
    taken = await house.registered(ago=timedelta(days=12))
    await house.store.db.write(lambda tx: registrations.claim(tx, 3, "id-anna", 1, NOW))
    assert await tells(house) == 1
    assert await tells(house, NOW + timedelta(days=1)) == 0
    (notice,) = await house.store.db.write(lambda tx: outbox.claim(tx, house.store.vault, NOW, 9))
    assert late in notice.content.decode()
    assert taken not in notice.content.decode()
    kinds = [one.kind for one in await house.store.db.read(lambda tx: timeline.events(tx, 1))]
    assert kinds == ["registered", "late"]


async def test_many_come_a_few_at_a_time(house: House) -> None:
    """A backlog does not flood the group: five in a round, the longest waiting first, until all are told."""
    for days in range(20, 20 + AT_ONCE + 2):
        await house.registered(ago=timedelta(days=days))
    assert [await tells(house) for _ in range(3)] == [AT_ONCE, 2, 0]


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 3, 2, 6, 59, tzinfo=UTC),
        datetime(2026, 3, 2, 17, 0, tzinfo=UTC),
        datetime(2026, 3, 8, 12, tzinfo=UTC),
    ],
)
async def test_the_group_is_left_alone_outside_office_hours(house: House, at: datetime) -> None:
    """Nothing before eight, after six or on a Sunday."""
    await house.registered(ago=timedelta(days=30))
    assert await tells(house, at) == 0
