"""Cases that seem to belong together: staff are shown them and decide; nothing is joined by itself.

Somebody may come back after years, from the same chat or with the same telephone number; or the other side of the same
event may have come too. What points there are only things that were asked anyway, compared blind.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

from bot.services.documents import document
from bot.services.moments import Clock
from bot.services.tags import hints, other_side, reached_by, side_of
from bot.services.triage import NotAllowedError, may_see_contact
from bot.store import audit, case_links, registrations, sight, timeline
from bot.store.case_links import Link, Verdict
from bot.store.cases import Case, Filters
from bot.store.opening import Store
from bot.store.sight import Sight
from bot.store.staff import Account

Reason = Literal["same-chat", "same-contact", "same-hints"]

MOST: Final = 5
"""Candidates shown at once. When more cases share an event's hints, the hints say nothing and none is shown for them."""

APART: Final = timedelta(days=400)
"""Registrations about one event whose "how long ago" was answered the same way lie no further apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A case that may belong to the one being looked at, and why it is shown."""

    case: Case
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands around a case: linked by a decision, or waiting for one."""

    linked: tuple[tuple[Case, Link], ...]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BothSides:
    """Showing, deciding, and taking a decision back."""

    store: Store
    clock: Clock

    async def around(self, account: Account, case: Case) -> Around:
        """What may belong to a case. Candidates are only for who may see its contact data: they tell something of it."""
        return await self.store.db.read(lambda tx: self._around(tx, account, case))

    async def decide(self, account: Account, reference: str, other: str, verdict: Verdict) -> bool:
        """Decide about two cases; False when one of them is not here.

        Raises:
            NotAllowedError: when somebody else holds the case.
            ValueError: for one and the same case.
        """
        now = self.clock()

        def work(tx: sqlite3.Connection) -> bool:
            pair = self._pair(tx, account, reference, other)
            if pair is None:
                return False
            case_links.decide(tx, pair[0].id, pair[1].id, verdict, who=account.id, now=now)
            self._noted(tx, account, pair, f"link:{verdict}")
            return True

        return await self.store.db.write(work)

    async def undo(self, account: Account, reference: str, other: str) -> bool:
        """Take a decision back; False when there is none. Raises as :meth:`decide`."""

        def work(tx: sqlite3.Connection) -> bool:
            pair = self._pair(tx, account, reference, other)
            if pair is None or not case_links.undo(tx, pair[0].id, pair[1].id):
                return False
            self._noted(tx, account, pair, "link:undone")
            return True

        return await self.store.db.write(work)

    def _pair(self, tx: sqlite3.Connection, account: Account, reference: str, other: str) -> tuple[Case, Case] | None:
        here, there = (
            registrations.by_reference(tx, self.store.vault, sight.of(account.id), one) for one in (reference, other)
        )
        if here is None or there is None:
            return None
        if not may_see_contact(account, here):
            raise NotAllowedError
        return here, there

    def _noted(self, tx: sqlite3.Connection, account: Account, pair: tuple[Case, Case], what: str) -> None:
        """On both timelines, without the other's reference: who may see one case need not know of the other."""
        now = self.clock()
        for case in pair:
            timeline.add_event(tx, case.id, kind=what, who=account.id, now=now)
            audit.append(tx, self.store.vault, who=account.id, what=what, ref=case.reference, now=now)

    def _around(self, tx: sqlite3.Connection, account: Account, case: Case) -> Around:
        decided = case_links.of(tx, case.id)
        sees = sight.of(account.id)
        cases = ((registrations.get(tx, self.store.vault, sees, link.other), link) for link in decided)
        return Around(
            linked=tuple((one, link) for one, link in cases if one is not None and link.verdict != "apart"),
            candidates=self._candidates(tx, sees, case, {link.other for link in decided} | {case.id})
            if may_see_contact(account, case)
            else (),
        )

    def _candidates(self, tx: sqlite3.Connection, sees: Sight, case: Case, known: set[int]) -> tuple[Candidate, ...]:
        found: dict[int, Case] = {}
        why: dict[int, list[Reason]] = {}
        for reason, other in self._signs(tx, sees, case):
            if other.id not in known and other.content is not None:
                found[other.id] = other
                why.setdefault(other.id, []).append(reason)
        return tuple(Candidate(case=one, reasons=tuple(why[one.id])) for one in list(found.values())[:MOST])

    def _signs(self, tx: sqlite3.Connection, sees: Sight, case: Case) -> Iterator[tuple[Reason, Case]]:
        """Everything that points from this case to others, the strongest first."""
        if case.content is None:
            return
        vault, told = self.store.vault, document(case)
        for one in registrations.of_participant(tx, vault, sees, case.participant):
            yield "same-chat", one
        for value in (told["contact"]["phone"], told["contact"]["email"]):
            if value:
                same = registrations.listed(tx, vault, sees, Filters(tags=(reached_by(value),)), limit=MOST + 1)
                yield from (("same-contact", one) for one in same)
        event, side = hints(told), side_of(told["role"])
        if event is not None and side is not None:
            tag = f"event:{other_side(side)}:{event}"
            across = registrations.listed(tx, vault, sees, Filters(tags=(tag,)), limit=10 * MOST)
            near = [one for one in across if abs(one.created_at - case.created_at) <= APART]
            if len(across) < 10 * MOST and len(near) <= MOST:
                yield from (("same-hints", one) for one in near)
