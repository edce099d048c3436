"""The one-time pages on which somebody tells more: which case each is for, and until when. Only keyed hashes."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.store.moments import stored
from bot.store.vault import Vault


def offer(tx: sqlite3.Connection, vault: Vault, case: int, token: str, expires_at: datetime) -> None:
    """Let whoever has this token write on this case until then; earlier tokens for it no longer work."""
    close(tx, case)
    tx.execute(
        "INSERT INTO story_page (token_index, case_id, expires_at) VALUES (?, ?, ?)",
        (_index(vault, token), case, stored(expires_at)),
    )


def behind(tx: sqlite3.Connection, vault: Vault, token: str, now: datetime) -> int | None:
    """The case this token is for, or None when it is unknown, used or too old."""
    row = tx.execute(
        "SELECT case_id FROM story_page WHERE token_index = ? AND expires_at > ?", (_index(vault, token), stored(now))
    ).fetchone()
    return None if row is None else int(row["case_id"])


def close(tx: sqlite3.Connection, case: int) -> None:
    """No token for this case works any more."""
    tx.execute("DELETE FROM story_page WHERE case_id = ?", (case,))


def purge(tx: sqlite3.Connection, now: datetime) -> int:
    """Forget what is too old; gives how many that were."""
    return tx.execute("DELETE FROM story_page WHERE expires_at <= ?", (stored(now),)).rowcount


def _index(vault: Vault, token: str) -> bytes:
    return vault.index("story-page", token)
