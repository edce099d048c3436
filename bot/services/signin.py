"""Letting staff in: the password, the session, and the way out again.

Unknown, wrong, locked and disabled look the same and take as long. Hashing costs a quarter of a second of a core and
64 MiB, so a few run at a time and a short line waits; beyond that nobody is let in for a moment.
"""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import dataclass, field
from datetime import timedelta

from bot.services.moments import Clock
from bot.store import audit, ids, staff
from bot.store.opening import Store
from bot.store.passwords import check_password
from bot.store.staff import StaffSession

AT_ONCE = 2
"""Passwords that are checked at the same time."""

IN_LINE = 16
"""Attempts that may wait for their turn."""

LONGEST_PASSWORD = 256
TOUCH = timedelta(minutes=1)
"""How often the use of a session is written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """Let in: the token of the new session."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Not let in. ``busy``: too many attempts at this moment, nothing was checked."""

    busy: bool = False


class SignIn:
    """The door of the console."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._desks = asyncio.Semaphore(AT_ONCE)
        self._line = 0

    async def log_in(self, login: str, password: str) -> Welcome | Refused:
        """Check login and password; on success begin a session."""
        if self._line >= IN_LINE:
            return Refused(busy=True)
        self._line += 1
        try:
            async with self._desks:
                return await self._checked(login, password)
        finally:
            self._line -= 1

    async def _checked(self, login: str, password: str) -> Welcome | Refused:
        now = self._clock()
        account = await self._store.db.read(lambda tx: staff.by_login(tx, login))
        usable = account is not None and not account.disabled and not account.locked(now)
        known = account.password if account is not None and usable else None
        fits = await asyncio.to_thread(check_password, known, password[:LONGEST_PASSWORD])
        if account is None:
            return Refused()
        who = account.id
        if not fits or len(password) > LONGEST_PASSWORD:
            await self._store.db.write(lambda tx: self._failed(tx, who, counts=usable))
            return Refused()
        token = ids.token()
        await self._store.db.write(lambda tx: self._begun(tx, who, token))
        return Welcome(token=token)

    def _failed(self, tx: sqlite3.Connection, who: str, *, counts: bool) -> None:
        """An attempt while locked does not count, or a stranger could keep a colleague out for ever."""
        now = self._clock()
        if counts:
            staff.record_failure(tx, who, now)
        audit.append(tx, self._store.vault, who="system", what="login-failed", ref=who, now=now)

    def _begun(self, tx: sqlite3.Connection, who: str, token: str) -> None:
        now = self._clock()
        staff.record_success(tx, who)
        staff.begin_session(tx, who, token, now)
        audit.append(tx, self._store.vault, who=who, what="login", ref="", now=now)

    async def who(self, token: str) -> StaffSession | None:
        """Who is logged in with this token, or None; its use is noted once a minute."""
        now = self._clock()
        session = await self._store.db.read(lambda tx: staff.session(tx, token, now))
        if session is not None and now - session.seen_at >= TOUCH:
            await self._store.db.write(lambda tx: staff.touch(tx, token, now))
        return session

    async def log_out(self, token: str) -> None:
        """End this session."""
        now = self._clock()

        def work(tx: sqlite3.Connection) -> None:
            session = staff.session(tx, token, now)
            if session is not None:
                staff.end_session(tx, token, now)
                audit.append(tx, self._store.vault, who=session.account.id, what="logout", ref="", now=now)

        await self._store.db.write(work)
