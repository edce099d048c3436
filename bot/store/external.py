"""The number a case has in another system, sealed under the key of the person it is about; found by a keyed hash."""

from __future__ import annotations

import sqlite3

from bot.store.vault import Vault


def keep(tx: sqlite3.Connection, vault: Vault, case: int, participant: str, number: str) -> None:
    """Keep the number, in the place of an earlier one. Raises KeyGone for an erased person."""
    sealed = vault.seal(participant, _record(case), number.encode())
    tx.execute(
        "INSERT INTO case_external (case_id, content, number_index) VALUES (?, ?, ?) ON CONFLICT (case_id) DO UPDATE"
        " SET content = excluded.content, number_index = excluded.number_index",
        (case, sealed, _index(vault, number)),
    )


def number(tx: sqlite3.Connection, vault: Vault, case: int, participant: str) -> str | None:
    """The number, or None. Raises KeyGone for an erased person."""
    row = tx.execute("SELECT content FROM case_external WHERE case_id = ?", (case,)).fetchone()
    return None if row is None else vault.open_sealed(participant, _record(case), row["content"]).decode()


def with_number(tx: sqlite3.Connection, vault: Vault, number: str) -> list[int]:
    """The cases that have this number, however it is spaced and whatever its capitals; the newest first."""
    query = "SELECT case_id FROM case_external WHERE number_index = ? ORDER BY case_id DESC"
    return [row["case_id"] for row in tx.execute(query, (_index(vault, number),))]


def _index(vault: Vault, number: str) -> bytes:
    return vault.index("external", "".join(number.split()).casefold())


def _record(case: int) -> str:
    return f"case_external/{case}/content"
