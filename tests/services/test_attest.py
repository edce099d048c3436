"""The trail's head is told outside the database, once a day."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot import logs
from bot.services.attest import Attest
from bot.store import audit
from bot.store.opening import open_store
from tests.house import Clock


async def test_the_head_is_told_at_the_start_and_once_a_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty trail has no head to tell; after that each day has its line, and the lines can be read back."""
    logs.configure("INFO")
    clock = Clock()
    async with open_store(tmp_path / "data") as store:
        attest = Attest(store=store, clock=clock)
        assert not await attest.round()
        heads = set()
        for _ in range(2):
            await store.db.write(
                lambda tx: audit.append(tx, store.vault, who="id-anna", what="viewed", ref="HB-1", now=clock())
            )
            heads.add(await store.db.read(audit.head))
            assert await attest.round()
            assert not await attest.round()
            clock.now += timedelta(days=1)

    assert audit.read_heads(capsys.readouterr().err) == heads
