"""Who somebody is on a channel. The address is sealed; finding it again goes through a keyed hash."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.store.moments import stored
from bot.store.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A person on one channel."""

    id: str
    channel: str


def find_or_create(
    tx: sqlite3.Connection, vault: Vault, channel: str, address: str, *, new_id: str, now: datetime
) -> Participant:
    """The person behind this address; made with ``new_id`` when unknown, their key before anything else."""
    index = _address_index(vault, channel, address)
    row = tx.execute("SELECT id, channel FROM participant WHERE address_index = ?", (index,)).fetchone()
    if row is not None:
        return Participant(id=row["id"], channel=row["channel"])
    vault.create(new_id)
    sealed = vault.seal(new_id, "participant/address", address.encode())
    tx.execute(
        "INSERT INTO participant (id, channel, address_index, address, created_at) VALUES (?, ?, ?, ?, ?)",
        (new_id, channel, index, sealed, stored(now)),
    )
    return Participant(id=new_id, channel=channel)


def find(tx: sqlite3.Connection, vault: Vault, channel: str, address: str) -> Participant | None:
    """The person behind this address, or None."""
    return _found(tx, "address_index", _address_index(vault, channel, address))


def get(tx: sqlite3.Connection, participant: str) -> Participant | None:
    """The person with this id, or None when unknown or erased."""
    return _found(tx, "id", participant)


def address(tx: sqlite3.Connection, vault: Vault, participant: str) -> str:
    """Where messages to this person go. Raises LookupError for an unknown id, KeyGone for an erased person."""
    row = tx.execute("SELECT address FROM participant WHERE id = ?", (participant,)).fetchone()
    if row is None:
        raise LookupError("no such participant")
    return vault.open_sealed(participant, "participant/address", row["address"]).decode()


def set_receipt(tx: sqlite3.Connection, vault: Vault, participant: str, receipt: str) -> None:
    """Let this person come back with these digits; an earlier receipt no longer works. Only a hash is kept.

    Raises sqlite3.IntegrityError when another person has the same receipt: make another one.
    """
    tx.execute("UPDATE participant SET receipt_index = ? WHERE id = ?", (vault.index("receipt", receipt), participant))


def find_by_receipt(tx: sqlite3.Connection, vault: Vault, receipt: str) -> Participant | None:
    """The person who holds this receipt, or None."""
    return _found(tx, "receipt_index", vault.index("receipt", receipt))


def count(tx: sqlite3.Connection) -> int:
    """How many people are known."""
    (number,) = tx.execute("SELECT count(*) FROM participant").fetchone()
    return int(number)


def erase(tx: sqlite3.Connection, participant: str) -> bool:
    """Delete every row of this person, everywhere; False when there was nothing (left).

    Destroy their key first (``vault.destroy``), and afterwards call ``db.checkpoint()`` until it says yes.
    """
    return tx.execute("DELETE FROM participant WHERE id = ?", (participant,)).rowcount > 0


def _address_index(vault: Vault, channel: str, address: str) -> bytes:
    return vault.index("address", f"{channel}:{address}")


def _found(tx: sqlite3.Connection, column: str, value: str | bytes) -> Participant | None:
    row = tx.execute(f"SELECT id, channel FROM participant WHERE {column} = ?", (value,)).fetchone()  # noqa: S608
    return None if row is None else Participant(id=row["id"], channel=row["channel"])
