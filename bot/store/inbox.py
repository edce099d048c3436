"""The mailbox's way in: what arrived and is on disk before anybody confirms it.

A row waits until a turn empties it. It is known again by a keyed hash of (channel, external id), so a repeated
delivery changes nothing. Order is the order of arrival; a person's later messages wait for their earlier ones.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.store import ids, participants
from bot.store.errors import KeyGone, UnreadableRecord
from bot.store.moments import due, moment, stored
from bot.store.sequence import next_number
from bot.store.vault import SYSTEM, Vault


class RawLike(Protocol):
    """A raw update, before anybody tried to understand it."""

    @property
    def external_id(self) -> str:
        """Unique within the channel."""

    @property
    def address(self) -> str | None:
        """Where an answer goes; None when it cannot be told."""

    @property
    def payload(self) -> bytes:
        """What arrived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """Where to go on receiving: for one bot, because ids of another bot are another series."""

    bot: str
    next_offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What became of one raw update. ``repeated``: it was there already."""

    seq: int
    participant: str | None
    repeated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A message to work on. ``payload`` is None when it can no longer be opened (its person was erased)."""

    seq: int
    channel: str
    participant: str | None
    payload: bytes | None = field(repr=False)
    attempts: int
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxCounts:
    """For health and metrics."""

    waiting: int
    dead: int
    oldest_waiting: datetime | None


_HEADS = """
    SELECT seq, channel, participant, payload, attempts, received_at FROM inbox AS mine INDEXED BY inbox_waiting
    WHERE state = 'waiting' AND (retry_at <= ? OR retry_at > ?) AND NOT EXISTS (
        SELECT 1 FROM inbox AS earlier INDEXED BY inbox_lane
        WHERE earlier.participant = mine.participant AND earlier.seq < mine.seq AND earlier.state = 'waiting'
    ) ORDER BY seq LIMIT ?
"""
"""First in line per person. The indexes are named: left to itself SQLite walks all waiting rows for each of them, and
one person's flood would slow everybody down."""


def accept(
    tx: sqlite3.Connection,
    vault: Vault,
    channel: str,
    raws: Sequence[RawLike],
    now: datetime,
    cursor: Cursor | None = None,
) -> tuple[Arrival, ...]:
    """Store a batch, each update once, and the cursor with it. Only after the commit may it be confirmed."""
    arrivals = tuple(_accept_one(tx, vault, channel, raw, now) for raw in raws)
    if cursor is not None:
        tx.execute(
            "INSERT INTO cursor (channel, bot, next_offset) VALUES (?, ?, ?)"
            " ON CONFLICT (channel, bot) DO UPDATE SET next_offset = excluded.next_offset",
            (channel, cursor.bot, cursor.next_offset),
        )
    return arrivals


def next_offset(tx: sqlite3.Connection, channel: str, bot: str) -> int | None:
    """Where this bot goes on receiving, or None at its first start."""
    row = tx.execute("SELECT next_offset FROM cursor WHERE channel = ? AND bot = ?", (channel, bot)).fetchone()
    return None if row is None else int(row["next_offset"])


def oldest_waiting(
    tx: sqlite3.Connection, vault: Vault, limit: int, now: datetime, *, busy: Collection[int] = ()
) -> list[Waiting]:
    """What may be worked on now, oldest first: at most one message per person, and it is their oldest.

    A person whose oldest message waits for its retry is skipped whole, and so is one whose message is in ``busy``
    (the seqs that are being worked on at this moment).
    """
    rows = tx.execute(
        _HEADS,
        (*due(now), limit + len(busy)),
    ).fetchall()
    free = [row for row in rows if row["seq"] not in busy]
    return [_waiting(vault, row) for row in free[:limit]]


def waits_for(tx: sqlite3.Connection, participant: str) -> bool:
    """Whether anything of this person still waits to be worked on."""
    query = "SELECT EXISTS (SELECT 1 FROM inbox WHERE participant = ? AND state = 'waiting')"
    return bool(tx.execute(query, (participant,)).fetchone()[0])


