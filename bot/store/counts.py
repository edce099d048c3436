"""How many, never who: counters per month, and years that were typed in from a published table."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.store import uncounted
from bot.store.moments import stored
from bot.store.sight import Sight
from bot.store.uncounted import Sums
from bot.store.vault import Vault


def add(tx: sqlite3.Connection, month: str, what: Iterable[tuple[str, str]]) -> None:
    """Count one more for each (what, value) in this month ("2026-03")."""
    tx.executemany(
        "INSERT INTO counted (month, what, value, n) VALUES (?, ?, ?, 1)"
        " ON CONFLICT (month, what, value) DO UPDATE SET n = n + 1",
        [(month, name, value) for name, value in what],
    )


def by_value(tx: sqlite3.Connection, vault: Vault, sees: Sight, what: str, year: int) -> dict[str, int]:
    """Value -> how many in that year."""
    found = Counter[str]()
    for (_, _, value), number in _seen(tx, vault, sees, what, year).items():
        found[value] += number
    return dict(+found)


def by_month(tx: sqlite3.Connection, vault: Vault, sees: Sight, what: str, year: int) -> dict[int, int]:
    """Month (1 to 12) -> how many in that year."""
    found = Counter[int]()
    for (month, _, _), number in _seen(tx, vault, sees, what, year).items():
        found[int(month[5:])] += number
    return dict(+found)


def years(tx: sqlite3.Connection, vault: Vault, sees: Sight) -> list[int]:
    """Every year of which there is something, the latest first."""
    counted = Counter(
        {
            row["year"]: row["n"]
            for row in tx.execute(
                "SELECT CAST(substr(month, 1, 4) AS INTEGER) AS year, sum(n) AS n FROM counted GROUP BY year"
            )
        }
    )
    for (month, _, _), number in uncounted.of(tx, vault, sees).items():
        counted[int(month[:4])] -= number
    typed = {row["year"] for row in tx.execute("SELECT DISTINCT year FROM earlier_year")}
    return sorted(typed | set(+counted), reverse=True)


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


def _seen(tx: sqlite3.Connection, vault: Vault, sees: Sight, what: str, year: int) -> Sums:
    """The counters of a year, less what is closed to who looks."""
    rows = tx.execute("SELECT * FROM counted WHERE what = ? AND month LIKE ?", (what, f"{year:04d}-%"))
    found = Sums({(row["month"], row["what"], row["value"]): row["n"] for row in rows})
    found.subtract({key: number for key, number in uncounted.of(tx, vault, sees).items() if key in found})
    return found
