"""What is remembered of somebody who said "not now" and agreed to be found again: which registration, and when.

It outlives the registration, so it hangs on nothing else and has a key of its own; without that key (after
``/wissen``, also in an older backup) it is noise. It is found by signs of the person: keyed hashes of where they write
from and of the telephone number or address they gave.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.store.errors import KeyGone
from bot.store.moments import moment, stored
from bot.store.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class NotNow:
    """One memory. ``month`` is that of the registration ("2026-03"); ``staff`` who had it when it was erased."""

    owner: str
    reference: str
    month: str
    staff: str | None
    expires_at: datetime


def remember(
    tx: sqlite3.Connection,
    vault: Vault,
    *,
    owner: str,
    reference: str,
    month: str,
    signs: Iterable[str],
    expires_at: datetime,
) -> None:
    """Keep a memory under the fresh id ``owner``; its key is made first."""
    vault.create(owner)
    content = json.dumps({"reference": reference, "month": month}).encode()
    tx.execute(
        "INSERT INTO not_now (owner, content, expires_at) VALUES (?, ?, ?)",
        (owner, vault.seal(owner, "not_now/content", content), stored(expires_at)),
    )
    tx.executemany(
        "INSERT INTO not_now_sign (sign, owner) VALUES (?, ?)", [(_sign(vault, one), owner) for one in set(signs)]
    )


def found(tx: sqlite3.Connection, vault: Vault, signs: Iterable[str]) -> list[NotNow]:
    """What is remembered of somebody with any of these signs, the latest month first."""
    rows = {
        row["owner"]: row
        for one in signs
        for row in tx.execute(
            "SELECT not_now.* FROM not_now JOIN not_now_sign USING (owner) WHERE sign = ?", (_sign(vault, one),)
        )
    }
    read = [_read(vault, row) for row in rows.values()]
    return sorted((one for one in read if one is not None), key=lambda one: one.month)[::-1]


def had(tx: sqlite3.Connection, owner: str, staff: str | None) -> None:
    """Note who had the registration, when it goes."""
    tx.execute("UPDATE not_now SET staff = ? WHERE owner = ?", (staff, owner))


def forget(tx: sqlite3.Connection, owner: str) -> None:
    """Take a memory away. Destroy its key first."""
    tx.execute("DELETE FROM not_now WHERE owner = ?", (owner,))


def expired(tx: sqlite3.Connection, now: datetime, limit: int = 500) -> list[str]:
    """The owners of what was remembered long enough."""
    rows = tx.execute("SELECT owner FROM not_now WHERE expires_at <= ? LIMIT ?", (stored(now), limit))
    return [row["owner"] for row in rows]


def keyless(tx: sqlite3.Connection, vault: Vault) -> list[str]:
    """The owners whose key is gone: erased after the backup was made from which these rows came back."""
    return [row["owner"] for row in tx.execute("SELECT owner FROM not_now").fetchall() if not vault.holds(row["owner"])]


def _read(vault: Vault, row: sqlite3.Row) -> NotNow | None:
    try:
        content = json.loads(vault.open_sealed(row["owner"], "not_now/content", row["content"]))
    except KeyGone:
        return None
    return NotNow(
        owner=row["owner"],
        reference=content["reference"],
        month=content["month"],
        staff=row["staff"],
        expires_at=moment(row["expires_at"]),
    )


def _sign(vault: Vault, value: str) -> bytes:
    return vault.index("not-now", value)
