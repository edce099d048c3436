"""Accounts of staff and their sessions in the console.

Passwords are hashed by :mod:`bot.store.passwords`, in a thread and before the work on the database. A session is
known by the hash of its token; it ends after eight hours, after thirty minutes without use, by logging out, or when
somebody ends it.
"""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from bot.store import links
from bot.store.moments import moment, moment_or_none, stored
from bot.store.vault import SYSTEM, Vault

Role = Literal["staff", "coordinator", "administrator"]

LONGEST = timedelta(hours=8)
IDLE = timedelta(minutes=30)
FREE_ATTEMPTS = 5
FIRST_LOCK = timedelta(seconds=30)
LONGEST_LOCK = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A member of staff. ``login`` is in small letters; ``has_totp`` says whether a second factor is set."""

    id: str
    login: str
    name: str
    role: Role
    disabled: bool
    failed: int
    locked_until: datetime | None
    has_totp: bool
    created_at: datetime
    password: str = field(repr=False)

    def locked(self, now: datetime) -> bool:
        """Whether logging in is refused at this moment because of failed attempts."""
        return self.locked_until is not None and now < self.locked_until


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffSession:
    """Somebody logged in."""

    account: Account
    created_at: datetime
    seen_at: datetime
    expires_at: datetime


def add(
    tx: sqlite3.Connection,
    *,
    id: str,  # noqa: A002 - the name of the column and of Account's field
    login: str,
    name: str,
    role: Role,
    password_hash: str,
    now: datetime,
) -> Account:
    """Make an account. Raises sqlite3.IntegrityError when the login is taken."""
    tx.execute(
        "INSERT INTO staff (id, login, name, role, password, created_at) VALUES (?, ?, ?, ?, ?, ?)",
        (id, _login(login), name, role, password_hash, stored(now)),
    )
    account = get(tx, id)
    if account is None:
        raise LookupError("no such account")
    return account


def get(tx: sqlite3.Connection, staff: str) -> Account | None:
    """The account with this id, or None."""
    row = tx.execute("SELECT * FROM staff WHERE id = ?", (staff,)).fetchone()
    return None if row is None else _account(row)


def by_login(tx: sqlite3.Connection, login: str) -> Account | None:
    """The account with this login, however it is typed, or None."""
    row = tx.execute("SELECT * FROM staff WHERE login = ?", (_login(login),)).fetchone()
    return None if row is None else _account(row)


def everybody(tx: sqlite3.Connection) -> list[Account]:
    """All accounts, by login."""
    return [_account(row) for row in tx.execute("SELECT * FROM staff ORDER BY login")]


def set_disabled(tx: sqlite3.Connection, staff: str, *, disabled: bool, now: datetime) -> None:
    """Close an account (its sessions and its Telegram end with it) or open it again."""
    tx.execute("UPDATE staff SET disabled = ? WHERE id = ?", (int(disabled), staff))
    if disabled:
        end_all(tx, staff, now)
        links.unlink(tx, staff)


def set_password(tx: sqlite3.Connection, staff: str, password_hash: str, now: datetime) -> None:
    """Replace the password; lifts a lock and ends all sessions."""
    tx.execute("UPDATE staff SET password = ?, failed = 0, locked_until = NULL WHERE id = ?", (password_hash, staff))
    end_all(tx, staff, now)


def set_role(tx: sqlite3.Connection, staff: str, role: Role) -> None:
    """Give another role; it counts from the next request on."""
    tx.execute("UPDATE staff SET role = ? WHERE id = ?", (role, staff))


def record_failure(tx: sqlite3.Connection, staff: str, now: datetime) -> datetime | None:
    """Count a failed login; gives until when logging in is refused, if it is.

    From the fifth failure on 30 seconds, doubling, at most 15 minutes: guessing becomes hopeless, and somebody who
    fails on purpose cannot shut a colleague out for long.
    """
    row = tx.execute("UPDATE staff SET failed = failed + 1 WHERE id = ? RETURNING failed", (staff,)).fetchone()
    if row is None or row["failed"] < FREE_ATTEMPTS:
        return None
    doublings: int = min(row["failed"] - FREE_ATTEMPTS, 10)
    until: datetime = now + min(FIRST_LOCK * 2**doublings, LONGEST_LOCK)
    tx.execute("UPDATE staff SET locked_until = ? WHERE id = ?", (stored(until), staff))
    return until


def record_success(tx: sqlite3.Connection, staff: str) -> None:
    """Forget failed attempts."""
    tx.execute("UPDATE staff SET failed = 0, locked_until = NULL WHERE id = ?", (staff,))


def begin_session(tx: sqlite3.Connection, staff: str, token: str, now: datetime) -> None:
    """Log in: only the token's hash is kept."""
    tx.execute(
        "INSERT INTO staff_session (token_hash, staff, created_at, seen_at, expires_at) VALUES (?, ?, ?, ?, ?)",
        (_hashed(token), staff, stored(now), stored(now), stored(now + LONGEST)),
    )


