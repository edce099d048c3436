"""A backup is whole, private and without readable content, or it is not there."""

from __future__ import annotations

import gzip
import os
import stat
import tarfile
from pathlib import Path

import pytest

from bot.services.backup import back_up, examine, keys_beside, unpack
from bot.store.errors import BadBackup, CannotOpen, DamagedDatabase, InTheWay
from tests.house import open_house
from tests.services.test_forget import CANARY, WITH_ERASURE, told_us

POSIX = os.name == "posix"


async def made(folder: Path, target: Path, *, with_keys: bool = True) -> None:
    """A backup of a house in which somebody told something."""
    async with open_house(folder, texts=WITH_ERASURE) as house:
        await told_us(house)
        await back_up(house.store, target, with_keys=with_keys)


async def test_a_backup_holds_the_data_alone_and_is_private(tmp_path: Path) -> None:
    """One file with the database, one with the keys, for their owner alone; no readable word, nothing left behind."""
    (tmp_path / "copies").mkdir()
    target = tmp_path / "copies" / "maandag.tar.gz"
    await made(tmp_path / "data", target)

    assert {path.name for path in target.parent.iterdir()} == {target.name, keys_beside(target).name}
    with tarfile.open(target) as archive:
        assert archive.getnames() == ["app.db"]
    assert CANARY.encode() not in gzip.decompress(target.read_bytes())
    if POSIX:
        assert {stat.S_IMODE(path.stat().st_mode) for path in target.parent.iterdir()} == {0o600}


async def test_the_keys_can_be_left_out(tmp_path: Path) -> None:
    """Who keeps the keys another way makes no second copy of them."""
    await made(tmp_path / "data", tmp_path / "b", with_keys=False)

    assert not keys_beside(tmp_path / "b").exists()


async def test_nothing_is_replaced_and_a_missing_folder_is_said(tmp_path: Path) -> None:
    """An older backup, or keys of one, stay as they are; a folder that is not there is one clear error."""
    async with open_house(tmp_path / "data") as house:
        for name in ("b", "b.keys"):
            (tmp_path / name).write_text("van gisteren")
            with pytest.raises(InTheWay):
                await back_up(house.store, tmp_path / "b", with_keys=True)
            assert (tmp_path / name).read_text() == "van gisteren"
            (tmp_path / name).unlink()
        with pytest.raises(CannotOpen):
            await back_up(house.store, tmp_path / "nergens" / "b", with_keys=True)


async def test_what_comes_out_is_what_went_in_or_nothing(tmp_path: Path) -> None:
    """Cut off, or one bit different anywhere, also inside a sealed value: it is refused, or the database is the very same.

    (A changed bit in a packed run of zeros can unpack to the same zeros.)
    """
    await made(tmp_path / "data", tmp_path / "b")
    unpack(tmp_path / "b", tmp_path / "whole.db")
    packed, whole = (tmp_path / "b").read_bytes(), (tmp_path / "whole.db").read_bytes()
    damage = [packed[:-1], packed[: len(packed) // 2], b"", b"geen archief"]
    places = range(20, len(packed), len(packed) // 60)
    damage += [packed[:place] + bytes([packed[place] ^ 1]) + packed[place + 1 :] for place in places]

    assert [number for number, content in enumerate(damage) if differs(tmp_path, content, whole)] == []
    assert not refused(tmp_path, packed)
    assert all(refused(tmp_path, content) for content in damage[:4])


def refused(folder: Path, content: bytes) -> bool:
    """Whether a file with this content is no backup; what it gave is in ``out.db``."""
    (folder / "damaged").write_bytes(content)
    (folder / "out.db").unlink(missing_ok=True)
    try:
        unpack(folder / "damaged", folder / "out.db")
    except BadBackup:
        return True
    return False


def differs(folder: Path, content: bytes, whole: bytes) -> bool:
    """Whether a damaged file was accepted and gave something else."""
    return not refused(folder, content) and (folder / "out.db").read_bytes() != whole


def test_another_archive_is_no_backup(tmp_path: Path) -> None:
    """A well-formed archive with something else in it is refused, whatever its member is called."""
    (tmp_path / "x").write_text("x")
    for number, name in enumerate(("../app.db", "x")):
        with tarfile.open(tmp_path / "other", "w:gz") as archive:
            archive.add(tmp_path / "x", name)
        with pytest.raises(BadBackup):
            unpack(tmp_path / "other", tmp_path / f"out-{number}")


def test_what_is_no_sound_database_is_not_accepted(tmp_path: Path) -> None:
    """Text under the name of a database is refused before anything is done with it."""
    (tmp_path / "app.db").write_text("dit is geen database, maar wel lang genoeg om er een te lijken" * 100)

    with pytest.raises((BadBackup, DamagedDatabase)):
        examine(tmp_path / "app.db")
