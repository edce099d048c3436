"""Whose time is up: the one place that knows how long what is kept. Moments are UTC; a day is 24 hours.

A conversation without a registration counts from its last word. One with registrations counts, for each, from the last
thing that happened (a word of theirs, a note, a message, a step of staff), never ends before a day somebody asked to
come back on, and ends with the last of them. Nothing ends while something of the person is under a legal hold.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.store import legal_holds
from bot.store.moments import moment, stored
from bot.store.sight import Sight, allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How many days things are kept.

    ``unfinished``: a conversation that was never sent. ``withdrawn``, ``finished`` (handed over, unsuitable) and
    ``open`` (any other): a registration, from the last thing that happened to it.
    """

    unfinished: int = 30
    withdrawn: int = 30
    finished: int = 30
    open: int = 90


def expired(tx: sqlite3.Connection, terms: Terms, now: datetime, limit: int = 500) -> list[str]:
    """The people whose term has passed and who are not up for erasure yet, the longest overdue first."""
    rows = tx.execute(
        f"SELECT participant FROM ({_ENDS}) WHERE ends < :now"  # noqa: S608 - our own text
        " AND participant NOT IN (SELECT participant FROM erasure_job)"
        f" AND participant NOT IN ({legal_holds.HELD}) ORDER BY ends LIMIT :limit",
        {**_moments(terms), "now": stored(now), "limit": limit},
    )
    return [row["participant"] for row in rows]


def expiring_cases(
    tx: sqlite3.Connection, sees: Sight, terms: Terms, now: datetime, *, within: timedelta, limit: int = 500
) -> list[tuple[int, str]]:
    """(case, reference) of open cases that will be erased within this time, because their whole person will be.

    Staff are warned, so that nobody is lost unread.
    """
    until = now + within
    rows = tx.execute(
        "SELECT id, reference, participant FROM registration WHERE rank < 3"
        " AND max(updated_at, coalesce(waiting_until, 0)) + :open < :until ORDER BY id LIMIT :limit",
        {"open": _moments(terms)["open"], "until": stored(until), "limit": limit},
    ).fetchall()
    ends = {row["participant"]: end(tx, terms, row["participant"]) for row in rows}
    soon = {participant for participant, at in ends.items() if at is not None and at < until}
    return [
        (row["id"], row["reference"])
        for row in rows
        if row["participant"] in soon and allowed(tx, sees, row["reference"])
    ]


def end(tx: sqlite3.Connection, terms: Terms, participant: str) -> datetime | None:
    """When somebody will be erased if nothing more happens; None while they are held, or are not there."""
    row = tx.execute(
        f"SELECT ends FROM ({_ENDS}) WHERE participant = :participant",  # noqa: S608 - our own text
        {**_moments(terms), "participant": participant},
    ).fetchone()
    return None if row is None or legal_holds.holds(tx, participant) else moment(row["ends"])


_CASES = """
    SELECT id, participant, rank, CASE
        WHEN status = 'withdrawn' THEN last + :withdrawn
        WHEN status IN ('handed-over', 'unsuitable') THEN last + :finished
        ELSE max(last, coalesce(waiting_until, 0)) + :open
    END AS ends
    FROM (
        SELECT registration.*, max(
            registration.updated_at,
            coalesce(session.updated_at, 0),
            coalesce((SELECT max(at) FROM case_note WHERE case_id = registration.id), 0),
            coalesce((SELECT max(at) FROM case_message WHERE case_id = registration.id), 0)
        ) AS last
        FROM registration LEFT JOIN session ON session.participant = registration.participant
    )
"""
"""Each case, and when its term ends."""

_ENDS = f"""
    SELECT person.id AS participant, coalesce(
        (SELECT max(ends) FROM ({_CASES}) AS theirs WHERE theirs.participant = person.id),
        max(coalesce(session.updated_at, 0), coalesce(session.due_at, 0), person.created_at) + :unfinished
    ) AS ends
    FROM participant AS person LEFT JOIN session ON session.participant = person.id
"""  # noqa: S608 - our own text
"""Each person, and when the last of their terms ends."""


def _moments(terms: Terms) -> dict[str, int]:
    """The terms in whole microseconds, as moments are stored."""
    day = 24 * 60 * 60 * 1_000_000
    return {name: getattr(terms, name) * day for name in ("unfinished", "withdrawn", "finished", "open")}
