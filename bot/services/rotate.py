"""A new master key: every other key is wrapped anew, no data is rewritten, and the service goes on.

The order is the promise. The new key is on disk before anything is wrapped with it; wrapping is one transaction, which
leaves the new key in ``keys.db``, closed with the old one, for a service that is running or started with the old one;
then the new key takes the old one's name; and only when the running service says that it has it, the way from the old
key to the new one is taken away. Broken off anywhere, the same command ends it.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.services.moments import Clock
from bot.store import audit
from bot.store.errors import CannotOpen, MissingKey, NotTakenOver, WrongKey
from bot.store.masterkey import create_master_key, flush_folder, load_master_key
from bot.store.opening import KEYS, Store, open_store
from bot.store.vault import Vault

PATIENCE = 30.0
"""Seconds within which a running service says that it has the new key; it looks every two."""

LOOK = 0.1


async def rotate(folder: Path, key_file: Path, clock: Clock, *, patience: float = PATIENCE) -> bool:
    """Replace the master key in ``key_file``, also beside a running service; True when this ended an earlier try.

    Raises CannotOpen when the key's folder cannot be written, NotTakenOver when the running service does not answer
    (both keys open everything until the command is given again), MissingKey, WrongKey.
    """
    fresh = key_file.with_name(key_file.name + ".next")
    wrapped = await asyncio.to_thread(_fits, folder / KEYS, fresh)
    async with open_store(folder, key=fresh if wrapped else key_file, guest=True) as store:
        resumed = wrapped or store.vault.rewrapping() != "no"
        try:
            if not resumed:
                fresh.unlink(missing_ok=True)
                await asyncio.to_thread(store.vault.rewrap, create_master_key(fresh))
            if fresh.exists():
                fresh.replace(key_file)
                flush_folder(key_file.parent)
        except OSError as error:
            raise CannotOpen(
                f"De hoofdsleutel is niet te vervangen ({type(error).__name__}).",
                "Draai dit als de eigenaar van het sleutelbestand en zijn map; daarna nog eens: herstelbot keys rotate.",
            ) from None
        await _taken_over(store, patience)
        now = clock()
        await store.db.write(lambda tx: audit.append(tx, store.vault, who="shell", what="rewrapped", ref="", now=now))
        await asyncio.to_thread(store.vault.conclude)
    return resumed


async def _taken_over(store: Store, patience: float) -> None:
    """Wait until the running service has the new key. Without one there is nobody to wait for."""
    if store.db.owned:
        return
    for _ in range(int(patience / LOOK)):
        if await asyncio.to_thread(store.vault.rewrapping) != "waiting":
            return
        await asyncio.sleep(LOOK)
    raise NotTakenOver(
        "De draaiende dienst heeft de nieuwe hoofdsleutel nog niet overgenomen.",
        "Er is niets verloren. Herstart de dienst en draai nog eens: herstelbot keys rotate.",
    )


def _fits(keys: Path, fresh: Path) -> bool:
    """Whether the keys were wrapped with this key already."""
    try:
        Vault.open(keys, load_master_key(fresh), create=False).close()
    except (MissingKey, WrongKey):
        return False
    return True
