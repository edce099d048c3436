"""What must not be erased for now. A hold on one case holds back the erasing of its whole person: they share a key."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from bot.store.moments import moment, stored

Reason = Literal["complaint", "court", "supervisor", "incident"]

HELD: Final = "SELECT participant FROM legal_hold JOIN registration ON registration.id = legal_hold.case_id"
"""Everybody who is not erased for now, as a query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalHold:
    """By whom, why, since when."""

    who: str
    reason: Reason
    at: datetime


def place(tx: sqlite3.Connection, case: int, *, who: str, reason: Reason, now: datetime) -> bool:
    """Hold a case; False when it was held already (the first one stays)."""
    done = tx.execute(
        "INSERT INTO legal_hold (case_id, who, reason, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (case, who, reason, stored(now)),
    )
    return done.rowcount == 1


def lift(tx: sqlite3.Connection, case: int) -> bool:
    """Let it go again; False when it was not held."""
    return tx.execute("DELETE FROM legal_hold WHERE case_id = ?", (case,)).rowcount == 1


def of(tx: sqlite3.Connection, case: int) -> LegalHold | None:
    """The hold on a case, or None."""
    row = tx.execute("SELECT * FROM legal_hold WHERE case_id = ?", (case,)).fetchone()
    return None if row is None else LegalHold(who=row["who"], reason=row["reason"], at=moment(row["at"]))


def holds(tx: sqlite3.Connection, participant: str) -> bool:
    """Whether anything of this person is held."""
    return bool(tx.execute(f"SELECT ? IN ({HELD})", (participant,)).fetchone()[0])
