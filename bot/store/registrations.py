"""What participants hand over: stored sealed, worked on as cases.

Readable in the database are only reference, status, moments and who holds the case. Flags and the like are *tags*:
keyed hashes, so that the queue can be filtered without readable content. Every change is compare-and-swap on the
version, so nobody overwrites a colleague unseen.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from bot.store import timeline
from bot.store.cases import RANKS, Case, Changed, Claimed, Filters, HeldBy, Position, Status, Updated
from bot.store.errors import KeyGone
from bot.store.filtering import wanted
from bot.store.moments import moment, moment_or_none, stored, stored_or_none
from bot.store.sight import PROGRAM, Sight
from bot.store.vault import Vault


def add(
    tx: sqlite3.Connection,
    vault: Vault,
    *,
    reference: str,
    participant: str,
    submission: str,
    content: bytes,
    tags: Iterable[str],
    script_revision: str,
    now: datetime,
    status: Status = "new",
    waiting_until: datetime | None = None,
) -> Case:
    """Make a case of a registration. The same ``submission`` of a person again gives the case that is there.

    Raises sqlite3.IntegrityError when another case has this reference: make another one.
    """
    known = tx.execute(
        "SELECT id FROM registration WHERE participant = ? AND submission = ?", (participant, submission)
    ).fetchone()
    if known is not None:
        return _existing(get(tx, vault, PROGRAM, known["id"]))
    row = tx.execute(
        "INSERT INTO registration (reference, participant, submission, content, script_revision, status,"
        " waiting_until, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            reference,
            participant,
            submission,
            vault.seal(participant, _record(reference, 1), content),
            script_revision,
            status,
            stored_or_none(waiting_until),
            stored(now),
            stored(now),
        ),
    ).fetchone()
    _set_tags(tx, vault, row["id"], tags)
    timeline.add_event(tx, row["id"], kind="registered", who=timeline.PARTICIPANT, now=now)
    return _existing(get(tx, vault, PROGRAM, row["id"]))


def amend(
    tx: sqlite3.Connection,
    vault: Vault,
    case: int,
    *,
    content: bytes,
    tags: Iterable[str],
    script_revision: str,
    now: datetime,
) -> Updated | Changed:
    """The participant's own correction: it always wins, and the new version tells staff that something changed."""
    row = tx.execute(
        "SELECT reference, participant, content_version, version FROM registration WHERE id = ?", (case,)
    ).fetchone()
    if row is None:
        return Changed(version=None)
    content_version = row["content_version"] + 1
    sealed = vault.seal(row["participant"], _record(row["reference"], content_version), content)
    tx.execute(
        "UPDATE registration SET content = ?, content_version = ?, script_revision = ?, version = version + 1,"
        " updated_at = ? WHERE id = ?",
        (sealed, content_version, script_revision, stored(now), case),
    )
    _set_tags(tx, vault, case, tags)
    timeline.add_event(tx, case, kind="amended", who=timeline.PARTICIPANT, now=now)
    return Updated(version=row["version"] + 1)


def claim(
    tx: sqlite3.Connection, case: int, staff: str, expected_version: int, now: datetime
) -> Claimed | HeldBy | Changed:
    """Take a case. Two at once: one gets it, the other is told who. Claiming one's own case again is fine."""
    row = tx.execute("SELECT claimed_by, version FROM registration WHERE id = ?", (case,)).fetchone()
    if row is None:
        return Changed(version=None)
    if row["claimed_by"] == staff:
        return Claimed(version=row["version"])
    if row["claimed_by"] is not None:
        return HeldBy(who=row["claimed_by"])
    if row["version"] != expected_version:
        return Changed(version=row["version"])
    tx.execute(
        "UPDATE registration SET claimed_by = ?, status = CASE status WHEN 'new' THEN 'claimed' ELSE status END,"
        " version = version + 1, updated_at = ? WHERE id = ? AND version = ? AND claimed_by IS NULL",
        (staff, stored(now), case, expected_version),
    )
    timeline.add_event(tx, case, kind="claimed", who=staff, now=now)
    return Claimed(version=expected_version + 1)


def release(tx: sqlite3.Connection, case: int, staff: str, expected_version: int, now: datetime) -> Updated | Changed:
    """Give a case back to the queue (``staff`` is who does it: the holder, or a coordinator for them)."""
    done = _swap(
        tx,
        "claimed_by = NULL, status = CASE status WHEN 'claimed' THEN 'new' ELSE status END",
        (),
        case,
        expected_version,
        now,
    )
    if isinstance(done, Updated):
        timeline.add_event(tx, case, kind="released", who=staff, now=now)
    return done


def set_status(
    tx: sqlite3.Connection,
    case: int,
    status: Status,
    expected_version: int,
    *,
    who: str,
    now: datetime,
    waiting_until: datetime | None = None,
) -> Updated | Changed:
    """Move a case on; ``waiting_until`` is when it comes back by itself. ``who``: a staff id or ``participant``."""
    done = _swap(
        tx, "status = ?, waiting_until = ?", (status, stored_or_none(waiting_until)), case, expected_version, now
    )
    if isinstance(done, Updated):
        timeline.add_event(tx, case, kind=f"status:{status}", who=who, now=now)
    return done


def get(tx: sqlite3.Connection, vault: Vault, sees: Sight, case: int) -> Case | None:
    """One case, or None."""
    return _one(tx, vault, sees, "id = ?", case)


def by_reference(tx: sqlite3.Connection, vault: Vault, sees: Sight, reference: str) -> Case | None:
    """The case with this reference, or None."""
    return _one(tx, vault, sees, "reference = ?", reference)


