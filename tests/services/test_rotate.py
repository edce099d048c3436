"""A new master key: everything stays readable, and a stop at any step is mended by doing it again."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.services.rotate import rotate
from bot.store import audit
from bot.store.errors import CannotOpen, NotTakenOver, WrongKey
from bot.store.masterkey import MasterKey, load_master_key
from bot.store.sight import PROGRAM
from bot.store.vault import Vault
from tests.engine.small import NOW
from tests.house import open_house
from tests.services.test_forget import CANARY, WITH_ERASURE, told_us
from tests.steps import FORKS, killed_everywhere


def clock() -> Any:
    """The moment of every test."""
    return NOW


async def told(folder: Path) -> Path:
    """A folder in which somebody told something; gives its master key's file."""
    async with open_house(folder, texts=WITH_ERASURE) as house:
        await told_us(house)
    return folder / "master.key"


def key_files(folder: Path) -> list[Path]:
    """The master key, and what a broken-off try left beside it."""
    return sorted(folder.glob("master.key*"))


def fits(folder: Path, key: Path) -> bool:
    """Whether the keys open with this master key."""
    try:
        Vault.open(folder / "keys.db", load_master_key(key), create=False).close()
    except WrongKey:
        return False
    return True


async def still_readable(folder: Path) -> None:
    """The person reads their answer back, the trail is whole, and no other key file is left."""
    async with open_house(folder, texts=WITH_ERASURE) as house:
        guest = house.guest("1")
        await guest.sends({"kind": "text", "text": "/mijngegevens"}, external_id="later")
        assert any(CANARY in one.text for one in guest.sees)
        trail = await house.store.db.read(lambda tx: audit.entries(tx, PROGRAM))
        assert trail[0].what == "rewrapped"
        assert await house.store.db.read(lambda tx: audit.verify(tx, house.store.vault)) == []
    assert [path.name for path in key_files(folder)] == ["master.key"]


async def test_a_new_key_opens_everything_and_the_old_one_nothing(tmp_path: Path) -> None:
    """The service goes on with the new key; with the old one the keys are closed."""
    key = await told(tmp_path)
    old = load_master_key(key)
    assert not await rotate(tmp_path, key, clock)

    assert load_master_key(key) != old
    await still_readable(tmp_path)
    with pytest.raises(WrongKey):
        Vault.open(tmp_path / "keys.db", old)


async def test_beside_a_running_service_nobody_notices(tmp_path: Path) -> None:
    """Somebody is talked with before, during and after; who comes new in the middle is readable afterwards as well."""
    key = await told(tmp_path)
    old = load_master_key(key)
    async with open_house(tmp_path, texts=WITH_ERASURE) as house:
        renewing = asyncio.create_task(rotate(tmp_path, key, clock))
        await until(lambda: house.store.vault.rewrapping() == "waiting")
        newcomer = await house.guest("2").says("/start")
        house.store.vault.follow()
        assert not await renewing
        await newcomer.says("hoi")
        await house.guest("3").says("/start")

    assert load_master_key(key) != old
    async with open_house(tmp_path, texts=WITH_ERASURE) as house:
        for name in ("2", "3"):
            again = await house.guest(name).sends({"kind": "text", "text": "/help"}, external_id=f"later-{name}")
            assert again.last
    await still_readable(tmp_path)


async def test_a_service_that_does_not_answer_is_said_and_loses_nothing(tmp_path: Path) -> None:
    """Both keys open everything until the command is given again; after that only the new one does."""
    key = await told(tmp_path)
    old = tmp_path.parent / f"{tmp_path.name}-old.key"
    shutil.copyfile(key, old)
    async with open_house(tmp_path, texts=WITH_ERASURE) as house:
        with pytest.raises(NotTakenOver, match="overgenomen"):
            await rotate(tmp_path, key, clock, patience=0)
        await house.guest("2").says("/start")
    assert fits(tmp_path, key)
    assert fits(tmp_path, old)

    assert await rotate(tmp_path, key, clock)
    assert not fits(tmp_path, old)
    await still_readable(tmp_path)


async def until(holds: Callable[[], bool]) -> None:
    """Let the others work until something holds."""
    async with asyncio.timeout(20):
        while not holds():  # noqa: ASYNC110 - it is another thread's doing, which tells nobody
            await asyncio.sleep(0)


async def alone(folder: Path) -> None:
    """What the command does with the service stopped."""
    await rotate(folder, folder / "master.key", clock)


async def beside(folder: Path) -> None:
    """The command beside a service, in one process: the two take turns at their steps."""
    async with open_house(folder, texts=WITH_ERASURE) as house:
        renewing = asyncio.create_task(rotate(folder, folder / "master.key", clock))
        while not renewing.done():
            await house.guest("2").sends({"kind": "text", "text": "hoi"}, external_id="during")
            house.store.vault.follow()
            await asyncio.sleep(0)
        await renewing


@FORKS
@pytest.mark.parametrize("work", [alone, pytest.param(beside, marks=pytest.mark.long)])
async def test_killed_at_any_step_doing_it_again_ends_it(tmp_path: Path, work: Any) -> None:
    """SIGKILL before each SQL statement and each change of a file, of command and service: always a key fits.

    Until the new key has its place, that is also the old one: a service that restarts with an old credential starts.
    """
    folder = tmp_path / "data"
    key = await told(folder)
    old = load_master_key(key)
    places = killed_everywhere(work, folder, tmp_path / "places")

    assert len(places) > 10
    for place in places:
        assert any(fits(place, path) for path in key_files(place))
        if (place / "master.key").read_bytes() == key.read_bytes():
            Vault.open(place / "keys.db", old, create=False).close()
        await rotate(place, place / "master.key", clock)
        assert not (place / "master.key.next").exists()
        with pytest.raises(WrongKey):
            Vault.open(place / "keys.db", old, create=False)
        await still_readable(place)


async def test_a_key_that_fits_nothing_changes_nothing(tmp_path: Path) -> None:
    """A left-over draft is thrown away; with a wrong master key nothing is wrapped."""
    key = await told(tmp_path)
    keys = (tmp_path / "keys.db").read_bytes()
    right = key.read_bytes()
    key.write_bytes(b"A" * 43 + b"=\n")
    with pytest.raises(WrongKey):
        await rotate(tmp_path, key, clock)
    assert (tmp_path / "keys.db").read_bytes() == keys
    key.write_bytes(right)
    assert isinstance(load_master_key(key), MasterKey)


async def test_a_name_that_is_taken_is_said(tmp_path: Path) -> None:
    """When the new key cannot be written, that is one error and the old key stays in use."""
    key = await told(tmp_path)
    before = key.read_bytes()
    (tmp_path / "master.key.next.new").mkdir()
    with pytest.raises(CannotOpen):
        await rotate(tmp_path, key, clock)
    assert key.read_bytes() == before
