"""The disk in strange hands: every file but the master key, and a script that tries all it can."""

from __future__ import annotations

import base64
import gzip
from pathlib import Path

from bot.services.backup import back_up
from bot.store.opening import open_store
from tests import attacker
from tests.store.canaries import CANARIES, fill
from tests.store.people import colleague


async def seized(folder: Path) -> tuple[Path, bytes]:
    """A data folder with something telling through every door, and its backups; gives the master key apart."""
    data = folder / "data"
    async with open_store(data, key=folder / "master.key") as store:
        who = await colleague(store)
        await store.db.write(lambda tx: fill(tx, store, who))
        await back_up(store, data / "kopie", with_keys=True)
        (data / "while-running.wal").write_bytes((data / "app.db-wal").read_bytes())
    secret = base64.b64decode((folder / "master.key").read_bytes())
    return data, secret


async def test_all_files_but_the_master_key_tell_nothing_of_anybody(tmp_path: Path) -> None:
    """In no writing, packed or not, with no key made of anything that lies about; with the master key it is all there."""
    data, master = await seized(tmp_path)
    secrets = [*CANARIES.values()]
    values = [value for path in attacker.databases(data) for value in attacker.blobs(path)]

    assert attacker.standing(attacker.files(data), secrets) == []
    assert attacker.decrypted(values, attacker.candidates(values), secrets) == []

    found = attacker.decrypted(values, attacker.keys_with(master, data / "keys.db"), secrets)
    assert {CANARIES[name] for name in ("payload", "session", "amended", "note", "message", "address")} <= set(found)


async def test_what_strings_prints_is_about_the_program_and_staff_only(tmp_path: Path) -> None:
    """Readable runs in the files are names of tables and columns, references, events, staff's names: no words of people."""
    data, _ = await seized(tmp_path)
    printed = {word for content in attacker.files(data).values() for word in attacker.words(content)}

    assert any("HB-7K3M-Q2XD" in word for word in printed)
    assert [word for word in printed if "kanarie" in word.lower()] == []


def test_the_attacker_finds_what_is_there(tmp_path: Path) -> None:
    """The search itself works, in each writing and inside what is packed."""
    secret = "een heel geheim woord"
    for number, form in enumerate(sorted(attacker.writings(secret))):
        (tmp_path / str(number)).write_bytes(b"voor" + form + b"na")
    (tmp_path / "packed").write_bytes(gzip.compress(secret.encode()))

    assert len(attacker.standing(attacker.files(tmp_path), [secret])) == len(attacker.writings(secret)) + 1