def session(tx: sqlite3.Connection, token: str, now: datetime) -> StaffSession | None:
    """Who is logged in with this token, or None when nobody (any more). Call :func:`touch` on use."""
    row = tx.execute("SELECT * FROM staff_session WHERE token_hash = ?", (_hashed(token),)).fetchone()
    if row is None or row["ended_at"] is not None:
        return None
    seen_at, expires_at = moment(row["seen_at"]), moment(row["expires_at"])
    account = get(tx, row["staff"])
    if account is None or account.disabled or now >= expires_at or now - seen_at >= IDLE:
        return None
    return StaffSession(account=account, created_at=moment(row["created_at"]), seen_at=seen_at, expires_at=expires_at)


def touch(tx: sqlite3.Connection, token: str, now: datetime) -> None:
    """The session was used; once a minute is often enough."""
    tx.execute(
        "UPDATE staff_session SET seen_at = ? WHERE token_hash = ? AND ended_at IS NULL", (stored(now), _hashed(token))
    )


def end_session(tx: sqlite3.Connection, token: str, now: datetime) -> None:
    """Log out."""
    tx.execute(
        "UPDATE staff_session SET ended_at = ? WHERE token_hash = ? AND ended_at IS NULL", (stored(now), _hashed(token))
    )


def end_all(tx: sqlite3.Connection, staff: str, now: datetime) -> int:
    """End all sessions of an account; gives their number."""
    return tx.execute(
        "UPDATE staff_session SET ended_at = ? WHERE staff = ? AND ended_at IS NULL", (stored(now), staff)
    ).rowcount


def open_sessions(tx: sqlite3.Connection, now: datetime) -> dict[str, int]:
    """Account -> how many sessions it has that still work."""
    rows = tx.execute(
        "SELECT staff, count(*) AS n FROM staff_session"
        " WHERE ended_at IS NULL AND expires_at > ? AND seen_at > ? GROUP BY staff",
        (stored(now), stored(now - IDLE)),
    )
    return {row["staff"]: row["n"] for row in rows}


def purge_sessions(tx: sqlite3.Connection, before: datetime) -> int:
    """Delete sessions that expired earlier; gives their number."""
    return tx.execute("DELETE FROM staff_session WHERE expires_at < ?", (stored(before),)).rowcount


def set_totp(tx: sqlite3.Connection, vault: Vault, staff: str, seed: str | None) -> None:
    """Set the second factor's seed (sealed), or take it away with None."""
    sealed = None if seed is None else vault.seal(SYSTEM, f"staff/{staff}/totp", seed.encode())
    tx.execute("UPDATE staff SET totp = ?, totp_step = NULL WHERE id = ?", (sealed, staff))


def totp(tx: sqlite3.Connection, vault: Vault, staff: str) -> str | None:
    """The second factor's seed, or None when there is none."""
    row = tx.execute("SELECT totp FROM staff WHERE id = ?", (staff,)).fetchone()
    if row is None or row["totp"] is None:
        return None
    return vault.open_sealed(SYSTEM, f"staff/{staff}/totp", row["totp"]).decode()


def use_totp_step(tx: sqlite3.Connection, staff: str, step: int) -> bool:
    """Use up a time step of the second factor. False when it, or a later one, was used before: refuse the code."""
    return (
        tx.execute(
            "UPDATE staff SET totp_step = ? WHERE id = ? AND (totp_step IS NULL OR totp_step < ?)", (step, staff, step)
        ).rowcount
        == 1
    )


def _account(row: sqlite3.Row) -> Account:
    return Account(
        id=row["id"],
        login=row["login"],
        name=row["name"],
        role=row["role"],
        disabled=bool(row["disabled"]),
        failed=row["failed"],
        locked_until=moment_or_none(row["locked_until"]),
        has_totp=row["totp"] is not None,
        created_at=moment(row["created_at"]),
        password=row["password"],
    )


def _login(login: str) -> str:
    return login.strip().lower()


def _hashed(token: str) -> bytes:
    """A plain hash is enough: tokens are 256 random bits."""
    return hashlib.blake2b(token.encode(), digest_size=32).digest()
