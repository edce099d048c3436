"""More than a year of people who come, send, withdraw, rest and are forgotten, with restarts."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bot.store import audit
from bot.store.opening import open_store
from tests.durability.years import Year


async def lived(folder: Path, *, people: int, hours: int, seed: int) -> Year:
    """400 days."""
    year = Year(folder=folder, people=people, days=400, hours=hours, chance=random.Random(seed))  # noqa: S311
    await year.run()
    return year


async def check(folder: Path, year: Year) -> None:
    """Nobody too long, nobody too short, and one line in the ledger for each who is gone."""
    assert year.wrong == []
    assert year.erased > len(year.known) / 2
    async with open_store(folder) as store:
        ledger = await store.db.read(lambda tx: tx.execute("SELECT count(*) FROM erasure_ledger").fetchone()[0])
        assert ledger == year.erased
        assert await store.db.read(lambda tx: audit.verify(tx, store.vault)) == []


async def test_in_400_days_nobody_is_kept_too_long_or_too_short(tmp_path: Path) -> None:
    """Both nights on which the clock changes, a leap day, restarts: gone within a day after the term, never before."""
    await check(tmp_path, await lived(tmp_path, people=40, hours=12, seed=3))


@pytest.mark.long
@pytest.mark.timeout(3600)
async def test_in_400_days_none_of_two_thousand_is_kept_too_long_or_too_short(tmp_path: Path) -> None:
    """The same with the jobs every hour, as in the program."""
    await check(tmp_path, await lived(tmp_path, people=2_000, hours=1, seed=5))
