"""Erasing somebody as a durable job, and the ledger that remembers that it was done without remembering who.

A job outlives the person's rows on purpose: it is only finished when their key, their rows and the write-ahead log
are gone. The ledger keeps a keyed hash, so that a restored backup can be told whom not to bring back.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.store import ids, legal_holds
from bot.store.moments import moment, stored
from bot.store.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Somebody to erase, since when, and why: ``asked``, ``retention`` or ``staff``."""

    participant: str
    asked_at: datetime
    reason: str


def ask(tx: sqlite3.Connection, participant: str, *, reason: str, now: datetime) -> None:
    """Put somebody up for erasure; asking twice is asking once. ``reason``: ``asked``, ``retention`` or ``staff``."""
    tx.execute(
        "INSERT INTO erasure_job (participant, reason, asked_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (participant, reason, stored(now)),
    )


def keyless(tx: sqlite3.Connection, vault: Vault) -> list[str]:
    """People with rows but without a key: erased after the backup was made from which these rows came back."""
    rows = tx.execute("SELECT id FROM participant").fetchall()
    return [row["id"] for row in rows if not vault.holds(row["id"])]


def jobs(tx: sqlite3.Connection, limit: int = 100) -> list[Job]:
    """Who is to be erased now, the longest waiting first. A job waits while something of the person is held."""
    rows = tx.execute(
        f"SELECT participant, asked_at, reason FROM erasure_job WHERE participant NOT IN ({legal_holds.HELD})"  # noqa: S608
        " ORDER BY asked_at LIMIT ?",
        (limit,),
    )
    return [Job(participant=row["participant"], asked_at=moment(row["asked_at"]), reason=row["reason"]) for row in rows]


def finish(tx: sqlite3.Connection, vault: Vault, participant: str, *, now: datetime) -> None:
    """The job is done: one line in the ledger, with a keyed hash in place of the person."""
    row = tx.execute("SELECT reason FROM erasure_job WHERE participant = ?", (participant,)).fetchone()
    if row is None:
        return
    tx.execute(
        "INSERT INTO erasure_ledger (person_index, reason, at) VALUES (?, ?, ?)",
        (vault.index("erased", participant), row["reason"], stored(now)),
    )
    tx.execute("DELETE FROM erasure_job WHERE participant = ?", (participant,))


def proof(vault: Vault, participant: str) -> str:
    """The code with which somebody can ask later whether and when they were erased.

    It is made from the ledger's own keyed hash: nothing has to be kept for it, and it leads back to nobody.
    """
    return _proof(vault.index("erased", participant))


def proven(tx: sqlite3.Connection, code: str) -> datetime | None:
    """When the person with this code was erased, or None: not (yet), or never."""
    rows = tx.execute("SELECT person_index, at FROM erasure_ledger ORDER BY n DESC")
    return next((moment(row["at"]) for row in rows if _proof(row["person_index"]) == code), None)


def _proof(index: bytes) -> str:
    return ids.proof(int.from_bytes(index[:16], "big"))


def erased(tx: sqlite3.Connection, vault: Vault, participant: str) -> bool:
    """Whether the ledger says that this person was erased."""
    index = vault.index("erased", participant)
    query = "SELECT EXISTS (SELECT 1 FROM erasure_ledger WHERE person_index = ?)"
    return bool(tx.execute(query, (index,)).fetchone()[0])
