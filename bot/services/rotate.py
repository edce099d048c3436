"""A new master key: every other key is wrapped anew, no data is rewritten.

The order is the promise. The new key is on disk before anything is wrapped with it, wrapping is one transaction, and
only then does the new key take the old one's name. Broken off anywhere, the same command ends it: the keys in
``keys.db`` tell which of the two files fits.
"""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from bot.services.moments import Clock
from bot.store import audit
from bot.store.connection import create_private
from bot.store.errors import CannotOpen, MissingKey, WrongKey
from bot.store.masterkey import create_master_key, load_master_key
from bot.store.opening import KEYS, open_store
from bot.store.vault import Vault


async def rotate(folder: Path, key_file: Path, clock: Clock) -> bool:
    """Replace the master key in ``key_file``; True when this only ended an earlier try.

    With the service stopped: it holds the old key in memory. The old key is beside the new one as ``.old`` until all
    is done. Raises DatabaseLocked beside a running service, CannotOpen when the key's folder cannot be written,
    MissingKey, WrongKey.
    """
    fresh, old = key_file.with_name(key_file.name + ".next"), key_file.with_name(key_file.name + ".old")
    resumed = await asyncio.to_thread(_fits, folder / KEYS, fresh)
    async with open_store(folder, key_file=fresh if resumed else key_file) as store:
        try:
            if not resumed:
                fresh.unlink(missing_ok=True)
                new = create_master_key(fresh)
                _set_aside(key_file, old)
                await asyncio.to_thread(store.vault.rewrap, new)
            fresh.replace(key_file)
            now = clock()
            await store.db.write(
                lambda tx: audit.append(tx, store.vault, who="shell", what="rewrapped", ref="", now=now)
            )
            old.unlink(missing_ok=True)
        except OSError as error:
            raise CannotOpen(
                f"De hoofdsleutel is niet te vervangen ({type(error).__name__}).",
                "Draai dit als de eigenaar van het sleutelbestand en zijn map; daarna nog eens: herstelbot keys rotate.",
            ) from None
    return resumed


def _fits(keys: Path, fresh: Path) -> bool:
    """Whether the keys were wrapped with this key already."""
    try:
        Vault.open(keys, load_master_key(fresh), create=False).close()
    except (MissingKey, WrongKey):
        return False
    return True


def _set_aside(key_file: Path, old: Path) -> None:
    old.unlink(missing_ok=True)
    create_private(old)
    shutil.copyfile(key_file, old)
