"""A backup: everything that lasts in one file, and the participants' keys in another, because they must not travel together.

The file is a tar archive (gzip) with ``app.db`` alone; its content is sealed already. Gzip is there for its checksum:
a changed byte inside a sealed value is no error to SQLite. The keys go into a file of their own, of which
only the newest should be kept: an old copy of the keys is what could bring an erased person back.
"""

from __future__ import annotations

import asyncio
import gzip
import os
import shutil
import sqlite3
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.store.connection import create_private, open_with
from bot.store.errors import BadBackup, CannotOpen, InTheWay
from bot.store.opening import DATABASE, Store

READING: dict[str, int | str] = {"query_only": 1, "trusted_schema": 0, "cell_size_check": 1, "temp_store": 2}
"""How a copy is looked at: nothing in it is trusted or changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What was written; ``keys`` is None when only the data was asked for."""

    data: Path
    keys: Path | None


def keys_beside(target: Path) -> Path:
    """Where the keys of this backup are written."""
    return target.with_name(target.name + ".keys")


async def back_up(store: Store, target: Path, *, with_keys: bool) -> Made:
    """Write a backup, also beside a running service; it has been checked when this returns.

    Never replaces a file. Raises InTheWay, CannotOpen, BadBackup (the copy is not sound).
    """
    keys = keys_beside(target) if with_keys else None
    for path in (target, keys):
        if path is not None and path.exists():
            raise InTheWay(f"{path.name} bestaat al.", "Kies een andere naam, of haal het oude bestand eerst weg.")
    with _workshop(target.parent) as folder:
        copy, packed, wrapped = folder / DATABASE, folder / "packed", folder / "keys"
        await store.db.copy_to(copy)
        await asyncio.to_thread(examine, copy)
        await asyncio.to_thread(_pack, copy, packed)
        if keys is not None:  # after the data: whoever is in the data has their key in here, or was erased since
            await asyncio.to_thread(store.vault.copy_to, wrapped)
            wrapped.rename(keys)
        packed.rename(target)
    return Made(data=target, keys=keys)


def examine(copy: Path) -> None:
    """Every page, index and reference of a database file. Raises BadBackup or DamagedDatabase."""
    connection = open_with(copy, READING)
    try:
        (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        loose = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError:
        raise _unsound() from None
    finally:
        connection.close()
    if verdict != "ok" or loose is not None:
        raise _unsound()


def unpack(source: Path, target: Path) -> None:
    """Take the database out of a backup, the checksum of the whole file included. Raises BadBackup, CannotOpen."""
    create_private(target)
    try:
        with gzip.open(source) as whole:
            with tarfile.open(fileobj=whole, mode="r|") as archive:
                member = archive.next()
                content = archive.extractfile(member) if member is not None and member.name == DATABASE else None
                if content is None:
                    raise _no_backup(source)
                with target.open("wb") as file:
                    shutil.copyfileobj(content, file)
                    file.flush()
                    os.fsync(file.fileno())
            while whole.read(1 << 20):  # to the end, where the checksum stands
                pass
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile):
        raise _no_backup(source) from None
    except OSError as error:
        raise CannotOpen(
            f"{source.name} is niet uit te pakken ({type(error).__name__}).",
            "Kijk of het bestand bestaat en gelezen mag worden, en of er genoeg schijfruimte is.",
        ) from None


def _pack(copy: Path, packed: Path) -> None:
    create_private(packed)
    with packed.open("wb") as file:
        with (
            gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=1) as whole,
            tarfile.open(fileobj=whole, mode="w|") as archive,
            copy.open("rb") as content,
        ):
            member = tarfile.TarInfo(DATABASE)
            member.size, member.mode = copy.stat().st_size, 0o600
            archive.addfile(member, content)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """A private folder on the same disk, gone afterwards: a backup appears under its name whole or not at all."""
    try:
        with tempfile.TemporaryDirectory(prefix=".herstelbot-", dir=folder) as made:
            yield Path(made)
    except (OSError, sqlite3.OperationalError) as error:
        raise CannotOpen(
            f"De reservekopie is niet te schrijven ({type(error).__name__}).",
            "Kies een map die bestaat, waarin geschreven mag worden, met genoeg ruimte.",
        ) from None


def _no_backup(source: Path) -> BadBackup:
    return BadBackup(
        f"{source.name} is beschadigd of geen reservekopie van herstelbot.", "Neem een andere reservekopie."
    )


def _unsound() -> BadBackup:
    return BadBackup(
        "De database in deze kopie is beschadigd.", "Neem een andere reservekopie en draai herstelbot doctor."
    )
