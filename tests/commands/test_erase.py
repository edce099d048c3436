"""Erasing by hand and the retention round from the shell."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import herstelbot
from bot.errors import OperatorError
from bot.services.moments import amsterdam
from bot.store import audit, erasures, participants
from bot.store.sight import PROGRAM
from tests.house import Clock, open_house
from tests.services.test_converse import send_in
from tests.services.test_forget import WITH_ERASURE, forget, told_us


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> Result:
    """The command on this data folder."""
    monkeypatch.setenv("HERSTELBOT_DATA_DIR", str(folder))
    return CliRunner().invoke(herstelbot, list(words))


def test_staff_erase_somebody_with_a_reason_that_is_on_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The job is durable, the trail says who, why and which case; the person is gone at the next round."""

    async def registered() -> str:
        async with open_house(tmp_path, texts=WITH_ERASURE) as house:
            await send_in(house.guest("1"))
            return str((await house.registrations())[0]["reference"])

    async def erased() -> tuple[int, list[str]]:
        async with open_house(tmp_path, texts=WITH_ERASURE) as house:
            assert await forget(house).round() == 1
            trail = await house.store.db.read(lambda tx: audit.entries(tx, PROGRAM))
            return await house.store.db.read(participants.count), [f"{one.who} {one.what} {one.ref}" for one in trail]

    reference = asyncio.run(registered())
    assert run(tmp_path, monkeypatch, "erase", reference).exit_code == 2
    assert isinstance(run(tmp_path, monkeypatch, "erase", "XXXX-XXXX", "--reason", "verzoek").exception, OperatorError)
    told = run(tmp_path, monkeypatch, "erase", reference, "--reason", "overleden")
    assert told.exit_code == 0, told.output
    people, trail = asyncio.run(erased())
    assert people == 0
    assert f"shell erase-asked:overleden {reference}" in trail


def test_purge_says_how_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose term has passed and who was left without a key are put up for erasure; the others stay."""

    async def people() -> None:
        clock = Clock(now=amsterdam() - timedelta(days=40))
        async with open_house(tmp_path, texts=WITH_ERASURE, clock=clock) as house:
            await told_us(house)
            clock.advance(days=39)
            await house.guest("2").says("/start")
            await house.guest("3").says("/start")
            third = await house.store.db.read(lambda tx: participants.find(tx, house.store.vault, "telegram", "3"))
            assert third is not None
            house.store.vault.destroy(third.id)

    async def jobs() -> int:
        async with open_house(tmp_path, texts=WITH_ERASURE) as house:
            return len(await house.store.db.read(erasures.jobs))

    asyncio.run(people())
    told = run(tmp_path, monkeypatch, "purge")
    assert told.exit_code == 0, told.output
    assert "Termijn voorbij: 1. Zonder sleutel achtergebleven: 1." in told.output
    assert asyncio.run(jobs()) == 2
