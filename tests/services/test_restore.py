"""A restore gives back what was there, raises no dead, and says nothing to anybody."""

from __future__ import annotations

import itertools
from datetime import timedelta
from pathlib import Path

import pytest

from bot.services.backup import back_up, keys_beside
from bot.services.restore import Restored, restore
from bot.store import audit, erasures, outbox, participants, staff
from bot.store.errors import BadBackup, DatabaseLocked, InTheWay, MissingKey, StoreError, WrongKey
from bot.store.masterkey import create_master_key
from tests.engine.small import NOW
from tests.house import Guest, House, open_house
from tests.services.test_forget import CANARY, WITH_ERASURE, forget, told_us


async def put_back(folder: Path, source: Path, keys: Path | None, master: Path) -> Restored:
    """Restore into a folder."""
    return await restore(folder, source, key=master, keys=keys, now=NOW)


async def in_line(house: House, guest: Guest) -> None:
    """Somebody says something of which the answer is still in line."""
    await guest.sends({"kind": "text", "text": "/start"}, settle=False)
    await house.receive.work()


async def yesterday(tmp_path: Path) -> Path:
    """A backup, made while an answer waited; the master key is moved to a place of its own."""
    async with open_house(tmp_path / "data", texts=WITH_ERASURE) as house:
        await told_us(house)
        await in_line(house, house.guest("2"))
        await house.store.db.write(
            lambda tx: staff.add(tx, id="s", login="anna", name="Anna", role="staff", password_hash="-", now=NOW)
        )
        await house.store.db.write(lambda tx: staff.begin_session(tx, "s", "token", NOW))
        await house.store.db.write(
            lambda tx: audit.append(tx, house.store.vault, who="shell", what="test", ref="", now=NOW)
        )
        await back_up(house.store, tmp_path / "b", with_keys=True)
    return tmp_path / "data" / "master.key"


async def test_what_was_there_is_back_and_nothing_is_sent_before_release(tmp_path: Path) -> None:
    """The conversation goes on where it was; what waited and what is answered since goes out after the release."""
    master = await yesterday(tmp_path)
    folder = tmp_path / "new"
    done = await put_back(folder, tmp_path / "b", keys_beside(tmp_path / "b"), master)
    assert (done.people, done.removed) == (2, 0)
    assert done.held > 0
    (folder / "master.key").write_bytes(master.read_bytes())

    async with open_house(folder, texts=WITH_ERASURE) as house:
        house.numbers = itertools.count(1000)
        await house.guest("1").says("/mijngegevens")
        assert house.channels["telegram"].sent == []
        assert await house.store.db.read(lambda tx: audit.verify(tx, house.store.vault)) == []
        assert await house.store.db.read(lambda tx: staff.session(tx, "token", NOW + timedelta(minutes=1))) is None

        await house.store.db.write(outbox.release_held)
        await house.settle()
        assert any(CANARY in one.text for one in house.guest("1").sees)
        assert house.guest("2").sees


@pytest.mark.parametrize("with_option", [True, False])
async def test_who_was_erased_since_stays_erased(tmp_path: Path, with_option: bool) -> None:
    """Yesterday's data beside today's keys, given or still in the folder: no row of them, and the ledger knows them."""
    master = await yesterday(tmp_path)
    async with open_house(tmp_path / "data", texts=WITH_ERASURE) as house:
        house.numbers = itertools.count(1000)
        guest = house.guest("1")
        await guest.says("/wissen")
        await guest.presses("Ja, wis alles")
        person = await house.store.db.read(lambda tx: erasures.jobs(tx)[0].participant)
        assert await forget(house).round() == 1
    folder = tmp_path / "new"
    folder.mkdir()
    newest = tmp_path / "data" / "keys.db"
    if not with_option:
        newest = newest.rename(folder / "keys.db")
    done = await put_back(folder, tmp_path / "b", newest if with_option else None, master)
    (folder / "master.key").write_bytes(master.read_bytes())

    assert (done.people, done.removed) == (1, 1)
    async with open_house(folder, texts=WITH_ERASURE) as house:
        assert await house.store.db.read(lambda tx: participants.get(tx, person)) is None
        assert await house.store.db.read(lambda tx: erasures.erased(tx, house.store.vault, person))


async def test_a_folder_in_use_or_not_empty_is_left_alone(tmp_path: Path) -> None:
    """Neither a running service's data nor a stopped one's is touched, and keys are never replaced."""
    master = await yesterday(tmp_path)
    data, keys = tmp_path / "data", keys_beside(tmp_path / "b")
    before = {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()}
    with pytest.raises(InTheWay):
        await put_back(data, tmp_path / "b", keys, master)
    assert {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()} == before

    async with open_house(data, texts=WITH_ERASURE):
        with pytest.raises(DatabaseLocked):
            await put_back(data, tmp_path / "b", keys, master)
    (data / "app.db").unlink()
    with pytest.raises(InTheWay):
        await put_back(data, tmp_path / "b", keys, master)
    assert (data / "keys.db").read_bytes() == before["keys.db"]


async def test_nothing_appears_when_something_is_wrong(tmp_path: Path) -> None:
    """A damaged file, another master key, keys of another installation, or none: one error, and an empty folder."""
    master = await yesterday(tmp_path)
    async with open_house(tmp_path / "other", texts=WITH_ERASURE) as house:
        await told_us(house)
    other = tmp_path / "other" / "keys.db"
    create_master_key(tmp_path / "wrong.key")
    (tmp_path / "damaged").write_bytes((tmp_path / "b").read_bytes()[:-40])
    good, keys = tmp_path / "b", keys_beside(tmp_path / "b")
    tries: list[tuple[Path, Path | None, Path, type[StoreError]]] = [
        (tmp_path / "damaged", keys, master, BadBackup),
        (good, keys, tmp_path / "wrong.key", WrongKey),
        (good, keys, tmp_path / "no.key", MissingKey),
        (good, other, tmp_path / "other" / "master.key", BadBackup),
        (good, None, master, MissingKey),
        (good, tmp_path / "nowhere", master, StoreError),
        (good, good, master, StoreError),
        (tmp_path / "nowhere", keys, master, StoreError),
    ]
    for source, given, key_file, error in tries:
        with pytest.raises(error):
            await put_back(tmp_path / "new", source, given, key_file)
        assert [path.name for path in (tmp_path / "new").iterdir()] == ["app.lock"]

    assert (await put_back(tmp_path / "new", good, keys, master)).people == 2
