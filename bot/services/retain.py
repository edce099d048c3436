"""Nothing is kept longer than promised, and nothing is gone sooner: a job that runs by itself."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.logs import logger
from bot.services import recollect
from bot.services.moments import Clock
from bot.services.notify import Notify
from bot.store import erasures, expiry, inbox, not_now, outbox, staff, story_pages
from bot.store.expiry import Terms
from bot.store.opening import Store
from bot.store.sight import GROUP

SEEN = timedelta(days=2)
"""How long it is remembered that an update was seen: longer than Telegram repeats one (24 hours)."""

DEAD = timedelta(days=7)
"""How long a message that could not be worked on waits for somebody to look."""

SENT = timedelta(days=7)
"""How long it is remembered that something was sent, without its text; longer than messages can be taken back."""

WARNING = timedelta(days=14)
"""How long before its end staff hear of a case that nobody has finished."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retain:
    """Looks for what has been kept long enough."""

    store: Store
    clock: Clock
    notify: Notify
    terms: Terms

    async def round(self) -> int:
        """Put everybody whose term has passed up for erasure, empty the mailbox; gives how many people."""
        now = self.clock()
        people = await self.store.db.write(lambda tx: self._expire(tx, now))
        await recollect.forget(self.store, await self.store.db.read(lambda tx: not_now.expired(tx, now)))
        if people:
            logger().info("terms passed", count=people)
        return people

    def _expire(self, tx: sqlite3.Connection, now: datetime) -> int:
        people = expiry.expired(tx, self.terms, now)
        for participant in people:
            erasures.ask(tx, participant, reason="retention", now=now)
        for _, reference in expiry.expiring_cases(tx, GROUP, self.terms, now, within=WARNING):
            self.notify.ending(tx, reference, now)
        inbox.purge(tx, done_before=now - SEEN, dead_before=now - DEAD)
        outbox.purge(tx, before=now - SENT)
        staff.purge_sessions(tx, now - DEAD)
        story_pages.purge(tx, now)
        return len(people)
