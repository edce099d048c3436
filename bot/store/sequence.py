"""Row numbers known before the row is written, because a sealed column is bound to its row."""

from __future__ import annotations

import sqlite3


def next_number(tx: sqlite3.Connection, table: str) -> int:
    """The number that AUTOINCREMENT would give next in ``table``: never one that was used before.

    Safe inside a work of ``db.write`` only: there is one transaction at a time.
    """
    row = tx.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return 1 if row is None else int(row["seq"]) + 1
