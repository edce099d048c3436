"""What staff and a participant write to each other about a case, sealed under the participant's key."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.store import timeline
from bot.store.moments import moment, stored
from bot.store.sequence import next_number
from bot.store.vault import Vault

Delivery = Literal["waiting", "sent", "gone", "failed", ""]
"""Where a message is: on its way, delivered, never because the person left the channel, never for another reason, or
not known (any more)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMessage:
    """One message. ``who`` is an account, or ``participant`` for a reply."""

    id: int
    at: datetime
    who: str
    text: str = field(repr=False)
    delivery: Delivery


def add(
    tx: sqlite3.Connection, vault: Vault, case: int, *, who: str, text: str, now: datetime, outbox: int | None = None
) -> None:
    """Keep a message; ``outbox`` is the line in the mailbox with which it goes out. Raises LookupError, KeyGone."""
    number = next_number(tx, "case_message")
    sealed = vault.seal(_owner(tx, case), _record(number), text.encode())
    tx.execute(
        "INSERT INTO case_message (id, case_id, at, who, outbox, content) VALUES (?, ?, ?, ?, ?, ?)",
        (number, case, stored(now), who, outbox, sealed),
    )
    timeline.add_event(tx, case, kind="replied" if who == timeline.PARTICIPANT else "messaged", who=who, now=now)


def listed(tx: sqlite3.Connection, vault: Vault, case: int) -> list[CaseMessage]:
    """The messages about a case, in order, with where each is now."""
    owner = _owner(tx, case)
    rows = tx.execute(
        "SELECT case_message.*, outbox.state, outbox.error FROM case_message"
        " LEFT JOIN outbox ON outbox.seq = case_message.outbox WHERE case_id = ? ORDER BY case_message.id",
        (case,),
    ).fetchall()
    return [
        CaseMessage(
            id=row["id"],
            at=moment(row["at"]),
            who=row["who"],
            text=vault.open_sealed(owner, _record(row["id"]), row["content"]).decode(),
            delivery=_delivery(row["state"], row["error"]),
        )
        for row in rows
    ]


def _delivery(state: str | None, error: str | None) -> Delivery:
    match state:
        case None:
            return ""
        case "sent":
            return "sent"
        case "failed":
            return "gone" if error == "gone" else "failed"
        case _:
            return "waiting"


def _owner(tx: sqlite3.Connection, case: int) -> str:
    row = tx.execute("SELECT participant FROM registration WHERE id = ?", (case,)).fetchone()
    if row is None:
        raise LookupError("no such case")
    return str(row["participant"])


def _record(number: int) -> str:
    return f"case_message/{number}/content"
