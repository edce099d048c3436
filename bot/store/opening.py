"""Open a data folder: the database, the vault, and the master key that belongs to them.

* ``app.db``: everything that lasts (``app.db-wal`` and ``app.db-shm`` beside it while in use)
* ``app.lock``: who owns the folder
* ``keys.db``: the participants' keys, wrapped
* ``master.key``: the master key, unless another file is given
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.store.database import Database
from bot.store.masterkey import KeySource, MasterKey, create_master_key, load_master_key
from bot.store.vault import Vault

DATABASE = "app.db"
KEYS = "keys.db"
MASTER_KEY = "master.key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """An open data folder."""

    folder: Path
    db: Database
    vault: Vault


@asynccontextmanager
async def open_store(folder: Path, *, key: KeySource | None = None, guest: bool = False) -> AsyncIterator[Store]:
    """Open everything that lasts, made on first use; refuse with a remedy rather than guess.

    ``guest``: for a short command that may run beside a running service. Raises the StoreErrors of
    ``Database.open``, ``load_master_key`` and ``Vault.open``.
    """
    async with await Database.open(folder / DATABASE, guest=guest) as db:
        sealed = await db.read(holds_sealed)
        vault = await asyncio.to_thread(_open_vault, folder / KEYS, key or folder / MASTER_KEY, sealed=sealed)
        try:
            yield Store(folder=folder, db=db, vault=vault)
        finally:
            # The database first: works that were handed in still need their keys.
            await db.close()
            vault.close()


def holds_sealed(tx: sqlite3.Connection) -> bool:
    """Whether anything in the database needs keys that already exist."""
    (found,) = tx.execute(
        "SELECT EXISTS (SELECT 1 FROM participant) OR EXISTS (SELECT 1 FROM inbox) OR EXISTS (SELECT 1 FROM outbox)"
        " OR EXISTS (SELECT 1 FROM audit) OR EXISTS (SELECT 1 FROM unanswered) OR EXISTS (SELECT 1 FROM staff WHERE totp IS NOT NULL)"
    ).fetchone()
    return bool(found)


def _open_vault(keys: Path, key: KeySource, *, sealed: bool) -> Vault:
    master = _master_key(key, fresh=not sealed and not keys.exists())
    return Vault.open(keys, master, create=not sealed)


def _master_key(key: KeySource, *, fresh: bool) -> MasterKey:
    if fresh and isinstance(key, Path) and not key.exists():
        return create_master_key(key)
    return load_master_key(key)
