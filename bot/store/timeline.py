"""What happened to a case, and staff's own notes on it.

An event is a kind and a name, never content. A note is sealed under the key of the person it is about, so that it
goes when they go.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.store.moments import moment, stored
from bot.store.sequence import next_number
from bot.store.vault import Vault

PARTICIPANT: Final = "participant"
SYSTEM: Final = "system"
"""Who did it, beside the ids of staff."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent:
    """``kind``: registered, amended, claimed, released, ``status:<status>``, noted, or what a service names."""

    id: int
    at: datetime
    kind: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNote:
    """A note by a member of staff; the participant never sees it."""

    id: int
    at: datetime
    who: str
    text: str = field(repr=False)


def add_event(tx: sqlite3.Connection, case: int, *, kind: str, who: str, now: datetime) -> None:
    """Put something that happened on the timeline."""
    tx.execute("INSERT INTO case_event (case_id, at, kind, who) VALUES (?, ?, ?, ?)", (case, stored(now), kind, who))


def events(tx: sqlite3.Connection, case: int) -> list[CaseEvent]:
    """What happened, in order."""
    rows = tx.execute("SELECT id, at, kind, who FROM case_event WHERE case_id = ? ORDER BY id", (case,))
    return [CaseEvent(id=row["id"], at=moment(row["at"]), kind=row["kind"], who=row["who"]) for row in rows]


def add_note(tx: sqlite3.Connection, vault: Vault, case: int, *, staff: str, text: str, now: datetime) -> CaseNote:
    """Write a note. Raises LookupError for an unknown case, KeyGone when its person was erased."""
    number = next_number(tx, "case_note")
    sealed = vault.seal(_owner(tx, case), _record(number), text.encode())
    tx.execute(
        "INSERT INTO case_note (id, case_id, at, who, content) VALUES (?, ?, ?, ?, ?)",
        (number, case, stored(now), staff, sealed),
    )
    add_event(tx, case, kind="noted", who=staff, now=now)
    return CaseNote(id=number, at=now, who=staff, text=text)


def notes(tx: sqlite3.Connection, vault: Vault, case: int) -> list[CaseNote]:
    """The notes on a case, in order. Raises as :func:`add_note`."""
    owner = _owner(tx, case)
    rows = tx.execute("SELECT id, at, who, content FROM case_note WHERE case_id = ? ORDER BY id", (case,)).fetchall()
    return [
        CaseNote(
            id=row["id"],
            at=moment(row["at"]),
            who=row["who"],
            text=vault.open_sealed(owner, _record(row["id"]), row["content"]).decode(),
        )
        for row in rows
    ]


def _owner(tx: sqlite3.Connection, case: int) -> str:
    row = tx.execute("SELECT participant FROM registration WHERE id = ?", (case,)).fetchone()
    if row is None:
        raise LookupError("no such case")
    return str(row["participant"])


def _record(number: int) -> str:
    return f"case_note/{number}/content"
