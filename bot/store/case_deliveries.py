"""Registrations on their way to the case system: who asked, how often it was tried, what became of it. No content."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.store import outbox
from bot.store.moments import moment, moment_or_none, stored

State = Literal["waiting", "sent", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDelivery:
    """One hand-over. ``id`` is told to the receiver, so that a repeated one can be known again.

    ``error`` is the class or status of the latest failure; ``not_before`` is when it is tried (again).
    """

    id: str
    case: int
    who: str
    state: State
    attempts: int
    error: str | None
    not_before: datetime
    asked_at: datetime
    ended_at: datetime | None


def ask(tx: sqlite3.Connection, case: int, *, new_id: str, who: str, now: datetime) -> bool:
    """Put a case in line; False when it is in line already."""
    query = "SELECT 1 FROM case_delivery WHERE case_id = ? AND state = 'waiting'"
    if tx.execute(query, (case,)).fetchone() is not None:
        return False
    tx.execute(
        "INSERT INTO case_delivery (id, case_id, who, not_before, asked_at) VALUES (?, ?, ?, ?, ?)",
        (new_id, case, who, stored(now), stored(now)),
    )
    return True


def due(tx: sqlite3.Connection, now: datetime, limit: int = 20) -> list[CaseDelivery]:
    """What may be sent now, the longest waiting first; nothing while the mailbox is frozen after a restore."""
    if outbox.frozen(tx):
        return []
    query = "SELECT * FROM case_delivery WHERE state = 'waiting' AND not_before <= ? ORDER BY not_before, id LIMIT ?"
    return [_delivery(row) for row in tx.execute(query, (stored(now), limit))]


def latest(tx: sqlite3.Connection, case: int) -> CaseDelivery | None:
    """The newest hand-over of a case, or None."""
    query = "SELECT * FROM case_delivery WHERE case_id = ? ORDER BY asked_at DESC, id LIMIT 1"
    row = tx.execute(query, (case,)).fetchone()
    return None if row is None else _delivery(row)


def mark_sent(tx: sqlite3.Connection, delivery: str, now: datetime) -> None:
    """The case system has it."""
    _end(tx, delivery, "sent", None, now)


def mark_failed(tx: sqlite3.Connection, delivery: str, error: str, now: datetime) -> None:
    """Final: it will not be tried again unless somebody asks."""
    _end(tx, delivery, "failed", error, now)


def mark_retry(tx: sqlite3.Connection, delivery: str, error: str, not_before: datetime) -> None:
    """Not known to have arrived: again from ``not_before``."""
    tx.execute(
        "UPDATE case_delivery SET attempts = attempts + 1, error = ?, not_before = ? WHERE id = ? AND state = 'waiting'",
        (error, stored(not_before), delivery),
    )


def _end(tx: sqlite3.Connection, delivery: str, state: State, error: str | None, now: datetime) -> None:
    tx.execute(
        "UPDATE case_delivery SET state = ?, attempts = attempts + 1, error = ?, ended_at = ?"
        " WHERE id = ? AND state = 'waiting'",
        (state, error, stored(now), delivery),
    )


def _delivery(row: sqlite3.Row) -> CaseDelivery:
    return CaseDelivery(
        id=row["id"],
        case=row["case_id"],
        who=row["who"],
        state=row["state"],
        attempts=row["attempts"],
        error=row["error"],
        not_before=moment(row["not_before"]),
        asked_at=moment(row["asked_at"]),
        ended_at=moment_or_none(row["ended_at"]),
    )
