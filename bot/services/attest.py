"""The head of the audit trail, told to the log once a day: outside the database, where a cut-off end shows.

Whoever can change the database and not the log (kept elsewhere, as logs are) cannot shorten the trail unseen:
``herstelbot audit verify --noted LOG`` finds it. A head is a number and a keyed code; it tells nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.logs import logger
from bot.services.moments import Clock
from bot.store import audit
from bot.store.opening import Store


@dataclass(slots=True, kw_only=True)
class Attest:
    """Tells the head at each start and after midnight (UTC or local does not matter: it must be regular)."""

    store: Store
    clock: Clock
    told: date | None = None

    async def round(self) -> bool:
        """Tell the head, if not done today; whether it was told now. An empty trail has none."""
        today = self.clock().date()
        if self.told == today:
            return False
        head = await self.store.db.read(audit.head)
        if head.number == 0:
            return False
        logger().info("audit head", head=str(head))
        self.told = today
        return True
