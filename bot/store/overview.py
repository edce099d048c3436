"""How many cases ask for attention: numbers only."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.store.moments import stored
from bot.store.timeline import SYSTEM


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """What asks for attention on one day.

    ``late``: no contact yet, and in before the given moment. ``back``: returned by themselves since this morning, or
    will today. ``undelivered``: messages to participants of open cases that never arrived. ``unheld``: nobody's yet. ``unsent``: open cases whose
    latest hand-over to the case system failed.
    """

    late: int
    back: int
    undelivered: int
    unheld: int
    unsent: int = 0


def attention(tx: sqlite3.Connection, *, late_before: datetime, morning: datetime, night: datetime) -> Attention:
    """Count what asks for attention on the day from ``morning`` to ``night``."""
    return Attention(
        late=_count(
            tx,
            "SELECT count(*) FROM registration WHERE status IN ('new', 'claimed') AND created_at < ?",
            stored(late_before),
        ),
        back=_count(
            tx,
            "SELECT (SELECT count(DISTINCT case_id) FROM case_event WHERE who = ? AND at >= ?"
            " AND kind IN ('status:new', 'status:claimed'))"
            " + (SELECT count(*) FROM registration WHERE status = 'waiting' AND waiting_until < ?)",
            SYSTEM,
            stored(morning),
            stored(night),
        ),
        undelivered=_count(
            tx,
            "SELECT count(*) FROM case_message JOIN outbox ON outbox.seq = case_message.outbox"
            " JOIN registration ON registration.id = case_message.case_id"
            " WHERE outbox.state = 'failed' AND registration.rank < 3",
        ),
        unsent=_count(
            tx,
            "SELECT count(*) FROM case_delivery AS one JOIN registration ON registration.id = one.case_id"
            " WHERE one.state = 'failed' AND registration.rank < 3 AND NOT EXISTS (SELECT 1 FROM case_delivery AS later"
            " WHERE later.case_id = one.case_id AND later.asked_at > one.asked_at)",
        ),
        unheld=_count(tx, "SELECT count(*) FROM registration WHERE status = 'new' AND claimed_by IS NULL"),
    )


def late_and_free(tx: sqlite3.Connection, before: datetime, limit: int) -> list[tuple[int, str]]:
    """(case, reference) of what came in before then, is new and nobody's, and has no ``late`` on its timeline yet.

    The longest waiting first.
    """
    rows = tx.execute(
        "SELECT id, reference FROM registration WHERE status = 'new' AND claimed_by IS NULL AND created_at < ?"
        " AND NOT EXISTS (SELECT 1 FROM case_event WHERE case_id = registration.id AND kind = 'late')"
        " ORDER BY created_at, id LIMIT ?",
        (stored(before), limit),
    )
    return [(row["id"], row["reference"]) for row in rows]


def _count(tx: sqlite3.Connection, query: str, *values: str | int) -> int:
    (number,) = tx.execute(query, values).fetchone()
    return int(number)
