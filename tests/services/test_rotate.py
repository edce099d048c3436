"""A new master key: everything stays readable, and a stop at any step is mended by doing it again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.services import rotate as module
from bot.services.rotate import rotate
from bot.store import audit
from bot.store.errors import CannotOpen, DatabaseLocked, WrongKey
from bot.store.masterkey import MasterKey, load_master_key
from bot.store.vault import Vault
from tests.engine.small import NOW
from tests.house import open_house
from tests.services.test_forget import CANARY, WITH_ERASURE, told_us


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
        trail = await house.store.db.read(audit.entries)
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


async def test_beside_a_running_service_it_is_refused(tmp_path: Path) -> None:
    """The service has the old key in memory: one error, and nothing is changed."""
    key = await told(tmp_path)
    before = key.read_bytes(), (tmp_path / "keys.db").read_bytes()
    async with open_house(tmp_path, texts=WITH_ERASURE):
        with pytest.raises(DatabaseLocked):
            await rotate(tmp_path, key, clock)
    assert (key.read_bytes(), (tmp_path / "keys.db").read_bytes()) == before


class Stopped(Exception):  # noqa: N818 - it is what happens
    """The process ended here."""


@pytest.mark.parametrize("step", ["create", "aside", "rewrap", "replace", "audit", "unlink"])
@pytest.mark.parametrize("when", ["before", "after"])
async def test_broken_off_anywhere_doing_it_again_ends_it(
    tmp_path: Path, step: str, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Just before or just after each step: one of the key files still fits, and the same command finishes."""
    key = await told(tmp_path)
    places: dict[str, tuple[Any, str]] = {
        "create": (module, "create_master_key"),
        "aside": (module, "_set_aside"),
        "rewrap": (Vault, "rewrap"),
        "replace": (Path, "replace"),
        "audit": (audit, "append"),
        "unlink": (Path, "unlink"),
    }
    owner, name = places[step]
    real = getattr(owner, name)

    def stop(*given: Any, **named: Any) -> Any:
        if step == "unlink" and not str(given[0]).endswith(".old"):
            return real(*given, **named)
        if step == "replace" and not str(given[0]).endswith(".next"):
            return real(*given, **named)
        if when == "after":
            real(*given, **named)
        raise Stopped

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, stop)
        with pytest.raises(Stopped):
            await rotate(tmp_path, key, clock)

    assert any(fits(tmp_path, path) for path in key_files(tmp_path))
    await rotate(tmp_path, key, clock)
    await still_readable(tmp_path)


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
    (tmp_path / "master.key.old").mkdir()
    with pytest.raises(CannotOpen):
        await rotate(tmp_path, key, clock)
    assert key.read_bytes() == before
