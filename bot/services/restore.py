"""Putting a backup back: it is built and checked in a folder apart, and appears in the data folder whole or not at all.

Two things must not come back with it. Whoever was erased since has no key among today's keys: their rows are removed
before anything else sees them. And what was in line may have been sent long ago: nothing goes out until an operator
says so.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.services.backup import examine, unpack
from bot.store import audit, erasures, not_now, outbox, participants, staff
from bot.store.connection import create_private
from bot.store.database import Database
from bot.store.errors import BadBackup, CannotOpen, InTheWay, KeyGone, MissingKey, UnreadableRecord
from bot.store.lock import FolderLock
from bot.store.masterkey import KeySource, load_master_key
from bot.store.opening import DATABASE, KEYS
from bot.store.vault import Vault

BUILDING = "restoring"
"""The folder inside the data folder in which the backup is built; what an earlier try left there is thrown away."""

LOCK = "app.lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """``people`` are back, ``removed`` were erased since the backup was made, ``held`` messages wait for a release."""

    people: int
    removed: int
    held: int


async def restore(folder: Path, source: Path, *, key: KeySource, keys: Path | None, now: datetime) -> Restored:
    """Put ``source`` into a data folder without a database.

    ``keys`` is the newest copy of the participants' keys; without it the ``keys.db`` that is still in the folder
    serves. When this raises, the data folder is as it was.

    Raises InTheWay, BadBackup, CannotOpen, DatabaseLocked, DamagedDatabase, NewerSchema, MissingKey, WrongKey.
    """
    lock = _lock(folder)
    building = folder / BUILDING
    try:
        _refuse_unless_empty(folder, keys)
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir(mode=0o700)
        return await _build(folder, building, source, key=key, keys=keys, now=now)
    except OSError as error:
        raise _not_writable(error) from None
    finally:
        shutil.rmtree(building, ignore_errors=True)
        lock.release()


def _lock(folder: Path) -> FolderLock:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return FolderLock(folder / LOCK)
    except OSError as error:
        raise _not_writable(error) from None


async def _build(
    folder: Path, building: Path, source: Path, *, key: KeySource, keys: Path | None, now: datetime
) -> Restored:
    database = building / DATABASE
    await asyncio.to_thread(unpack, source, database)
    await asyncio.to_thread(examine, database)
    used = folder / KEYS if keys is None else await asyncio.to_thread(_take_over, keys, building / KEYS)
    vault = await asyncio.to_thread(Vault.open, used, load_master_key(key), create=False)
    try:
        async with await Database.open(database) as db:  # brings an older backup to today's schema
            await db.read(lambda tx: _refuse_strange_keys(tx, vault))
            restored = await db.write(lambda tx: _settle(tx, vault, now))
            await db.checkpoint()
    finally:
        vault.close()
    if keys is not None:  # keys before data, as always: keys without data are harmless
        used.rename(folder / KEYS)
    database.rename(folder / DATABASE)
    _flush(folder)
    return restored


def _refuse_unless_empty(folder: Path, keys: Path | None) -> None:
    taken = [DATABASE, f"{DATABASE}-wal", *([KEYS] if keys is not None else [])]
    for name in taken:
        if (folder / name).exists():
            remedy = (
                "Laat --keys weg om de sleutels te gebruiken die er al staan, of zet dat bestand eerst apart."
                if name == KEYS
                else "Stop de dienst en zet de oude bestanden eerst apart; er is niets veranderd."
            )
            raise InTheWay(f"In de datamap staat al een {name}.", remedy)
    if keys is None and not (folder / KEYS).exists():
        raise MissingKey("Er zijn geen sleutels bij deze gegevens.", "Geef de nieuwste kopie ervan met --keys.")


def _take_over(keys: Path, target: Path) -> Path:
    create_private(target)
    shutil.copyfile(keys, target)
    return target


def _refuse_strange_keys(tx: sqlite3.Connection, vault: Vault) -> None:
    """Keys of another installation fit nothing; without this everybody would pass for erased."""
    (rows,) = tx.execute("SELECT count(*) FROM audit").fetchone()
    strange = 0 < rows <= len(audit.verify(tx, vault))
    for row in tx.execute("SELECT id FROM participant").fetchall():
        try:
            participants.address(tx, vault, row["id"])
        except KeyGone:
            continue
        except UnreadableRecord:
            strange = True
            break
    if strange:
        raise BadBackup(
            "Deze sleutels horen niet bij deze reservekopie.", "Geef met --keys de sleutels van dezelfde installatie."
        )


def _settle(tx: sqlite3.Connection, vault: Vault, now: datetime) -> Restored:
    removed = erasures.keyless(tx, vault)
    for participant in removed:
        erasures.ask(tx, participant, reason="staff", now=now)
        participants.erase(tx, participant)
        erasures.finish(tx, vault, participant, now=now)
    for owner in not_now.keyless(tx, vault):
        not_now.forget(tx, owner)
    for account in staff.everybody(tx):  # who signed out or was sent away since must not be signed in again
        staff.end_all(tx, account.id, now)
    held = outbox.hold(tx)
    audit.append(tx, vault, who="shell", what="restored", ref="", now=now)
    return Restored(people=participants.count(tx), removed=len(removed), held=held)


def _not_writable(error: OSError) -> CannotOpen:
    return CannotOpen(
        f"Het terugzetten is niet gelukt ({type(error).__name__}); er is niets teruggezet.",
        "Kijk of de bestanden bestaan, of de datamap van deze gebruiker is, en of er genoeg ruimte is.",
    )


def _flush(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
