"""Views of the queue that staff keep under a name. The name is somebody's own words, so it is sealed."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from bot.store.sequence import next_number
from bot.store.vault import SYSTEM, Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A kept view; ``query`` is the address of the queue behind the question mark. ``shared``: everybody has it."""

    id: int
    name: str
    query: str
    shared: bool


def keep(tx: sqlite3.Connection, vault: Vault, *, staff: str | None, name: str, query: str) -> int:
    """Keep a view for somebody, or with None for everybody; gives its number."""
    number = next_number(tx, "saved_view")
    sealed = vault.seal(SYSTEM, _record(number), name.encode())
    tx.execute("INSERT INTO saved_view (id, staff, name, query) VALUES (?, ?, ?, ?)", (number, staff, sealed, query))
    return number


def drop(tx: sqlite3.Connection, number: int, staff: str, *, shared: bool) -> bool:
    """Take a view away: one's own, or with ``shared`` one that everybody has. False when there is no such view."""
    where = "staff IS NULL" if shared else "staff = ?"
    values = (number,) if shared else (number, staff)
    return tx.execute(f"DELETE FROM saved_view WHERE id = ? AND {where}", values).rowcount == 1  # noqa: S608


def of(tx: sqlite3.Connection, vault: Vault, staff: str) -> list[View]:
    """What somebody has: everybody's views first, then their own, each in the order of keeping."""
    rows = tx.execute(
        "SELECT * FROM saved_view WHERE staff IS NULL OR staff = ? ORDER BY staff IS NOT NULL, id", (staff,)
    )
    return [
        View(
            id=row["id"],
            name=vault.open_sealed(SYSTEM, _record(row["id"]), row["name"]).decode(),
            query=row["query"],
            shared=row["staff"] is None,
        )
        for row in rows
    ]


def _record(number: int) -> str:
    return f"saved_view/{number}/name"
