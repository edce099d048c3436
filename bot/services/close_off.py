"""Closing a case to a colleague who knows somebody in it: for them it does not exist any more."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from bot.engine.registration import Registration
from bot.services import count, notify
from bot.services.moments import Clock
from bot.services.triage import NotAllowedError, may_see_contact, oversees
from bot.store import audit, registrations, sight, staff, timeline, uncounted
from bot.store.cases import Case
from bot.store.opening import Store
from bot.store.sight import PROGRAM
from bot.store.staff import Account
from bot.store.uncounted import Sums
from bot.store.vault import Vault


class NobodyLeftError(ValueError):
    """No coordinator or administrator would be left who can see the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseOff:
    """Closing cases to a colleague, and opening them again. For the holder and for who oversees."""

    store: Store
    clock: Clock

    async def close(self, account: Account, reference: str, colleague: str) -> bool:
        """Close a case to a colleague; who held it holds it no longer. False when there is no such case (any more).

        Raises:
            NotAllowedError: when somebody else holds the case.
            NobodyLeftError: when nobody who oversees would be left.
            ValueError: for an unknown colleague, or oneself.
        """

        def work(tx: sqlite3.Connection) -> bool:
            case = self._found(tx, account, reference)
            if case is None or case.content is None:
                return False
            if colleague == account.id or staff.get(tx, colleague) is None:
                raise ValueError("not a colleague")
            if not _overseers(tx, reference) - {colleague}:
                raise NobodyLeftError
            if not sight.close(tx, reference, colleague):
                return True
            if case.claimed_by == colleague:
                registrations.release(tx, case.id, account.id, case.version, self.clock())
            uncounted.leave_out(tx, self.store.vault, sight.of(colleague), _counted(tx, self.store.vault, case))
            notify.take_back(tx, self.store.vault, reference, self.clock())
            self._note(tx, account, case, f"closed:{colleague}")
            return True

        return await self.store.db.write(work)

    async def reopen(self, account: Account, reference: str, colleague: str) -> bool:
        """Open a case to a colleague again. Gives and raises as :meth:`close`."""

        def work(tx: sqlite3.Connection) -> bool:
            case = self._found(tx, account, reference)
            if case is None or case.content is None:
                return False
            if sight.reopen(tx, reference, colleague):
                sums = _counted(tx, self.store.vault, case)
                uncounted.leave_out(tx, self.store.vault, sight.of(colleague), sums, again=True)
                self._note(tx, account, case, f"reopened:{colleague}")
            return True

        return await self.store.db.write(work)

    def _found(self, tx: sqlite3.Connection, account: Account, reference: str) -> Case | None:
        case = registrations.by_reference(tx, self.store.vault, sight.of(account.id), reference)
        if case is not None and not may_see_contact(account, case):
            raise NotAllowedError
        return case

    def _note(self, tx: sqlite3.Connection, account: Account, case: Case, what: str) -> None:
        now = self.clock()
        timeline.add_event(tx, case.id, kind=what, who=account.id, now=now)
        audit.append(tx, self.store.vault, who=account.id, what=what, ref=case.reference, now=now)


def inherit(tx: sqlite3.Connection, vault: Vault, made: Case) -> None:
    """A new case of somebody is closed to whom their earlier ones are. In the transaction that makes it."""
    for earlier in registrations.of_participant(tx, vault, PROGRAM, made.participant):
        for colleague in sight.closed_to(tx, earlier.reference):
            if sight.close(tx, made.reference, colleague):
                uncounted.leave_out(tx, vault, sight.of(colleague), _counted(tx, vault, made))


def _counted(tx: sqlite3.Connection, vault: Vault, case: Case) -> Sums:
    """What the figures counted of a case; of one from before that was kept, what they would count now."""
    kept = uncounted.of_case(tx, vault, case.id, case.participant)
    if kept is not None or case.content is None:
        return kept or Sums()
    month, facts = count.month(case.created_at), count.facts(Registration.model_validate_json(case.content))
    return Sums((month, what, value) for what, value in facts)


def _overseers(tx: sqlite3.Connection, reference: str) -> set[str]:
    there = {one.id for one in staff.everybody(tx) if oversees(one) and not one.disabled}
    return there - set(sight.closed_to(tx, reference))
