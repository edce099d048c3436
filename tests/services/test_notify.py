from __future__ import annotations

from pathlib import Path

from bot.store import outbox
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
