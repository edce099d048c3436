"""The number a case has in another system, sealed under the key of the person it is about."""

from __future__ import annotations

import sqlite3

from bot.store.vault import Vault


def keep(tx: sqlite3.Connection, vault: Vault, case: int, participant: str, number: str) -> None:
    """Keep the number, in the place of an earlier one. Raises KeyGone for an erased person."""
    sealed = vault.seal(participant, _record(case), number.encode())
    tx.execute(
        "INSERT INTO case_external (case_id, content) VALUES (?, ?)"
        " ON CONFLICT (case_id) DO UPDATE SET content = excluded.content",
        (case, sealed),
    )


def number(tx: sqlite3.Connection, vault: Vault, case: int, participant: str) -> str | None:
    """The number, or None. Raises KeyGone for an erased person."""
    row = tx.execute("SELECT content FROM case_external WHERE case_id = ?", (case,)).fetchone()
    return None if row is None else vault.open_sealed(participant, _record(case), row["content"]).decode()


def _record(case: int) -> str:
    return f"case_external/{case}/content"
