"""One-time codes that stand in for the second factor. Only keyed hashes are kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from bot.store.vault import Vault


def replace(tx: sqlite3.Connection, vault: Vault, staff: str, codes: Iterable[str]) -> None:
    """Give an account these codes; earlier ones no longer work."""
    tx.execute("DELETE FROM staff_recovery WHERE staff = ?", (staff,))
    tx.executemany(
        "INSERT INTO staff_recovery (code_index, staff) VALUES (?, ?)",
        [(_index(vault, staff, code), staff) for code in codes],
    )


def use(tx: sqlite3.Connection, vault: Vault, staff: str, code: str) -> bool:
    """Use a code up; False when it is none of this account's, or was used before."""
    return tx.execute("DELETE FROM staff_recovery WHERE code_index = ?", (_index(vault, staff, code),)).rowcount == 1


def left(tx: sqlite3.Connection, staff: str) -> int:
    """How many codes an account still has."""
    (number,) = tx.execute("SELECT count(*) FROM staff_recovery WHERE staff = ?", (staff,)).fetchone()
    return int(number)


def _index(vault: Vault, staff: str, code: str) -> bytes:
    return vault.index("recovery", f"{staff}:{code}")
