"""Which Telegram account belongs to whom of the staff, and the one-time codes with which that is shown.

Only keyed hashes are kept: an account can be recognised when it comes by, and cannot be read from here.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.store.moments import moment, stored
from bot.store.vault import Vault


def offer(tx: sqlite3.Connection, vault: Vault, staff: str, code: str, expires_at: datetime) -> None:
    """Let somebody link with this code until then; an earlier code of theirs no longer works."""
    tx.execute(
        "INSERT INTO staff_link_code (staff, code_index, expires_at) VALUES (?, ?, ?) ON CONFLICT (staff) DO UPDATE"
        " SET code_index = excluded.code_index, expires_at = excluded.expires_at",
        (staff, vault.index("link-code", code), stored(expires_at)),
    )


def redeem(tx: sqlite3.Connection, vault: Vault, address: str, code: str, now: datetime) -> str | None:
    """Use a code up: from here on this address is the colleague's, and nobody else's. Gives who, or None."""
    row = tx.execute(
        "DELETE FROM staff_link_code WHERE code_index = ? AND expires_at > ? RETURNING staff",
        (vault.index("link-code", code), stored(now)),
    ).fetchone()
    if row is None:
        return None
    index = _index(vault, address)
    tx.execute("DELETE FROM staff_telegram WHERE address_index = ?", (index,))
    tx.execute(
        "INSERT INTO staff_telegram (staff, address_index, linked_at) VALUES (?, ?, ?) ON CONFLICT (staff) DO UPDATE"
        " SET address_index = excluded.address_index, linked_at = excluded.linked_at",
        (row["staff"], index, stored(now)),
    )
    return str(row["staff"])


def behind(tx: sqlite3.Connection, vault: Vault, address: str) -> str | None:
    """The colleague whose address this is, or None."""
    query = "SELECT staff FROM staff_telegram WHERE address_index = ?"
    row = tx.execute(query, (_index(vault, address),)).fetchone()
    return None if row is None else str(row["staff"])


def since(tx: sqlite3.Connection, staff: str) -> datetime | None:
    """When somebody linked an address, or None when there is none."""
    row = tx.execute("SELECT linked_at FROM staff_telegram WHERE staff = ?", (staff,)).fetchone()
    return None if row is None else moment(row["linked_at"])


def unlink(tx: sqlite3.Connection, staff: str) -> bool:
    """Take the link and an open code away; False when there was no link."""
    tx.execute("DELETE FROM staff_link_code WHERE staff = ?", (staff,))
    return tx.execute("DELETE FROM staff_telegram WHERE staff = ?", (staff,)).rowcount == 1


def missed(tx: sqlite3.Connection, vault: Vault, address: str, now: datetime) -> None:
    """Remember that a code from this address was none."""
    tx.execute("INSERT INTO staff_link_miss (address_index, at) VALUES (?, ?)", (_index(vault, address), stored(now)))


def misses(tx: sqlite3.Connection, vault: Vault, address: str, from_: datetime) -> tuple[int, int]:
    """How many wrong codes came since then: from this address, and from everybody. Older ones are forgotten."""
    tx.execute("DELETE FROM staff_link_miss WHERE at < ?", (stored(from_),))
    row = tx.execute(
        "SELECT count(*) FILTER (WHERE address_index = ?) AS here, count(*) AS everywhere FROM staff_link_miss",
        (_index(vault, address),),
    ).fetchone()
    return row["here"], row["everywhere"]


def _index(vault: Vault, address: str) -> bytes:
    return vault.index("staff-telegram", address)