def of_participant(tx: sqlite3.Connection, vault: Vault, sees: Sight, participant: str) -> list[Case]:
    """A person's cases, the newest first."""
    rows = tx.execute(
        f"SELECT * FROM registration WHERE participant = ? AND {sees.allows()} ORDER BY id DESC",  # noqa: S608
        (participant, *sees.values),
    ).fetchall()
    return [_case(vault, row) for row in rows]


def listed(
    tx: sqlite3.Connection,
    vault: Vault,
    sees: Sight,
    filters: Filters,
    *,
    limit: int = 50,
    after: Position | None = None,
) -> list[Case]:
    """A page of the queue: unattended first, within that the oldest first. ``after``: where the last page ended."""
    where, values = _where(vault, sees, filters)
    if after is not None:
        # By reference: a row's number would show that something came in between.
        where += " AND (rank, created_at, id) > (?, ?, coalesce((SELECT id FROM registration WHERE reference = ?), 0))"
        values += [after.rank, stored(after.created_at), after.reference]
    rows = tx.execute(
        f"SELECT * FROM registration WHERE {where} ORDER BY rank, created_at, id LIMIT ?",  # noqa: S608
        (*values, limit),
    ).fetchall()
    return [_case(vault, row) for row in rows]


def status_counts(tx: sqlite3.Connection, sees: Sight) -> dict[str, int]:
    """How many cases have each status; every status is named.

    All are counted in an index, and the few that may not be known of are taken off: looking at each of 100,000 whether
    it may would take a third of a second.
    """
    found = dict(tx.execute("SELECT status, count(*) FROM registration GROUP BY status").fetchall())
    query = f"SELECT status, count(*) FROM registration WHERE {sees.hides()} GROUP BY status"  # noqa: S608
    hidden = dict(tx.execute(query, sees.values).fetchall())
    return {status: found.get(status, 0) - hidden.get(status, 0) for status in RANKS}


def count(tx: sqlite3.Connection, vault: Vault, sees: Sight, filters: Filters) -> int:
    """How many cases fit; counted as :func:`status_counts` does."""
    parts, values = wanted(vault, filters, ordered=False)
    where = " AND ".join(("TRUE", *parts))
    (number,) = tx.execute(f"SELECT count(*) FROM registration WHERE {where}", values).fetchone()  # noqa: S608
    if not tx.execute(f"SELECT EXISTS ({sees.closed})", sees.values).fetchone()[0]:
        return int(number)
    query = f"SELECT count(*) FROM registration WHERE {where} AND {sees.hides()}"  # noqa: S608
    (hidden,) = tx.execute(query, (*values, *sees.values)).fetchone()
    return int(number) - int(hidden)


def due(tx: sqlite3.Connection, now: datetime, limit: int = 100) -> list[int]:
    """Resting cases whose moment has come, the longest overdue first."""
    rows = tx.execute(
        "SELECT id FROM registration WHERE waiting_until IS NOT NULL AND waiting_until <= ? AND status = 'waiting'"
        " ORDER BY waiting_until LIMIT ?",
        (stored(now), limit),
    )
    return [row["id"] for row in rows]


def _swap(
    tx: sqlite3.Connection,
    change: str,
    values: tuple[str | int | None, ...],
    case: int,
    expected_version: int,
    now: datetime,
) -> Updated | Changed:
    done = tx.execute(
        f"UPDATE registration SET {change}, version = version + 1, updated_at = ? WHERE id = ? AND version = ?",  # noqa: S608
        (*values, stored(now), case, expected_version),
    )
    if done.rowcount == 1:
        return Updated(version=expected_version + 1)
    row = tx.execute("SELECT version FROM registration WHERE id = ?", (case,)).fetchone()
    return Changed(version=None if row is None else row["version"])


def _one(tx: sqlite3.Connection, vault: Vault, sees: Sight, where: str, value: str | int) -> Case | None:
    row = tx.execute(
        f"SELECT * FROM registration WHERE {where} AND {sees.allows()}",  # noqa: S608 - our own text
        (value, *sees.values),
    ).fetchone()
    return None if row is None else _case(vault, row)


def _where(vault: Vault, sees: Sight, filters: Filters) -> tuple[str, list[str | int | bytes]]:
    parts, values = wanted(vault, filters, ordered=filters.back is None)
    return " AND ".join((sees.allows(), *parts)), [*sees.values, *values]


def _set_tags(tx: sqlite3.Connection, vault: Vault, case: int, tags: Iterable[str]) -> None:
    tx.execute("DELETE FROM case_tag WHERE case_id = ?", (case,))
    tx.executemany(
        "INSERT INTO case_tag (case_id, tag) VALUES (?, ?)", [(case, vault.index("tag", tag)) for tag in set(tags)]
    )


def _case(vault: Vault, row: sqlite3.Row) -> Case:
    content: bytes | None
    try:
        content = vault.open_sealed(
            row["participant"], _record(row["reference"], row["content_version"]), row["content"]
        )
    except KeyGone:
        content = None
    return Case(
        id=row["id"],
        reference=row["reference"],
        participant=row["participant"],
        status=row["status"],
        version=row["version"],
        claimed_by=row["claimed_by"],
        created_at=moment(row["created_at"]),
        updated_at=moment(row["updated_at"]),
        waiting_until=moment_or_none(row["waiting_until"]),
        script_revision=row["script_revision"],
        content=content,
    )


def _existing(case: Case | None) -> Case:
    if case is None:
        raise LookupError("no such case")
    return case


def _record(reference: str, content_version: int) -> str:
    """The version is part of the place, so that an older content cannot be put back unseen."""
    return f"registration/{reference}/content/{content_version}"
