"""Cases that are nobody's and wait longer than the term: the staff group hears of each once, in office hours, a few at a time."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import Final

from bot.services.moments import AMSTERDAM
from bot.services.notify import Notify
from bot.services.workdays import is_workday, late_before
from bot.store import overview, timeline
from bot.store.sight import GROUP

OPENS: Final = 8
CLOSES: Final = 18
"""The hours (Dutch time) between which the group is told."""

AT_ONCE: Final = 5
"""Cases told about in one round, the longest waiting first: a group that floods is a group nobody reads."""


def tell(tx: sqlite3.Connection, notify: Notify, now: datetime, term_days: int) -> int:
    """Tell the group what waits too long, and note it on the case; gives how many cases that were."""
    local = now.astimezone(AMSTERDAM)
    if not is_workday(local.date()) or not OPENS <= local.hour < CLOSES:
        return 0
    found = overview.late_and_free(tx, GROUP, late_before(local.date(), term_days), AT_ONCE)
    for case, reference in found:
        timeline.add_event(tx, case, kind="late", who=timeline.SYSTEM, now=now)
        notify.late(tx, reference, now)
    return len(found)
