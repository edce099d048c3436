"""Backup, restore and release as somebody types them."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import herstelbot
from bot.errors import OperatorError
from bot.store import outbox
from bot.store.opening import open_store
from tests.house import open_house
from tests.services.test_forget import WITH_ERASURE, told_us


def run(*words: str) -> Result:
    """The command, in the folder that the settings name."""
    return CliRunner().invoke(herstelbot, list(words))


def test_a_round_from_the_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copied, put back elsewhere, held, and released; each command says what it did."""

    async def talk() -> None:
        async with open_house(tmp_path / "data", texts=WITH_ERASURE) as house:
            await told_us(house)

    async def frozen() -> bool:
        async with open_store(tmp_path / "new", key=tmp_path / "data" / "master.key") as store:
            return (await store.db.read(outbox.counts)).frozen

    asyncio.run(talk())
    monkeypatch.setenv("HERSTELBOT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("HERSTELBOT_SECRET_KEY_FILE", str(tmp_path / "data" / "master.key"))
    told = run("backup", str(tmp_path / "b"))
    assert told.exit_code == 0, told.output
    assert "ergens anders" in told.output
    again = run("backup", str(tmp_path / "b"))
    assert isinstance(again.exception, OperatorError)

    monkeypatch.setenv("HERSTELBOT_DATA_DIR", str(tmp_path / "new"))
    told = run("restore", str(tmp_path / "b"), "--keys", str(tmp_path / "b.keys"))
    assert told.exit_code == 0, told.output
    assert "1 gesprekken" in told.output
    assert "herstelbot release" in told.output
    assert asyncio.run(frozen())
    assert run("release").exit_code == 0
    assert not asyncio.run(frozen())
