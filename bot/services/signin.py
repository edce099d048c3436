"""Letting staff in: the password, the session, and the way out again.

Unknown, wrong, locked and disabled look the same and take as long. Hashing costs a quarter of a second of a core and
64 MiB, so a few run at a time and a short line waits; beyond that nobody is let in for a moment.
"""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.services.moments import Clock
from bot.services.second_factor import SecondFactor
from bot.store import audit, ids, staff
from bot.store.opening import Store
from bot.store.passwords import check_password, guessable, hash_password
from bot.store.staff import Account, StaffSession

AT_ONCE = 2
"""Passwords that are checked at the same time."""

IN_LINE = 16
"""Attempts that may wait for their turn."""

CODE_TIME = timedelta(minutes=5)
"""Between password and code."""

CODE_TRIES = 5
LONGEST_PASSWORD = 256
SHORTEST_PASSWORD = 12
"""Characters, at least; no other demands (ASVS 5.0, 6.2)."""

TOUCH = timedelta(minutes=1)
"""How often the use of a session is written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """Let in: the token of the new session."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsCode:
    """The password was right; a code has to follow soon, together with ``halfway``."""

    halfway: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Not let in. ``busy``: too many attempts at this moment, nothing was checked."""

    busy: bool = False


@dataclass(slots=True, kw_only=True)
class _Halfway:
    """Somebody between password and code."""

    account: str
    until: datetime
    tries: int = 0


class SignIn:
    """The door of the console."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._factor = SecondFactor(store=store, clock=clock)
        self._halfway: dict[str, _Halfway] = {}
        self._desks = asyncio.Semaphore(AT_ONCE)
        self._line = 0

    async def log_in(self, login: str, password: str) -> Welcome | NeedsCode | Refused:
        """Check login and password; on success begin a session, or ask for the second factor."""
        if self._line >= IN_LINE:
            return Refused(busy=True)
        self._line += 1
        try:
            async with self._desks:
                return await self._checked(login, password)
        finally:
            self._line -= 1

    async def with_code(self, halfway: str, code: str) -> Welcome | NeedsCode | Refused:
        """The second step. A wrong code may be tried again a few times; each counts as a failed log-in."""
        waiting = self._halfway.get(halfway)
        if waiting is None or self._clock() >= waiting.until:
            return Refused()
        who, token = waiting.account, ids.token()
        waiting.tries += 1
        if await self._store.db.write(lambda tx: self._coded(tx, who, code, token)):
            self._halfway.pop(halfway, None)
            return Welcome(token=token)
        if waiting.tries >= CODE_TRIES:
            self._halfway.pop(halfway, None)
            return Refused()
        return NeedsCode(halfway=halfway)

    def _coded(self, tx: sqlite3.Connection, who: str, code: str, token: str) -> bool:
        account = staff.get(tx, who)
        usable = account is not None and not account.disabled and not account.locked(self._clock())
        if usable and self._factor.fits(tx, who, code[:LONGEST_PASSWORD]):
            self._begun(tx, who, token)
            return True
        self._failed(tx, who, counts=usable)
        return False

    async def confirms(self, account: Account, password: str) -> bool:
        """Whether somebody who is logged in still knows the password, before something that matters is changed."""
        async with self._desks:
            return await asyncio.to_thread(check_password, account.password, password[:LONGEST_PASSWORD])

    async def change_password(self, account: Account, old: str, new: str) -> bool:
        """One's own new password; ends all sessions, this one too. False when the old one does not fit.

        Raises:
            ValueError: for a new password that is too short, too long or too easy to guess.
        """
        if not SHORTEST_PASSWORD <= len(new) <= LONGEST_PASSWORD:
            raise ValueError("length of the password")
        if guessable(new, account.login, account.name):
            raise ValueError("easy to guess")
        if not await self.confirms(account, old):
            return False
        async with self._desks:
            hashed = await asyncio.to_thread(hash_password, new)
        now = self._clock()

        def work(tx: sqlite3.Connection) -> None:
            staff.set_password(tx, account.id, hashed, now)
            audit.append(tx, self._store.vault, who=account.id, what="password-changed", ref=account.id, now=now)

        await self._store.db.write(work)
        return True

    def _hold_door(self, who: str) -> NeedsCode:
        now = self._clock()
        self._halfway = {key: one for key, one in self._halfway.items() if now < one.until}
        halfway = ids.token()
        self._halfway[halfway] = _Halfway(account=who, until=now + CODE_TIME)
        return NeedsCode(halfway=halfway)

    async def _checked(self, login: str, password: str) -> Welcome | NeedsCode | Refused:
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
        if account.has_totp:
            return self._hold_door(who)
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

    async def who(self, token: str, *, quiet: bool = False) -> StaffSession | None:
        """Who is logged in with this token, or None; its use is noted once a minute, unless ``quiet``."""
        now = self._clock()
        session = await self._store.db.read(lambda tx: staff.session(tx, token, now))
        if session is not None and not quiet and now - session.seen_at >= TOUCH:
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