def mark_done(tx: sqlite3.Connection, seq: int) -> bool:
    """Empty the message; in the same transaction as everything it brought about.

    False when it was no longer waiting: somebody else finished it (or it was erased), so roll back.
    """
    return (
        tx.execute(
            "UPDATE inbox SET state = 'done', payload = NULL, error = NULL WHERE seq = ? AND state = 'waiting'",
            (seq,),
        ).rowcount
        == 1
    )


def mark_failed(tx: sqlite3.Connection, seq: int, error_class: str, retry_at: datetime | None) -> None:
    """Try again at ``retry_at``, or set aside as a dead letter when that is None. Only the error's class is kept."""
    tx.execute(
        "UPDATE inbox SET state = ?, attempts = attempts + 1, error = ?, retry_at = ?"
        " WHERE seq = ? AND state = 'waiting'",
        ("dead" if retry_at is None else "waiting", error_class, 0 if retry_at is None else stored(retry_at), seq),
    )


def purge(tx: sqlite3.Connection, *, done_before: datetime, dead_before: datetime) -> int:
    """Delete finished and dead messages that arrived earlier; gives their number.

    Keep finished ones longer than the channel may repeat a delivery (Telegram: 24 hours), but not for weeks:
    Telegram's ids start again at random after a quiet week, and an old one would make a new message look repeated.
    """
    return tx.execute(
        "DELETE FROM inbox WHERE (state = 'done' AND received_at < ?) OR (state = 'dead' AND received_at < ?)",
        (stored(done_before), stored(dead_before)),
    ).rowcount


def counts(tx: sqlite3.Connection) -> InboxCounts:
    """How much waits, since when, and how much was set aside."""
    waiting, oldest = tx.execute("SELECT count(*), min(received_at) FROM inbox WHERE state = 'waiting'").fetchone()
    (dead,) = tx.execute("SELECT count(*) FROM inbox WHERE state = 'dead'").fetchone()
    return InboxCounts(waiting=waiting, dead=dead, oldest_waiting=None if oldest is None else moment(oldest))


def newest(tx: sqlite3.Connection) -> datetime | None:
    """When the last message came in, by the clock of that moment."""
    (latest,) = tx.execute("SELECT max(received_at) FROM inbox").fetchone()
    return None if latest is None else moment(latest)


def _accept_one(tx: sqlite3.Connection, vault: Vault, channel: str, raw: RawLike, now: datetime) -> Arrival:
    external = vault.index("external", f"{channel}:{raw.external_id}")
    known = tx.execute("SELECT seq, participant FROM inbox WHERE external_index = ?", (external,)).fetchone()
    if known is not None:
        return Arrival(seq=known["seq"], participant=known["participant"], repeated=True)
    participant = None
    if raw.address is not None:
        person = participants.find_or_create(tx, vault, channel, raw.address, new_id=ids.participant_id(), now=now)
        participant = person.id
    seq = next_number(tx, "inbox")
    payload = vault.seal(participant or SYSTEM, _record(seq), raw.payload)
    tx.execute(
        "INSERT INTO inbox (seq, channel, external_index, participant, payload, received_at) VALUES (?, ?, ?, ?, ?, ?)",
        (seq, channel, external, participant, payload, stored(now)),
    )
    return Arrival(seq=seq, participant=participant, repeated=False)


def _waiting(vault: Vault, row: sqlite3.Row) -> Waiting:
    payload: bytes | None
    try:
        payload = vault.open_sealed(row["participant"] or SYSTEM, _record(row["seq"]), row["payload"])
    except (KeyGone, UnreadableRecord):
        payload = None  # one such row must not stop everybody behind it
    return Waiting(
        seq=row["seq"],
        channel=row["channel"],
        participant=row["participant"],
        payload=payload,
        attempts=row["attempts"],
        received_at=moment(row["received_at"]),
    )


def _record(seq: int) -> str:
    return f"inbox/{seq}/payload"
