"""The mailbox's way out: what still has to be said, in order, one in flight per recipient.

A row goes waiting → sending → sent, or back to waiting for another attempt, or failed when the channel says never.
``held`` rows wait for a person (after a restore), and nothing else goes out before that person decides. The text is emptied once it is sent, except with ``keep``: then it
is the web chat's transcript and stays until the person is erased or the conversation expires.

A crash while sending leaves ``sending``: ``release_stuck`` at the next start makes it wait again. That one message per
recipient is the only thing a crash can repeat.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.store import participants
from bot.store.errors import KeyGone, UnreadableRecord
from bot.store.moments import due, moment, stored, stored_or_none
from bot.store.sequence import next_number
from bot.store.vault import SYSTEM, Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A message to send now. ``participant`` is None for the staff group. ``attempts`` counts earlier ones."""

    seq: int
    channel: str
    participant: str | None
    address: str = field(repr=False)
    content: bytes = field(repr=False)
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One line of a kept transcript."""

    seq: int
    content: bytes = field(repr=False)
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxCounts:
    """For health and metrics."""

    waiting: int
    sending: int
    failed: int
    held: int
    oldest_waiting: datetime | None
    frozen: bool = False


AT_ONCE = 0
"""The moment before which a message is not sent, when there is none: also due when the clock goes back."""

_HEADS = """
    SELECT seq, channel, participant, address, content, attempts FROM outbox AS mine INDEXED BY outbox_waiting
    WHERE state = 'waiting' AND (not_before <= ? OR not_before > ?) AND NOT EXISTS (
        SELECT 1 FROM outbox AS earlier INDEXED BY outbox_open
        WHERE earlier.lane = mine.lane AND earlier.seq < mine.seq AND earlier.state IN ('waiting', 'sending')
    ) ORDER BY seq LIMIT ?
