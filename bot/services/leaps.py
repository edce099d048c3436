"""Terms only pass by a clock that can be believed: one set forward by mistake would make all of them pass at once.

When the clock has moved by more than an hour against the time that this program has really been running, or when the
program starts long after anything last happened, nothing expires for half a day: time enough for somebody to set it
right, and then all is as before. After that it is believed, for a machine may well have been off.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.logs import logger
from bot.services.moments import Clock
from bot.services.retain import Retain
from bot.store import audit

LEAP = timedelta(hours=1)
"""Far more than a clock is ever corrected by; summer time is no leap in UTC."""

AWAY = timedelta(days=3)
"""Without a trace for longer than this, a start may as well be one with a wrong clock."""

DOUBT = timedelta(hours=12)

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(slots=True, kw_only=True)
class Leaps:
    """Runs ``retain`` when the clock is believed. ``monotonic``: seconds that only go forward."""

    retain: Retain
    clock: Clock
    monotonic: Callable[[], float] = time.monotonic
    _usual: timedelta | None = field(init=False, default=None)
    """What the clock is ahead of the time that passes; None before it was believed."""
    _doubted: float | None = field(init=False, default=None)
    _begun: bool = field(init=False, default=False)

    async def round(self) -> int:
        """Let terms pass, or wait; gives how many people's did."""
        if not self._begun:
            last = await self.retain.store.db.read(audit.latest)
            if last is None or self.clock() - last <= AWAY:
                self._usual = self._ahead()
            self._begun = True
        return await self.retain.round() if self._believed() else 0

    def _believed(self) -> bool:
        ahead = self._ahead()
        if self._usual is not None and abs(ahead - self._usual) <= LEAP:
            self._doubted = None
            return True
        if self._doubted is None:
            self._doubted = self.monotonic()
            logger().error("clock moved: nothing expires for now", seconds=DOUBT.total_seconds())
        if self.monotonic() - self._doubted < DOUBT.total_seconds():
            return False
        self._usual, self._doubted = ahead, None
        return True

    def _ahead(self) -> timedelta:
        """The clock less the time that passes: always the same, unless the clock is moved."""
        return self.clock() - _LONG_AGO - timedelta(seconds=self.monotonic())
