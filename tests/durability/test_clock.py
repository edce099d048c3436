"""A clock that jumps while people talk: everybody is answered at once and nothing is lost."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.app import build
from bot.services.moments import AMSTERDAM
from bot.store import inbox, outbox
from tests.durability.drilling import Silent, says, settings
from tests.durability.plan import lend
from tests.durability.telling import Promise, Telling, broken

SUMMER_ENDS = datetime(2026, 10, 25, 2, 59, 30, tzinfo=AMSTERDAM)
JUMPS = [timedelta(days=-1), timedelta(days=365), timedelta(hours=-1), timedelta(hours=1), timedelta(minutes=1)]


@pytest.mark.parametrize("jump", JUMPS, ids=str)
async def test_whatever_the_clock_does_everybody_is_answered_at_once(tmp_path: Path, jump: timedelta) -> None:
    """Back a day, forward a year, an hour either way, over the night of summer time: in line before, delivered after."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    lend(data)
    now = SUMMER_ENDS
    promises: list[Promise] = []
    async with build(settings(data), clock=lambda: now) as app:
        await app.library.learn()
        channel = app.channels["telegram"] = Silent()
        telling = Telling(app, 2, promised=promises.append)
        for _ in range(3):
            await telling.round()
        await app.receive.accept("telegram", [says("/start", 1, 1), says("/help", 2, 2)])
        await app.receive.work()
        now += jump
        await telling.settle()
        assert {"7001", "7002"} <= set(channel.sent)
        before = len(channel.sent)
        await app.receive.accept("telegram", [says("/menu", 1, 3)])
        await telling.settle()
        assert channel.sent[before:].count("7001") >= 1
        assert (await app.store.db.read(inbox.counts)).waiting == 0
        assert (await app.store.db.read(outbox.counts)).waiting == 0
    assert await broken(data, promises) == []
