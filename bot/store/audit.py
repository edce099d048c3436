"""Who saw or changed what: append-only rows, chained by a key that is not in the database.

``what`` is an event name and ``ref`` an opaque reference; content never goes in here. Changing, swapping or removing
a row breaks the chain. Cutting off the end does not: compare with heads that were noted elsewhere (:func:`head`).
"""

from __future__ import annotations

import hashlib
import hmac
import re
import sqlite3
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.store.moments import moment, stored
from bot.store.sight import Sight
from bot.store.vault import Vault

_FIRST = bytes(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the trail."""

    number: int
    at: datetime
    who: str
    what: str
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The end of the chain: note it elsewhere daily, so that a cut-off end is found.

    Written as ``17:`` and the row's code in 64 hexadecimal digits; nothing can be read from it.
    """

    number: int
    mac: bytes

    def __str__(self) -> str:
        return f"{self.number}:{self.mac.hex()}"


_WRITTEN = re.compile(r"(?<![0-9a-fA-F])([0-9]{1,15}):([0-9a-f]{64})(?![0-9a-fA-F])")


def read_heads(text: str) -> set[Head]:
    """Every head that stands somewhere in a text: a log, a note, the output of an earlier check."""
    return {Head(number=int(number), mac=bytes.fromhex(mac)) for number, mac in _WRITTEN.findall(text)}


def append(tx: sqlite3.Connection, vault: Vault, *, who: str, what: str, ref: str, now: datetime) -> Entry:
    """Add a row; in the same transaction as the change it tells of, or before what it tells of is shown."""
    last = head(tx)
    number, at = last.number + 1, stored(now)
    mac = _mac(vault, last.mac, number, at, who, what, ref)
    tx.execute(
        "INSERT INTO audit (n, at, who, what, ref, mac) VALUES (?, ?, ?, ?, ?, ?)", (number, at, who, what, ref, mac)
    )
    return Entry(number=number, at=now, who=who, what=what, ref=ref)


def head(tx: sqlite3.Connection) -> Head:
    """The last row's number and code; number 0 for an empty trail."""
    row = tx.execute("SELECT n, mac FROM audit ORDER BY n DESC LIMIT 1").fetchone()
    return Head(number=0, mac=_FIRST) if row is None else Head(number=row["n"], mac=row["mac"])


def latest(tx: sqlite3.Connection) -> datetime | None:
    """When the last row was written; None for an empty trail."""
    row = tx.execute("SELECT at FROM audit ORDER BY n DESC LIMIT 1").fetchone()
    return None if row is None else moment(row["at"])


def entries(
    tx: sqlite3.Connection, sees: Sight, *, ref: str | None = None, limit: int = 100, before: int | None = None
) -> list[Entry]:
    """The newest rows, newest first; with ``ref`` only those about it, with ``before`` only those with a lower number.

    Where something is closed to who looks, the rest is numbered as if it had never been there.
    """
    hidden = _hidden(tx, sees)
    about, values = ("", ()) if ref is None else (" AND ref = ?", (ref,))
    leaves_out, closed = _leaves_out(sees)
    rows = tx.execute(
        f"SELECT * FROM audit WHERE n < ?{about} AND NOT ({leaves_out}) ORDER BY n DESC LIMIT ?",  # noqa: S608
        (head(tx).number + 1 if before is None else _true_number(hidden, before), *values, *closed, limit),
    )
    return [
        Entry(
            number=row["n"] - bisect_left(hidden, row["n"]),
            at=moment(row["at"]),
            who=row["who"],
            what=row["what"],
            ref=row["ref"],
        )
        for row in rows
    ]


def length(tx: sqlite3.Connection, sees: Sight) -> int:
    """How many rows there are, as far as ``sees`` goes."""
    return head(tx).number - len(_hidden(tx, sees))


def verify(tx: sqlite3.Connection, vault: Vault, noted: Collection[Head] = ()) -> list[str]:
    """What is wrong with the trail, in Dutch, one line each and saying where; empty when it is whole.

    ``noted`` are heads written down earlier: each must still be in the chain.
    """
    problems: list[str] = []
    previous, expected, missing = _FIRST, 1, {one for one in noted if one.number}
    for row in tx.execute("SELECT * FROM audit ORDER BY n"):
        number, mac = row["n"], row["mac"]
        if number != expected:
            problems.append(f"Tussen regel {expected - 1} en {number} ontbreekt iets.")
        if not hmac.compare_digest(mac, _mac(vault, previous, number, row["at"], row["who"], row["what"], row["ref"])):
            problems.append(f"Regel {number} is veranderd of sluit niet aan op de regel ervoor.")
        missing.discard(Head(number=number, mac=mac))
        previous, expected = mac, number + 1
    return problems + [
        f"Regel {one.number}, die eerder genoteerd is, is er niet meer: het einde is afgeknipt of vervangen,"
        " of er is een oudere reservekopie teruggezet."
        for one in sorted(missing, key=lambda head: head.number)
    ]


def _hidden(tx: sqlite3.Connection, sees: Sight) -> list[int]:
    """The numbers of the rows that this sight leaves out, in order."""
    leaves_out, closed = _leaves_out(sees)
    rows = tx.execute(f"SELECT n FROM audit WHERE {leaves_out} ORDER BY n", closed)  # noqa: S608 - our own text
    return [row["n"] for row in rows]


def _leaves_out(sees: Sight) -> tuple[str, tuple[str, ...]]:
    """Which rows a sight leaves out: those about what is closed, and then also any that two cases belong together."""
    return f"ref IN ({sees.closed}) OR (what LIKE 'link:%' AND EXISTS ({sees.closed}))", sees.values * 2


def _true_number(hidden: Sequence[int], shown: int) -> int:
    """The number in the chain of the row that is shown with this number."""
    for number in hidden:
        if number > shown:
            break
        shown += 1
    return shown


def _mac(vault: Vault, previous: bytes, number: int, at: int, who: str, what: str, ref: str) -> bytes:
    code = hashlib.blake2b(previous, key=vault.subkey("audit"), digest_size=32)
    for part in (str(number), str(at), who, what, ref):
        code.update(len(part.encode()).to_bytes(4, "big") + part.encode())
    return code.digest()
