"""Which browsers hold which web conversation. Only keyed hashes of their tokens are kept."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.store.moments import stored
from bot.store.vault import Vault


def begin(tx: sqlite3.Connection, vault: Vault, participant: str, token: str, now: datetime) -> None:
    """Let whoever has this token hold the conversation. Raises sqlite3.IntegrityError for an unknown person."""
    tx.execute(
        "INSERT INTO web_session (token_index, participant, begun_at) VALUES (?, ?, ?)",
        (_index(vault, token), participant, stored(now)),
    )


def behind(tx: sqlite3.Connection, vault: Vault, token: str) -> str | None:
    """The person whose conversation this token holds, or None."""
    query = "SELECT participant FROM web_session WHERE token_index = ?"
    row = tx.execute(query, (_index(vault, token),)).fetchone()
    return None if row is None else str(row["participant"])


def end(tx: sqlite3.Connection, vault: Vault, token: str) -> bool:
    """The token holds nothing any more; False when it held nothing."""
    return tx.execute("DELETE FROM web_session WHERE token_index = ?", (_index(vault, token),)).rowcount == 1


def _index(vault: Vault, token: str) -> bytes:
    return vault.index("web-session", token)
