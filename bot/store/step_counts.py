"""What happens at the steps of the conversation: numbers per day and version, never who."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Literal

What = Literal["visit", "onward", "unclear", "back", "help", "stop"]


def add(tx: sqlite3.Connection, day: date, revision: str, happened: Iterable[tuple[str, What]]) -> None:
    """Count one more for each (step, what) on this day."""
    tx.executemany(
        "INSERT INTO step_count (day, revision, step, what, n) VALUES (?, ?, ?, ?, 1)"
        " ON CONFLICT (day, revision, step, what) DO UPDATE SET n = n + 1",
        [(day.isoformat(), revision, step, what) for step, what in happened],
    )


def since(tx: sqlite3.Connection, first: date, revision: str | None = None) -> dict[str, dict[str, int]]:
    """Step -> what -> how often since that day (included), of one version or of all."""
    rows = tx.execute(
        "SELECT step, what, sum(n) AS n FROM step_count WHERE day >= ? AND (? IS NULL OR revision = ?) GROUP BY step, what",
        (first.isoformat(), revision, revision),
    )
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row["step"], {})[row["what"]] = row["n"]
    return found
