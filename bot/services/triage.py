"""What staff do with a case: look at it, take it, give it back, move it on.

Every change is one transaction with its audit row, and names the version it was based on: who looked at an older
one is told so instead of overwriting a colleague.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final, Literal

from bot.services.moments import AMSTERDAM, Clock
from bot.store import audit, holding, registrations, sight, staff, timeline
from bot.store.cases import Case, Changed, Claimed, HeldBy, Status, Updated
from bot.store.opening import Store
from bot.store.sight import PROGRAM
from bot.store.staff import Account

Done = Claimed | Updated
Outcome = Done | HeldBy | Changed
View = Literal["viewed", "viewed-contact"]

BY_HAND: Final[frozenset[Status]] = frozenset({"claimed", "contacted", "waiting", "handed-over", "unsuitable"})
"""What staff can make of a case. ``new`` is what releasing gives, ``withdrawn`` is the participant's."""

MORNING: Final = time(7)
"""When a resting case is back."""


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
            case = registrations.by_reference(tx, self.store.vault, sight.of(account.id), reference)
            if case is not None:
                what: View = "viewed-contact" if may_see_contact(account, case) else "viewed"
                audit.append(tx, self.store.vault, who=account.id, what=what, ref=reference, now=now)
            return case

        return await self.store.db.write(work)

    async def looked_at_trail(self, account: Account) -> None:
        """Note that somebody opened the audit trail, before it is shown."""
        now = self.clock()
        await self.store.db.write(
            lambda tx: audit.append(tx, self.store.vault, who=account.id, what="trail-viewed", ref="", now=now)
        )

    async def claim(self, account: Account, reference: str, version: int) -> Outcome:
        """Take a case. Of two at once one gets it; the other is told who holds it."""
        return await self.store.db.write(lambda tx: self.claimed(tx, account, reference, version))

    def claimed(self, tx: sqlite3.Connection, account: Account, reference: str, version: int | None) -> Outcome:
        """:meth:`claim` within a transaction. Without ``version``: as the case is now."""

        def change(tx: sqlite3.Connection, case: Case) -> Outcome:
            based_on = case.version if version is None else version
            return registrations.claim(tx, case.id, account.id, based_on, self.clock())

        return self._changed(tx, account, reference, "claimed", change)

    async def release(self, account: Account, reference: str, version: int) -> Outcome:
        """Give a case back to the queue: the holder, or somebody who oversees.

        Raises:
            NotAllowedError: for anybody else.
        """
        return await self.store.db.write(lambda tx: self.released(tx, account, reference, version))

    def released(self, tx: sqlite3.Connection, account: Account, reference: str, version: int | None) -> Outcome:
        """:meth:`release` within a transaction. Without ``version``: as the case is now."""

        def change(tx: sqlite3.Connection, case: Case) -> Outcome:
            _must_hold(account, case)
            based_on = case.version if version is None else version
            return registrations.release(tx, case.id, account.id, based_on, self.clock())

        return self._changed(tx, account, reference, "released", change)

    async def move(
        self, account: Account, reference: str, version: int, status: Status, until: date | None = None
    ) -> Outcome:
        """Move a case on; a resting one comes back by itself in the morning of ``until``.

        Raises:
            NotAllowedError: when somebody else holds the case.
            ValueError: for a status that is not staff's to give, or a day of return that is missing or not later.
        """
        now = self.clock()
        if status not in BY_HAND or (status == "waiting") != (until is not None):
            raise ValueError(status)
        if until is not None and until <= now.astimezone(AMSTERDAM).date():
            raise ValueError("the day of return must be later")
        back = None if until is None else datetime.combine(until, MORNING, AMSTERDAM)

        def change(tx: sqlite3.Connection, case: Case) -> Outcome:
            _must_hold(account, case)
            if case.status == "withdrawn":
                return Changed(version=case.version)
            return registrations.set_status(tx, case.id, status, version, who=account.id, now=now, waiting_until=back)

        return await self._change(account, reference, f"status:{status}", change)

    async def give(self, account: Account, reference: str, version: int, to: str) -> Outcome:
        """Give a case to a colleague.

        Raises:
            NotAllowedError: when somebody else holds the case.
            ValueError: when there is no such colleague, or the case is closed to them.
        """

        def change(tx: sqlite3.Connection, case: Case) -> Outcome:
            _must_hold(account, case)
            _must_work_here(tx, to)
            if not sight.allowed(tx, sight.of(to), reference):
                raise ValueError("closed to this colleague")
            return holding.reassign(tx, case.id, to, version, who=account.id, now=self.clock())

        return await self._change(account, reference, "given", change)

    async def give_all(self, account: Account, of: str, to: str) -> int:
        """Give everything open that one colleague holds to another, in one go; gives how many could not be given.

        What is closed to the other stays where it is.

        Raises:
            NotAllowedError: for who does not oversee.
            ValueError: when there is no such colleague.
        """
        if not oversees(account):
            raise NotAllowedError
        now = self.clock()

        def work(tx: sqlite3.Connection) -> int:
            _must_work_here(tx, to)
            held = [] if of == to else holding.held_by(tx, sight.of(account.id), of)
            open_to = [one for one in held if sight.allowed(tx, sight.of(to), one[1])]
            for case, reference, version in open_to:
                holding.reassign(tx, case, to, version, who=account.id, now=now)
                audit.append(tx, self.store.vault, who=account.id, what="given", ref=reference, now=now)
            return len(held) - len(open_to)

        return await self.store.db.write(work)

    async def note(self, account: Account, reference: str, text: str, *, attempt: str | None = None) -> bool:
        """Write down an internal note, an attempt to reach somebody (a kind of the timeline), or both.

        An attempt that worked moves a case that was still waiting for contact on. False when there is no such case (any more). Raises NotAllowedError when somebody else holds it.
        """
        now = self.clock()

        def work(tx: sqlite3.Connection) -> bool:
            case = registrations.by_reference(tx, self.store.vault, sight.of(account.id), reference)
            if case is None or case.content is None:
                return False
            _must_hold(account, case)
            if attempt is not None:
                timeline.add_event(tx, case.id, kind=attempt, who=account.id, now=now)
                if attempt.endswith(":reached") and case.status in {"new", "claimed"}:
                    registrations.set_status(tx, case.id, "contacted", case.version, who=account.id, now=now)
            if text:
                timeline.add_note(tx, self.store.vault, case.id, staff=account.id, text=text, now=now)
            audit.append(
                tx, self.store.vault, who=account.id, what="attempt" if attempt else "noted", ref=reference, now=now
            )
            return True

        return await self.store.db.write(work)

    async def come_back(self) -> int:
        """Return resting cases whose day has come to the queue: to their holder, or to everybody. Gives how many."""
        now = self.clock()

        def work(tx: sqlite3.Connection) -> int:
            due = registrations.due(tx, now)
            for number in due:
                case = registrations.get(tx, self.store.vault, PROGRAM, number)
                if case is not None:
                    back: Status = "new" if case.claimed_by is None else "claimed"
                    registrations.set_status(tx, case.id, back, case.version, who=timeline.SYSTEM, now=now)
                    audit.append(tx, self.store.vault, who="system", what="came-back", ref=case.reference, now=now)
            return len(due)

        return await self.store.db.write(work)

    async def _change(
        self, account: Account, reference: str, what: str, change: Callable[[sqlite3.Connection, Case], Outcome]
    ) -> Outcome:
        return await self.store.db.write(lambda tx: self._changed(tx, account, reference, what, change))

    def _changed(
        self,
        tx: sqlite3.Connection,
        account: Account,
        reference: str,
        what: str,
        change: Callable[[sqlite3.Connection, Case], Outcome],
    ) -> Outcome:
        """One change and its audit row; what did not happen leaves none."""
        case = registrations.by_reference(tx, self.store.vault, sight.of(account.id), reference)
        if case is None:
            return Changed(version=None)
        outcome = change(tx, case)
        if isinstance(outcome, Done):
            audit.append(tx, self.store.vault, who=account.id, what=what, ref=reference, now=self.clock())
        return outcome


def _must_hold(account: Account, case: Case) -> None:
    if not may_see_contact(account, case):
        raise NotAllowedError


def _must_work_here(tx: sqlite3.Connection, who: str) -> None:
    colleague = staff.get(tx, who)
    if colleague is None or colleague.disabled:
        raise ValueError("no such colleague")
