"""Notices to the staff group that were posted once: finding them again to take them out."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from bot.store.vault import SYSTEM, Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice that stands in the group; ``ref`` names it in the channel."""

    channel: str
    address: str = field(repr=False)
    ref: str


def withdraw(tx: sqlite3.Connection, vault: Vault, dedup: str) -> Notice | None:
    """Keep a notice from going out; gives it when it was sent already, so that it can be taken out of the group."""
    row = tx.execute(
        "SELECT seq, channel, address, ref, state FROM outbox WHERE dedup_index = ? AND participant IS NULL",
        (vault.index("dedup", dedup),),
    ).fetchone()
    if row is None:
        return None
    if row["state"] in {"waiting", "held"}:
        tx.execute("DELETE FROM outbox WHERE seq = ?", (row["seq"],))
    if row["ref"] is None:
        return None
    place = f"outbox/{row['seq']}"
    return Notice(
        channel=row["channel"],
        address=vault.open_sealed(SYSTEM, f"{place}/address", row["address"]).decode(),
        ref=vault.open_sealed(SYSTEM, f"{place}/ref", row["ref"]).decode(),
    )
