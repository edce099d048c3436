"""What staff decided about two cases: the same person, two sides of one event, or nothing to do with each other."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.store.moments import moment, stored

Verdict = Literal["same-person", "same-event", "apart"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A decision, seen from one of the two: ``other`` is the case on the far side."""

    other: int
    verdict: Verdict
    who: str
    at: datetime


def decide(tx: sqlite3.Connection, one: int, other: int, verdict: Verdict, *, who: str, now: datetime) -> None:
    """Keep a decision, in the place of an earlier one about the same two. Raises ValueError for one and the same."""
    if one == other:
        raise ValueError("a case is not linked to itself")
    tx.execute(
        "INSERT INTO case_link (one, other, verdict, who, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (one, other)"
        " DO UPDATE SET verdict = excluded.verdict, who = excluded.who, at = excluded.at",
        (min(one, other), max(one, other), verdict, who, stored(now)),
    )


def undo(tx: sqlite3.Connection, one: int, other: int) -> bool:
    """Forget the decision; False when there was none."""
    query = "DELETE FROM case_link WHERE one = ? AND other = ?"
    return tx.execute(query, (min(one, other), max(one, other))).rowcount == 1


def of(tx: sqlite3.Connection, case: int) -> list[Link]:
    """Every decision about this case, in the order of deciding."""
    rows = tx.execute(
        "SELECT other AS far, verdict, who, at FROM case_link WHERE one = :case"
        " UNION ALL SELECT one, verdict, who, at FROM case_link WHERE other = :case ORDER BY at, far",
        {"case": case},
    )
    return [Link(other=row["far"], verdict=row["verdict"], who=row["who"], at=moment(row["at"])) for row in rows]
