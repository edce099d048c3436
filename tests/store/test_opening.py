"""Opening a data folder: made on first use, refused rather than guessed when something is missing."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from bot.store import participants
from bot.store.errors import DatabaseLocked, KeyGone, MissingKey, WrongKey
from bot.store.masterkey import MasterKey, create_master_key
from bot.store.opening import open_store
from bot.store.vault import SYSTEM
from tests.store.people import person


async def test_a_fresh_folder_is_set_up_and_opens_again(tmp_path: Path) -> None:
    """Key, keys and database are made, and what is stored is there the next time."""
    folder = tmp_path / "a" / "b"
    async with open_store(folder) as store:
        who = await person(store)
    assert {path.name for path in folder.iterdir()} == {"app.db", "app.lock", "keys.db", "master.key"}
    async with open_store(folder) as store:
        assert await store.db.read(lambda tx: participants.address(tx, store.vault, who)) == "1001"


async def test_the_master_key_may_live_elsewhere(tmp_path: Path) -> None:
    """Then there is none in the data folder."""
    async with open_store(tmp_path / "data", key=tmp_path / "apart" / "sleutel") as store:
        await person(store)
    assert not (tmp_path / "data" / "master.key").exists()
    async with open_store(tmp_path / "data", key=tmp_path / "apart" / "sleutel") as store:
        assert await store.db.read(participants.count) == 1


async def test_the_master_key_may_be_given_without_a_file(tmp_path: Path) -> None:
    """Then none is written; what was sealed with it opens with it, and with no other."""
    async with open_store(tmp_path, key=MasterKey(b"k" * 32)) as store:
        who = await person(store)
    assert not (tmp_path / "master.key").exists()
    async with open_store(tmp_path, key=MasterKey(b"k" * 32)) as store:
        assert await store.db.read(lambda tx: participants.address(tx, store.vault, who)) == "1001"
    with pytest.raises(WrongKey):
        async with open_store(tmp_path, key=MasterKey(b"x" * 32)):
            pass


async def test_a_missing_master_key_is_not_replaced(tmp_path: Path) -> None:
    """A new key would make everything unreadable for ever; the error says what to put back."""
    async with open_store(tmp_path) as store:
        await person(store)
    (tmp_path / "master.key").unlink()
    with pytest.raises(MissingKey, match="hoofdsleutel"):
        async with open_store(tmp_path):
            pass
    assert not (tmp_path / "master.key").exists()


async def test_a_missing_master_key_is_not_replaced_before_the_first_person(tmp_path: Path) -> None:
    """Also when only the file of keys is there yet."""
    async with open_store(tmp_path):
        pass
    (tmp_path / "master.key").unlink()
    with pytest.raises(MissingKey):
        async with open_store(tmp_path):
            pass


async def test_a_missing_file_of_keys_is_not_replaced(tmp_path: Path) -> None:
    """With participants in the database, an absent keys.db is refused, and the lock is free again."""
    async with open_store(tmp_path) as store:
        await person(store)
    (tmp_path / "keys.db").unlink()
    for _ in range(2):
        with pytest.raises(MissingKey, match=r"keys\.db"):
            async with open_store(tmp_path):
                pass
    assert not (tmp_path / "keys.db").exists()


async def test_another_installations_master_key_is_refused(tmp_path: Path) -> None:
    """Before anything is written with it; with the right key back everything is there."""
    async with open_store(tmp_path / "data") as store:
        await person(store)
    create_master_key(tmp_path / "vreemd.key")
    with pytest.raises(WrongKey, match="hoofdsleutel"):
        async with open_store(tmp_path / "data", key=tmp_path / "vreemd.key"):
            pass
    async with open_store(tmp_path / "data") as store:
        assert await store.db.read(participants.count) == 1


async def test_two_services_on_one_folder(tmp_path: Path) -> None:
    """The second is refused; a guest goes in beside the first and sees the same people."""
    async with open_store(tmp_path) as store:
        who = await person(store)
        with pytest.raises(DatabaseLocked):
            async with open_store(tmp_path):
                pass
        async with open_store(tmp_path, guest=True) as guest:
            assert await guest.db.read(lambda tx: participants.address(tx, guest.vault, who)) == "1001"


async def test_yesterdays_copy_does_not_bring_an_erased_person_back(tmp_path: Path) -> None:
    """A copy of the database from before the erasure, beside today's keys, opens nothing of that person."""
    async with open_store(tmp_path / "data") as store:
        gone, stays = await person(store, "1001"), await person(store, "1002")
        await store.db.copy_to(tmp_path / "gisteren.db")
        store.vault.destroy(gone)
        assert await store.db.write(lambda tx: participants.erase(tx, gone))
        assert await store.db.checkpoint()
        assert await store.db.read(participants.count) == 1
    shutil.copy(tmp_path / "gisteren.db", tmp_path / "data" / "app.db")
    async with open_store(tmp_path / "data") as store:
        assert await store.db.read(participants.count) == 2
        assert await store.db.read(lambda tx: participants.address(tx, store.vault, stays)) == "1002"
        with pytest.raises(KeyGone):
            await store.db.read(lambda tx: participants.address(tx, store.vault, gone))


async def test_closing_waits_for_works_that_need_their_keys(tmp_path: Path) -> None:
    """What was handed in before closing can still seal."""
    async with open_store(tmp_path) as store:
        waiting = [asyncio.create_task(person(store, str(number))) for number in range(5)]
        await asyncio.sleep(0)
    await asyncio.gather(*waiting)
    async with open_store(tmp_path) as store:
        assert await store.db.read(participants.count) == 5
        assert store.vault.holds(SYSTEM)
