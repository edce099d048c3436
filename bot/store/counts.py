"""How many, never who: counters per month, and years that were typed in from a published table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.store.moments import stored


def add(tx: sqlite3.Connection, month: str, what: Iterable[tuple[str, str]]) -> None:
    """Count one more for each (what, value) in this month ("2026-03")."""
    tx.executemany(
        "INSERT INTO counted (month, what, value, n) VALUES (?, ?, ?, 1)"
        " ON CONFLICT (month, what, value) DO UPDATE SET n = n + 1",
        [(month, name, value) for name, value in what],
    )


def by_value(tx: sqlite3.Connection, what: str, year: int) -> dict[str, int]:
    """Value -> how many in that year."""
    rows = tx.execute(
        "SELECT value, sum(n) AS n FROM counted WHERE what = ? AND month LIKE ? GROUP BY value", (what, f"{year:04d}-%")
    )
    return {row["value"]: row["n"] for row in rows}


def by_month(tx: sqlite3.Connection, what: str, year: int) -> dict[int, int]:
    """Month (1 to 12) -> how many in that year."""
    rows = tx.execute(
        "SELECT month, sum(n) AS n FROM counted WHERE what = ? AND month LIKE ? GROUP BY month", (what, f"{year:04d}-%")
    )
    return {int(row["month"][5:]): row["n"] for row in rows}


def years(tx: sqlite3.Connection) -> list[int]:
    """Every year of which there is something, the latest first."""
    rows = tx.execute(
        "SELECT DISTINCT CAST(substr(month, 1, 4) AS INTEGER) AS year FROM counted UNION SELECT year FROM earlier_year"
    )
    return sorted((row["year"] for row in rows), reverse=True)


def set_earlier(tx: sqlite3.Connection, year: int, lines: Mapping[str, int], *, who: str, now: datetime) -> None:
    """Type a year in, in the place of what stood there for that year."""
    tx.execute("DELETE FROM earlier_year WHERE year = ?", (year,))
    tx.executemany(
        "INSERT INTO earlier_year (year, line, n, who, at) VALUES (?, ?, ?, ?, ?)",
        [(year, line, number, who, stored(now)) for line, number in lines.items()],
    )


def earlier(tx: sqlite3.Connection, year: int) -> dict[str, int]:
    """Line -> how many, as typed in for that year; empty when it was not."""
    return {row["line"]: row["n"] for row in tx.execute("SELECT line, n FROM earlier_year WHERE year = ?", (year,))}
