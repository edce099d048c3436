"""What people typed that nobody understood, without identifying data: the coordinators' list.

It belongs to nobody (no link to the person is kept), so it is sealed for the system.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.store.moments import moment, stored
from bot.store.sequence import next_number
from bot.store.vault import SYSTEM, Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """One line of the list; ``day`` only, so that it cannot be laid beside a conversation."""

    id: int
    step: str
    text: str
    day: datetime


def add(tx: sqlite3.Connection, vault: Vault, *, step: str, text: str, now: datetime) -> None:
    """Put a question on the list."""
    number = next_number(tx, "unanswered")
    sealed = vault.seal(SYSTEM, f"unanswered/{number}", text.encode())
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    tx.execute(
        "INSERT INTO unanswered (id, step, content, day) VALUES (?, ?, ?, ?)", (number, step, sealed, stored(day))
    )


def listed(tx: sqlite3.Connection, vault: Vault, limit: int = 200) -> list[Unanswered]:
    """The newest first."""
    rows = tx.execute("SELECT id, step, content, day FROM unanswered ORDER BY id DESC LIMIT ?", (limit,)).fetchall()
    return [
        Unanswered(
            id=row["id"],
            step=row["step"],
            text=vault.open_sealed(SYSTEM, f"unanswered/{row['id']}", row["content"]).decode(),
            day=moment(row["day"]),
        )
        for row in rows
    ]


def remove(tx: sqlite3.Connection, number: int) -> None:
    """Take a question off the list, when something was done with it."""
    tx.execute("DELETE FROM unanswered WHERE id = ?", (number,))
