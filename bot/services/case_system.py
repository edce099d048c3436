"""Handing a case over to the case system: asked by who holds it, sent by a job that survives any stop.

What is sent is the registration as it is at that moment, in the published form. Nothing is sent that nobody asked for.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Protocol

from bot.channels import Delivery, Sent, TryLater
from bot.logs import logger
from bot.services.documents import document
from bot.services.moments import Clock
from bot.services.triage import NotAllowedError, may_see_contact
from bot.store import audit, case_deliveries, external, ids, registrations, sight, timeline
from bot.store.case_deliveries import CaseDelivery
from bot.store.opening import Store
from bot.store.sight import PROGRAM
from bot.store.staff import Account

PATIENCE: Final = (30, 120, 600, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 24 * 3600)
"""Seconds before another attempt; after the last one it is given up (after about two days)."""

WHY: Final = "case-system"


class Receiver(Protocol):
    """The case system, as :class:`bot.channels.case_system.CaseSystem` reaches it."""

    async def send(self, delivery: str, body: bytes, at: int) -> Delivery:
        """One signed call; trouble is a value."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCaseSystem:
    """The way to the case system. ``receiver`` is None where there is none. ``asked`` is called after a commit."""

    store: Store
    clock: Clock
    receiver: Receiver | None
    asked: Callable[[], None] = lambda: None

    async def give(self, account: Account, reference: str) -> bool:
        """Put a case in line; False when it is not there (any more). A second time while it waits does nothing.

        Raises:
            NotAllowedError: when somebody else holds the case.
            ValueError: when there is no case system.
        """
        if self.receiver is None:
            raise ValueError("no case system")
        now = self.clock()

        def work(tx: sqlite3.Connection) -> bool:
            case = registrations.by_reference(tx, self.store.vault, sight.of(account.id), reference)
            if case is None or case.content is None:
                return False
            if not may_see_contact(account, case):
                raise NotAllowedError
            if case_deliveries.ask(tx, case.id, new_id=ids.token()[:22], who=account.id, now=now):
                timeline.add_event(tx, case.id, kind="case-system:asked", who=account.id, now=now)
                audit.append(tx, self.store.vault, who=account.id, what=f"exported:{WHY}", ref=reference, now=now)
            return True

        done = await self.store.db.write(work)
        self.asked()
        return done

    async def round(self) -> int:
        """Send what may be sent now, one after the other; gives how many were tried."""
        receiver, now = self.receiver, self.clock()
        if receiver is None:
            return 0
        waiting = await self.store.db.read(lambda tx: case_deliveries.due(tx, now))
        for one in waiting:
            body = await self.store.db.read(lambda tx, case=one.case: self._body(tx, case))  # type: ignore[misc]
            if body is not None:
                await self._note(one, await receiver.send(one.id, body, int(self.clock().timestamp())))
        return len(waiting)

    def _body(self, tx: sqlite3.Connection, case: int) -> bytes | None:
        """The registration as it is now; None when the person was erased meanwhile: the row goes with them."""
        found = registrations.get(tx, self.store.vault, PROGRAM, case)
        if found is None or found.content is None:
            return None
        return json.dumps(document(found), ensure_ascii=False).encode()

    async def _note(self, one: CaseDelivery, delivery: Delivery) -> None:
        now = self.clock()

        def work(tx: sqlite3.Connection) -> None:
            match delivery:
                case Sent(ref=number):
                    case_deliveries.mark_sent(tx, one.id, now)
                    self._arrived(tx, one, number)
                case TryLater(seconds=told, reason=reason) if one.attempts < len(PATIENCE):
                    pause = told or PATIENCE[one.attempts]
                    case_deliveries.mark_retry(tx, one.id, reason, now + timedelta(seconds=pause))
                case failed:
                    case_deliveries.mark_failed(tx, one.id, failed.reason, now)
                    self._happened(tx, one, "failed")

        await self.store.db.write(work)
        if not isinstance(delivery, Sent):
            logger().warning("case system", reason=delivery.reason, attempts=one.attempts + 1)

    def _arrived(self, tx: sqlite3.Connection, one: CaseDelivery, number: str | None) -> None:
        self._happened(tx, one, "arrived")
        case = registrations.get(tx, self.store.vault, PROGRAM, one.case)
        if number is not None and case is not None and case.content is not None:
            external.keep(tx, self.store.vault, case.id, case.participant, number)

    def _happened(self, tx: sqlite3.Connection, one: CaseDelivery, what: str) -> None:
        now = self.clock()
        case = registrations.get(tx, self.store.vault, PROGRAM, one.case)
        if case is not None:
            timeline.add_event(tx, case.id, kind=f"case-system:{what}", who=timeline.SYSTEM, now=now)
            audit.append(tx, self.store.vault, who="system", what=f"case-system:{what}", ref=case.reference, now=now)