"""
"""First in line per recipient, through named indexes (see the inbox)."""


def post(
    tx: sqlite3.Connection,
    vault: Vault,
    participant: str,
    channel: str,
    contents: Sequence[bytes],
    now: datetime,
    *,
    keep: bool,
    dedup: str | None = None,
    not_before: datetime | None = None,
) -> tuple[int, ...]:
    """Put messages to a person in line, in this order; gives the seqs of those that are new.

    With ``dedup`` the same messages are posted once, however often this is repeated.
    """
    return tuple(
        seq
        for number, content in enumerate(contents)
        if (
            seq := _insert(
                tx,
                vault,
                owner=participant,
                channel=channel,
                address=None,
                content=content,
                keep=keep,
                dedup=None if dedup is None else f"{dedup}:{number}",
                moments=(stored(now), stored_or_none(not_before) or AT_ONCE),
            )
        )
    )


def post_to_staff(
    tx: sqlite3.Connection,
    vault: Vault,
    channel: str,
    address: str,
    content: bytes,
    now: datetime,
    *,
    dedup: str | None = None,
) -> int | None:
    """Put a notice to the staff group in line; None when the same ``dedup`` was posted before."""
    moments = (stored(now), AT_ONCE)
    return _insert(
        tx,
        vault,
        owner=None,
        channel=channel,
        address=address,
        content=content,
        keep=False,
        dedup=dedup,
        moments=moments,
    )


def claim(tx: sqlite3.Connection, vault: Vault, now: datetime, limit: int) -> list[Claimed]:
    """Take what may be sent now, oldest first: per recipient only the first in line, and none while one is in flight.

    Nothing at all while the mailbox is frozen. Commit before sending. A message that can no longer be opened is marked failed and skipped.
    """
    if frozen(tx):
        return []
    rows = tx.execute(_HEADS, (*due(now), limit)).fetchall()
    claimed = []
    for row in rows:
        try:
            claimed.append(_claimed(tx, vault, row))
        except (KeyGone, UnreadableRecord, LookupError) as error:
            mark_failed(tx, row["seq"], type(error).__name__)
        else:
            tx.execute("UPDATE outbox SET state = 'sending' WHERE seq = ?", (row["seq"],))
    return claimed


def mark_sent(tx: sqlite3.Connection, vault: Vault, seq: int, ref: str | None, now: datetime) -> None:
    """Delivered. ``ref`` names the message in the channel (for taking it out later) and is sealed."""
    row = tx.execute("SELECT participant FROM outbox WHERE seq = ? AND state = 'sending'", (seq,)).fetchone()
    if row is None:  # erased in the meantime
        return
    sealed = None if ref is None else vault.seal(row["participant"] or SYSTEM, _record(seq, "ref"), ref.encode())
    tx.execute(
        "UPDATE outbox SET state = 'sent', content = CASE keep WHEN 1 THEN content END, ref = ?, sent_at = ?,"
        " error = NULL WHERE seq = ?",
        (sealed, stored(now), seq),
    )


def mark_retry(tx: sqlite3.Connection, seq: int, error_class: str, not_before: datetime) -> None:
    """Not known to be delivered: again from ``not_before``; what comes after it for this recipient waits too."""
    tx.execute(
        "UPDATE outbox SET state = 'waiting', attempts = attempts + 1, error = ?, not_before = ?"
        " WHERE seq = ? AND state = 'sending'",
        (error_class, stored(not_before), seq),
    )


def mark_failed(tx: sqlite3.Connection, seq: int, error_class: str) -> None:
    """Final: the channel will never take it. The text is emptied unless it is part of a transcript."""
    tx.execute(
        "UPDATE outbox SET state = 'failed', attempts = attempts + 1, error = ?,"
        " content = CASE keep WHEN 1 THEN content END WHERE seq = ? AND state IN ('waiting', 'sending')",
        (error_class, seq),
    )


def drop_waiting(tx: sqlite3.Connection, participant: str, error_class: str) -> int:
    """The person is gone from the channel: everything still in line for them fails; gives its number."""
    return tx.execute(
        "UPDATE outbox SET state = 'failed', error = ?, content = CASE keep WHEN 1 THEN content END"
        " WHERE participant = ? AND state = 'waiting'",
        (error_class, participant),
    ).rowcount


def release_stuck(tx: sqlite3.Connection) -> int:
    """At start, before sending begins: what was in flight when the process ended waits again; gives its number."""
    return tx.execute("UPDATE outbox SET state = 'waiting', attempts = attempts + 1 WHERE state = 'sending'").rowcount


def hold(tx: sqlite3.Connection) -> int:
    """Freeze everything (after a restore: what is in line may have been sent already); gives how much was in line.

    What is posted from here on waits too.
    """
    tx.execute("INSERT INTO frozen (id) VALUES (1) ON CONFLICT DO NOTHING")
    return tx.execute("UPDATE outbox SET state = 'held' WHERE state IN ('waiting', 'sending')").rowcount


def release_held(tx: sqlite3.Connection) -> int:
    """A person decided that what is held may go out, and all that came after it."""
    tx.execute("DELETE FROM frozen")
    return tx.execute("UPDATE outbox SET state = 'waiting' WHERE state = 'held'").rowcount


def transcript(tx: sqlite3.Connection, vault: Vault, participant: str, after_seq: int = 0) -> list[Said]:
    """The kept messages to this person after ``after_seq``, in order."""
    rows = tx.execute(
        "SELECT seq, content, created_at FROM outbox"
        " WHERE participant = ? AND seq > ? AND keep = 1 AND content IS NOT NULL ORDER BY seq",
        (participant, after_seq),
    ).fetchall()
    return [
        Said(
            seq=row["seq"],
            content=vault.open_sealed(participant, _record(row["seq"], "content"), row["content"]),
            created_at=moment(row["created_at"]),
        )
        for row in rows
    ]


def waits_for(tx: sqlite3.Connection, participant: str) -> bool:
    """Whether anything to this person is still in line or in flight."""
    query = "SELECT EXISTS (SELECT 1 FROM outbox WHERE participant = ? AND state IN ('waiting', 'sending'))"
    return bool(tx.execute(query, (participant,)).fetchone()[0])


def clear_transcript(tx: sqlite3.Connection, participant: str) -> int:
    """Empty the kept texts of messages that are finished; gives their number."""
    return tx.execute(
        "UPDATE outbox SET content = NULL WHERE participant = ? AND keep = 1 AND content IS NOT NULL"
        " AND state IN ('sent', 'failed')",
        (participant,),
    ).rowcount


def sent_refs(
    tx: sqlite3.Connection, vault: Vault, participant: str, since: datetime, until: datetime | None = None
) -> list[tuple[int, str]]:
    """(seq, ref) of what was delivered to this person since then, newest first: for taking it out of the chat.

    With ``until`` only what was written before that moment.
    """
    rows = tx.execute(
        "SELECT seq, ref FROM outbox WHERE participant = ? AND ref IS NOT NULL AND sent_at >= ? AND created_at < coalesce(?, created_at + 1)"
        " ORDER BY seq DESC",
        (participant, stored(since), stored_or_none(until)),
    ).fetchall()
    return [
        (row["seq"], vault.open_sealed(participant, _record(row["seq"], "ref"), row["ref"]).decode()) for row in rows
    ]


def purge(tx: sqlite3.Connection, *, before: datetime) -> int:
    """Delete finished messages without kept text that were made earlier; gives their number."""
    return tx.execute(
        "DELETE FROM outbox WHERE state IN ('sent', 'failed') AND content IS NULL AND created_at < ?",
        (stored(before),),
    ).rowcount


def counts(tx: sqlite3.Connection) -> OutboxCounts:
    """How much waits, since when, what is in flight, what failed and what is held."""
    found = {
        state: tx.execute(f"SELECT count(*) FROM outbox WHERE state = '{state}'").fetchone()[0]  # noqa: S608
        for state in ("waiting", "sending", "failed", "held")
    }
    (oldest,) = tx.execute("SELECT min(created_at) FROM outbox WHERE state = 'waiting'").fetchone()
    since = None if oldest is None else moment(oldest)
    return OutboxCounts(**found, oldest_waiting=since, frozen=frozen(tx))


def anything_waiting(tx: sqlite3.Connection) -> bool:
    """Whether a claim could find something; asked often, so it looks at one row."""
    return bool(tx.execute("SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'waiting')").fetchone()[0])


NEVER = 2**62
"""Later than any moment that is stored."""


def overdue(tx: sqlite3.Connection, since: datetime) -> bool:
    """Whether something that could have been sent since then has not been taken up."""
    return not frozen(tx) and tx.execute(_HEADS, (stored(since), NEVER, 1)).fetchone() is not None


def frozen(tx: sqlite3.Connection) -> bool:
    """Whether nothing may leave the house: after a restore, until a person lets it."""
    return bool(tx.execute("SELECT EXISTS (SELECT 1 FROM frozen)").fetchone()[0])


def _insert(
    tx: sqlite3.Connection,
    vault: Vault,
    *,
    owner: str | None,
    channel: str,
    address: str | None,
    content: bytes,
    keep: bool,
    dedup: str | None,
    moments: tuple[int, int],
) -> int | None:
    index = None if dedup is None else vault.index("dedup", dedup)
    if index is not None and tx.execute("SELECT 1 FROM outbox WHERE dedup_index = ?", (index,)).fetchone():
        return None
    seq = next_number(tx, "outbox")
    sealed = vault.seal(owner or SYSTEM, _record(seq, "content"), content)
    lane = owner or vault.index("lane", f"{channel}:{address}").hex()
    to = None if address is None else vault.seal(SYSTEM, _record(seq, "address"), address.encode())
    tx.execute(
        "INSERT INTO outbox (seq, channel, participant, lane, address, content, keep, dedup_index,"
        " created_at, not_before) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (seq, channel, owner, lane, to, sealed, int(keep), index, *moments),
    )
    return seq


def _claimed(tx: sqlite3.Connection, vault: Vault, row: sqlite3.Row) -> Claimed:
    seq, participant = row["seq"], row["participant"]
    content = vault.open_sealed(participant or SYSTEM, _record(seq, "content"), row["content"])
    if participant is None:
        address = vault.open_sealed(SYSTEM, _record(seq, "address"), row["address"]).decode()
    else:
        address = participants.address(tx, vault, participant)
    return Claimed(
        seq=seq,
        channel=row["channel"],
        participant=participant,
        address=address,
        content=content,
        attempts=row["attempts"],
    )


def _record(seq: int, column: str) -> str:
    return f"outbox/{seq}/{column}"
