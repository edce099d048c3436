"""Who said "not now, ask me again" is left alone until that day: their case rests from the start, and comes back by itself."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime
from typing import Final

from bot.engine.registration import Registration
from bot.services.moments import AMSTERDAM
from bot.services.triage import MORNING
from bot.store import registrations, timeline
from bot.store.cases import Case

NOT_NOW: Final = "niet-nu"
EYES_NOW: Final = frozenset({"crisis", "druk", "niet-eigen-wens", "mens"})
"""Flags for which somebody should look today, whatever day was asked for."""


def rest(tx: sqlite3.Connection, case: Case, registration: Registration, now: datetime) -> bool:
    """Let a new case rest until the day its person named; False when they named none, or somebody should look first."""
    until = _day(registration.timing.ask_again)
    if registration.timing.kind != NOT_NOW or until is None or until <= now.astimezone(AMSTERDAM).date():
        return False
    if EYES_NOW & set(registration.flags):
        return False
    back = datetime.combine(until, MORNING, AMSTERDAM)
    registrations.set_status(
        tx, case.id, "waiting", case.version, who=timeline.PARTICIPANT, now=now, waiting_until=back
    )
    return True


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
