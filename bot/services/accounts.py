"""Accounts of staff: who may come in and as what. Nobody changes their own, so that there is always somebody left."""

from __future__ import annotations

import asyncio
import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, get_args

from bot.services.moments import Clock
from bot.services.second_factor import SecondFactor
from bot.services.triage import NotAllowedError, oversees
from bot.store import audit, ids, staff
from bot.store.opening import Store
from bot.store.passwords import hash_password
from bot.store.staff import Account, Role

LONGEST_NAME: Final = 80
PASSWORD_LETTERS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """Changing accounts; every change is in the audit trail."""

    store: Store
    clock: Clock

    async def end_sessions(self, by: Account, whom: str) -> None:
        """Log somebody out everywhere, at once: for a lost laptop. For who oversees."""
        if not oversees(by):
            raise NotAllowedError
        await self._change(by, whom, "sessions-ended", self._end)

    async def set_role(self, by: Account, whom: str, role: str) -> None:
        """Give another role.

        Raises:
            NotAllowedError: for who is no administrator, or for one's own account.
            ValueError: for a role or account that does not exist.
        """
        if role not in get_args(Role):
            raise ValueError(role)
        given: Role = role  # type: ignore[assignment]
        _must_be_administrator(by, whom)
        await self._change(by, whom, f"role:{role}", lambda tx, one: staff.set_role(tx, one, given))

    async def set_disabled(self, by: Account, whom: str, *, disabled: bool) -> None:
        """Close an account, or open it again. Raises as :meth:`set_role`."""
        _must_be_administrator(by, whom)
        what = "account-disabled" if disabled else "account-enabled"
        await self._change(
            by, whom, what, lambda tx, one: staff.set_disabled(tx, one, disabled=disabled, now=self.clock())
        )

    async def remove_second_factor(self, by: Account, whom: str) -> None:
        """For who lost telephone and paper codes. Raises as :meth:`set_role`."""
        _must_be_administrator(by, whom)
        account = await self.store.db.read(lambda tx: staff.get(tx, whom))
        if account is None:
            raise ValueError(whom)
        await SecondFactor(store=self.store, clock=self.clock).take_away(account, by)

    async def new_password(self, by: Account, whom: str) -> NewPassword:
        """Make a password, shown once, and end all sessions. Raises as :meth:`set_role`."""
        _must_be_administrator(by, whom)
        made = await _password()
        await self._change(
            by, whom, "password-reset", lambda tx, one: staff.set_password(tx, one, made.hashed, self.clock())
        )
        return made

    async def add(self, by: Account, login: str, name: str, role: str) -> NewPassword | None:
        """Make an account with a password that is shown once; None when the login is taken.

        Raises:
            NotAllowedError: for who is no administrator.
            ValueError: for a login, name or role that cannot be.
        """
        _must_be_administrator(by, "")
        login, name = login.strip().lower(), name.strip()
        right = (
            login.replace("-", "").replace(".", "").isalnum() and login.isascii() and name and role in get_args(Role)
        )
        if not right or len(login) > LONGEST_NAME or len(name) > LONGEST_NAME:
            raise ValueError(login)
        given: Role = role  # type: ignore[assignment]
        made, now = await _password(), self.clock()

        def work(tx: sqlite3.Connection) -> bool:
            if staff.by_login(tx, login) is not None:
                return False
            one = staff.add(
                tx, id=ids.staff_id(), login=login, name=name, role=given, password_hash=made.hashed, now=now
            )
            audit.append(tx, self.store.vault, who=by.id, what=f"account-added:{role}", ref=one.id, now=now)
            return True

        return made if await self.store.db.write(work) else None

    def _end(self, tx: sqlite3.Connection, whom: str) -> None:
        staff.end_all(tx, whom, self.clock())

    async def _change(
        self, by: Account, whom: str, what: str, change: Callable[[sqlite3.Connection, str], None]
    ) -> None:
        def work(tx: sqlite3.Connection) -> None:
            # Two administrators who take each other's role away at once: the second one is no administrator any more.
            doer = staff.get(tx, by.id)
            if doer is None or doer.disabled or doer.role != by.role:
                raise NotAllowedError
            if staff.get(tx, whom) is None:
                raise ValueError(whom)
            change(tx, whom)
            audit.append(tx, self.store.vault, who=by.id, what=what, ref=whom, now=self.clock())

        await self.store.db.write(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPassword:
    """A password that is shown once; only its hash is kept."""

    password: str = field(repr=False)
    hashed: str = field(repr=False)


async def _password() -> NewPassword:
    letters = "".join(secrets.choice(ids.ALPHABET.lower()) for _ in range(PASSWORD_LETTERS))
    password = "-".join(letters[at : at + 5] for at in range(0, PASSWORD_LETTERS, 5))
    return NewPassword(password=password, hashed=await asyncio.to_thread(hash_password, password))


def _must_be_administrator(by: Account, whom: str) -> None:
    if by.role != "administrator" or by.id == whom:
        raise NotAllowedError
