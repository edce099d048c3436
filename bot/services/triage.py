"""What staff do with a case: look at it, take it, give it back, move it on.

Every change is one transaction with its audit row, and names the version it was based on: who looked at an older
one is told so instead of overwriting a colleague.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bot.services.moments import Clock
from bot.store import audit, registrations
from bot.store.cases import Case, Changed, Claimed, HeldBy, Updated
from bot.store.opening import Store
from bot.store.staff import Account

Done = Claimed | Updated
Outcome = Done | HeldBy | Changed
View = Literal["viewed", "viewed-contact"]


class NotAllowedError(PermissionError):
    """This is not this person's to do."""


def oversees(account: Account) -> bool:
    """Whether somebody may see and change what colleagues hold."""
    return account.role in {"coordinator", "administrator"}


def may_see_contact(account: Account, case: Case) -> bool:
    """Personal data is for who holds the case, and for those who oversee."""
    return case.claimed_by == account.id or oversees(account)


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """The work on cases."""

    store: Store
    clock: Clock

    async def look(self, account: Account, reference: str) -> Case | None:
        """A case to show. That it is shown is in the audit trail before this returns; None when there is none."""
        now = self.clock()

        def work(tx: sqlite3.Connection) -> Case | None:
            case = registrations.by_reference(tx, self.store.vault, reference)
            if case is not None:
                what: View = "viewed-contact" if may_see_contact(account, case) else "viewed"
                audit.append(tx, self.store.vault, who=account.id, what=what, ref=reference, now=now)
            return case

        return await self.store.db.write(work)

    async def claim(self, account: Account, reference: str, version: int) -> Outcome:
        """Take a case. Of two at once one gets it; the other is told who holds it."""
        return await self._change(
            account,
            reference,
            "claimed",
            lambda tx, case: registrations.claim(tx, case.id, account.id, version, self.clock()),
        )

    async def release(self, account: Account, reference: str, version: int) -> Outcome:
        """Give a case back to the queue: the holder, or somebody who oversees.

        Raises:
            NotAllowedError: for anybody else.
        """

        def change(tx: sqlite3.Connection, case: Case) -> Outcome:
            _must_hold(account, case)
            return registrations.release(tx, case.id, account.id, version, self.clock())

        return await self._change(account, reference, "released", change)

    async def _change(
        self, account: Account, reference: str, what: str, change: Callable[[sqlite3.Connection, Case], Outcome]
    ) -> Outcome:
        """One change and its audit row; what did not happen leaves none."""

        def work(tx: sqlite3.Connection) -> Outcome:
            case = registrations.by_reference(tx, self.store.vault, reference)
            if case is None:
                return Changed(version=None)
            outcome = change(tx, case)
            if isinstance(outcome, Done):
                audit.append(tx, self.store.vault, who=account.id, what=what, ref=reference, now=self.clock())
            return outcome

        return await self.store.db.write(work)


def _must_hold(account: Account, case: Case) -> None:
    if not may_see_contact(account, case):
        raise NotAllowedError
