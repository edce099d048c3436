from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.services.keep_backups import KEYS, KeepBackups
from bot.store.errors import StoreError
from tests.house import Clock, House, open_house

DAY = timedelta(days=1)


def backups(house: House, folder: Path, *, generations: int = 3, keys: bool = True) -> KeepBackups:
    """Daily, beside a house."""
    return KeepBackups(
        store=house.store,
        clock=house.clock,
        key=house.store.folder / "master.key",
        folder=folder / "backups",
        keys=folder / "keys" if keys else None,
        every=DAY,
        generations=generations,
    )


def names(folder: Path) -> list[str]:
    """What is in a folder."""
    return sorted(path.name for path in folder.glob("*"))


@pytest.mark.parametrize("keys", [True, False])
async def test_one_is_made_when_it_is_time_and_only_so_many_are_kept(tmp_path: Path, keys: bool) -> None:
    """The first at once, the next a day later; the oldest makes room, and no trace of the trying out is left."""
    clock = Clock()
    async with open_house(tmp_path / "data", clock=clock) as house:
        await house.guest("1").says("/start")
        keeping = backups(house, tmp_path, keys=keys)
        assert [await keeping.round(), await keeping.round()] == [True, False]
        before = names(tmp_path / "data")
        for _ in range(4):
            clock.advance(days=1)
            assert await keeping.round()

        made = names(tmp_path / "backups")
        assert (len(made), made[-1]) == (3, "herstelbot-20261128T140000Z.backup")
        assert names(tmp_path / "data") == before
        assert names(tmp_path / "keys") == ([KEYS] if keys else [])


async def test_the_copy_of_the_keys_is_always_todays(tmp_path: Path) -> None:
    """Who was erased since yesterday is in no copy of the keys any more."""
    clock = Clock()
    async with open_house(tmp_path / "data", clock=clock) as house:
        keeping = backups(house, tmp_path)
        await keeping.round()
        first = (tmp_path / "keys" / KEYS).read_bytes()
        await house.guest("1").says("/start")
        clock.advance(days=1)
        await keeping.round()

        assert (tmp_path / "keys" / KEYS).read_bytes() != first


async def test_what_cannot_be_restored_is_not_kept(tmp_path: Path) -> None:
    """With a master key that does not fit an emergency would fail: better to hear it today."""
    async with open_house(tmp_path / "data") as house:
        keeping = backups(house, tmp_path)
        keeping.key = tmp_path / "other.key"
        with pytest.raises(StoreError):
            await keeping.round()

        assert names(tmp_path / "backups") == []


async def test_one_that_stays_away_is_late(tmp_path: Path) -> None:
    """After two days without any, and not in the first hours."""
    clock = Clock()
    async with open_house(tmp_path / "data", clock=clock) as house:
        keeping = backups(house, tmp_path)
        assert not keeping.late(clock())
        clock.advance(hours=49)
        assert keeping.late(clock())
        await keeping.round()
        assert not keeping.late(clock())
