"""Who holds what: passing a case on, and everything a colleague holds."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.store import timeline
from bot.store.cases import RANKS, Changed, Updated
from bot.store.moments import stored
from bot.store.sight import Sight

_OPEN = max(RANKS.values())


def reassign(
    tx: sqlite3.Connection, case: int, to: str, expected_version: int, *, who: str, now: datetime
) -> Updated | Changed:
    """Give a case to a colleague; ``who`` does it. A new case counts as taken from here."""
    done = tx.execute(
        "UPDATE registration SET claimed_by = ?, status = CASE status WHEN 'new' THEN 'claimed' ELSE status END,"
        " version = version + 1, updated_at = ? WHERE id = ? AND version = ?",
        (to, stored(now), case, expected_version),
    )
    if done.rowcount != 1:
        row = tx.execute("SELECT version FROM registration WHERE id = ?", (case,)).fetchone()
        return Changed(version=None if row is None else row["version"])
    timeline.add_event(tx, case, kind=f"given:{to}", who=who, now=now)
    return Updated(version=expected_version + 1)


def held_by(tx: sqlite3.Connection, sees: Sight, staff: str) -> list[tuple[int, str, int]]:
    """(case, reference, version) of everything open that somebody holds, the oldest first."""
    rows = tx.execute(
        "SELECT id, reference, version FROM registration"  # noqa: S608 - our own text
        f" WHERE claimed_by = ? AND rank < ? AND {sees.allows()} ORDER BY created_at, id",
        (staff, _OPEN, *sees.values),
    )
    return [(row["id"], row["reference"], row["version"]) for row in rows]


def counts(tx: sqlite3.Connection, sees: Sight) -> dict[str, int]:
    """Account -> how many open cases it holds."""
    rows = tx.execute(
        "SELECT claimed_by, count(*) AS n FROM registration"  # noqa: S608
        f" WHERE claimed_by IS NOT NULL AND rank < ? AND {sees.allows()} GROUP BY claimed_by",
        (_OPEN, *sees.values),
    )
    return {row["claimed_by"]: row["n"] for row in rows}
