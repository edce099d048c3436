"""A new master key takes over from the old one, in the file of keys, while others have that file open.

In one transaction every key is wrapped anew and the new master key is left in the file, closed with the old one. Who
still has the old one in memory (the running service) or was started with it (a restart in the middle) finds its
successor there. The service says that it has it; then the successor is taken away, and the old key opens nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from nacl.secret import Aead

from bot.store.errors import WrongKey
from bot.store.masterkey import MasterKey
from bot.store.sealing import unwrap, wrap

ROOT: Final = "root"
"""Not an owner: the secret from which look-up and audit keys are derived. Wrapped like the rest, so that a new master
key changes no look-up; being always there, it also tells whether a master key is the right one."""

_SUCCESSOR: Final = "successor"
_ADOPTED: Final = "adopted"
NAMES: Final = frozenset({ROOT, _SUCCESSOR, _ADOPTED})
"""Rows that are nobody's key."""


def fitting(keys: sqlite3.Connection, master: Aead) -> Aead:
    """The master key these keys are wrapped with: the one given, or its successor. Raises WrongKey."""
    root = row(keys, ROOT)
    if root is None:  # a fresh file
        return master
    try:
        unwrap(master, ROOT, root)
    except WrongKey:
        if (left := row(keys, _SUCCESSOR)) is None:
            raise
        successor = Aead(unwrap(master, _SUCCESSOR, left))
        unwrap(successor, ROOT, root)
        return successor
    return master


def replace(keys: sqlite3.Connection, old: Aead, new: MasterKey) -> int:
    """Wrap every key with ``new`` and leave it for who has ``old``; gives how many. Inside a transaction."""
    fresh = Aead(new.secret)
    keys.execute("DELETE FROM owner_key WHERE owner IN (?, ?)", (_SUCCESSOR, _ADOPTED))
    rows = keys.execute("SELECT owner, wrapped FROM owner_key").fetchall()
    keys.executemany(
        "UPDATE owner_key SET wrapped = ? WHERE owner = ?",
        [(wrap(fresh, owner, unwrap(old, owner, wrapped)), owner) for owner, wrapped in rows],
    )
    left = wrap(old, _SUCCESSOR, new.secret)
    keys.execute("INSERT INTO owner_key (owner, wrapped) VALUES (?, ?)", (_SUCCESSOR, left))
    return len(rows)


def under_way(keys: sqlite3.Connection) -> bool:
    """Whether a successor has been left and not been taken away yet."""
    return row(keys, _SUCCESSOR) is not None


def adopt(keys: sqlite3.Connection) -> None:
    """The service says that it has the successor."""
    keys.execute("INSERT INTO owner_key (owner, wrapped) VALUES (?, x'') ON CONFLICT DO NOTHING", (_ADOPTED,))


def adopted(keys: sqlite3.Connection) -> bool:
    """Whether the service has said so."""
    return row(keys, _ADOPTED) is not None


def conclude(keys: sqlite3.Connection) -> None:
    """Take the successor away: from here on the old master key opens nothing. A second time does nothing."""
    keys.execute("DELETE FROM owner_key WHERE owner IN (?, ?)", (_SUCCESSOR, _ADOPTED))


def row(keys: sqlite3.Connection, owner: str) -> bytes | None:
    """The wrapped bytes of one row."""
    found = keys.execute("SELECT wrapped FROM owner_key WHERE owner = ?", (owner,)).fetchone()
    return None if found is None else bytes(found["wrapped"])


@contextmanager
def transaction(keys: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, and nobody else writes in between."""
    keys.execute("BEGIN IMMEDIATE")
    try:
        yield
        keys.execute("COMMIT")
    except BaseException:
        if keys.in_transaction:
            keys.execute("ROLLBACK")
        raise
