"""How many cases ask for attention: numbers only."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.store.moments import stored
from bot.store.sight import Sight


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


def attention(
    tx: sqlite3.Connection, sees: Sight, *, late_before: datetime, morning: datetime, night: datetime
) -> Attention:
    """Count what asks for attention on the day from ``morning`` to ``night``."""

    def count(query: str, *values: str | int) -> int:
        (number,) = tx.execute(f"{query} AND {sees.allows()}", (*values, *sees.values)).fetchone()
        return int(number)

    return Attention(
        late=count(
            "SELECT count(*) FROM registration WHERE status IN ('new', 'claimed') AND created_at < ?",
            stored(late_before),
        ),
        back=count(
            "SELECT count(DISTINCT registration.id) FROM registration JOIN case_event ON case_id = registration.id"
            " WHERE who = 'system' AND at >= ? AND kind IN ('status:new', 'status:claimed')",  # literals: an index has these
            stored(morning),
        )
        + count("SELECT count(*) FROM registration WHERE status = 'waiting' AND waiting_until < ?", stored(night)),
        undelivered=count(
            "SELECT count(*) FROM case_message JOIN outbox ON outbox.seq = case_message.outbox"
            " JOIN registration ON registration.id = case_message.case_id"
            " WHERE outbox.state = 'failed' AND registration.rank < 3",
        ),
        unsent=count(
            "SELECT count(*) FROM case_delivery AS one JOIN registration ON registration.id = one.case_id"
            " WHERE one.state = 'failed' AND registration.rank < 3 AND NOT EXISTS (SELECT 1 FROM case_delivery AS later"
            " WHERE later.case_id = one.case_id AND later.asked_at > one.asked_at)",
        ),
        unheld=count("SELECT count(*) FROM registration WHERE status = 'new' AND claimed_by IS NULL"),
    )


def late_and_free(tx: sqlite3.Connection, sees: Sight, before: datetime, limit: int) -> list[tuple[int, str]]:
    """(case, reference) of what came in before then, is new and nobody's, and has no ``late`` on its timeline yet.

    The longest waiting first.
    """
    rows = tx.execute(
        "SELECT id, reference FROM registration WHERE status = 'new' AND claimed_by IS NULL AND created_at < ?"  # noqa: S608
        " AND NOT EXISTS (SELECT 1 FROM case_event WHERE case_id = registration.id AND kind = 'late')"
        f" AND {sees.allows()} ORDER BY created_at, id LIMIT ?",
        (stored(before), *sees.values, limit),
    )
    return [(row["id"], row["reference"]) for row in rows]
