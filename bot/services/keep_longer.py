"""Legal hold: a case is kept beyond its term, visibly, for a reason from a list, until somebody lifts it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, get_args

from bot.services.moments import Clock
from bot.services.triage import NotAllowedError, oversees
from bot.store import audit, legal_holds, registrations, sight, timeline
from bot.store.cases import Case
from bot.store.legal_holds import Reason
from bot.store.opening import Store
from bot.store.staff import Account

REASONS: Final[tuple[Reason, ...]] = get_args(Reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepLonger:
    """Placing and lifting holds, for who oversees."""

    store: Store
    clock: Clock

    async def place(self, account: Account, reference: str, reason: str) -> bool:
        """Hold a case; False when there is no such case (any more).

        Raises:
            NotAllowedError: for who does not oversee.
            ValueError: for a reason that is not one.
        """
        given = next((one for one in REASONS if one == reason), None)
        if given is None:
            raise ValueError("not a reason")
        return await self._change(
            account,
            reference,
            f"hold:{given}",
            lambda tx, case: legal_holds.place(tx, case.id, who=account.id, reason=given, now=self.clock()),
        )

    async def lift(self, account: Account, reference: str) -> bool:
        """Let a case go: what waited to be erased is erased from here on. Gives and raises as :meth:`place`."""
        return await self._change(account, reference, "hold:lifted", lambda tx, case: legal_holds.lift(tx, case.id))

    async def _change(
        self, account: Account, reference: str, what: str, change: Callable[[sqlite3.Connection, Case], bool]
    ) -> bool:
        if not oversees(account):
            raise NotAllowedError

        def work(tx: sqlite3.Connection) -> bool:
            case = registrations.by_reference(tx, self.store.vault, sight.of(account.id), reference)
            if case is None or case.content is None:
                return False
            if change(tx, case):
                now = self.clock()
                timeline.add_event(tx, case.id, kind=what, who=account.id, now=now)
                audit.append(tx, self.store.vault, who=account.id, what=what, ref=reference, now=now)
            return True

        return await self.store.db.write(work)
