"""Where everybody is in their conversation: one current session per person, its content sealed."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from datetime import datetime

from bot.store.moments import moment, moment_or_none, stored, stored_or_none
from bot.store.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """A stored session. ``revision`` is the version of the dialogs it is pinned to; ``due_at`` when it wakes up."""

    participant: str
    content: bytes = field(repr=False)
    revision: str
    status: str
    due_at: datetime | None
    updated_at: datetime


def load(tx: sqlite3.Connection, vault: Vault, participant: str) -> SessionRow | None:
    """This person's session, or None."""
    row = tx.execute("SELECT * FROM session WHERE participant = ?", (participant,)).fetchone()
    if row is None:
        return None
    return SessionRow(
        participant=participant,
        content=vault.open_sealed(participant, _RECORD, row["content"]),
        revision=row["revision"],
        status=row["status"],
        due_at=moment_or_none(row["due_at"]),
        updated_at=moment(row["updated_at"]),
    )


def save(
    tx: sqlite3.Connection,
    vault: Vault,
    participant: str,
    content: bytes,
    *,
    revision: str,
    status: str,
    due_at: datetime | None,
    now: datetime,
) -> None:
    """Store this person's session in place of the earlier one."""
    tx.execute(
        "INSERT INTO session (participant, content, revision, status, due_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (participant) DO UPDATE SET content = excluded.content, revision = excluded.revision,"
        " status = excluded.status, due_at = excluded.due_at, updated_at = excluded.updated_at",
        (
            participant,
            vault.seal(participant, _RECORD, content),
            revision,
            status,
            stored_or_none(due_at),
            stored(now),
        ),
    )


def due(tx: sqlite3.Connection, now: datetime, limit: int = 100) -> list[str]:
    """The people whose wait or reminder has come, the longest overdue first."""
    rows = tx.execute(
        "SELECT participant FROM session WHERE due_at IS NOT NULL AND due_at <= ? ORDER BY due_at LIMIT ?",
        (stored(now), limit),
    )
    return [row["participant"] for row in rows]


def next_due(tx: sqlite3.Connection) -> datetime | None:
    """When the next wait ends, or None."""
    (first,) = tx.execute("SELECT min(due_at) FROM session WHERE due_at IS NOT NULL").fetchone()
    return moment_or_none(first)


def idle(tx: sqlite3.Connection, status: str, before: datetime, limit: int = 100) -> list[str]:
    """The people whose session in this status was last touched earlier: for retention."""
    rows = tx.execute(
        "SELECT participant FROM session WHERE status = ? AND updated_at < ? ORDER BY updated_at LIMIT ?",
        (status, stored(before), limit),
    )
    return [row["participant"] for row in rows]


def pinned(tx: sqlite3.Connection) -> dict[str, int]:
    """How many sessions are pinned to each revision."""
    return {row[0]: row[1] for row in tx.execute("SELECT revision, count(*) FROM session GROUP BY revision")}


def delete(tx: sqlite3.Connection, participant: str) -> bool:
    """Remove the session; False when there was none."""
    return tx.execute("DELETE FROM session WHERE participant = ?", (participant,)).rowcount > 0


_RECORD = "session/content"
