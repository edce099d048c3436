"""The clock of the service: moments in Dutch local time, so that "morgen" is the participant's tomorrow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def amsterdam() -> datetime:
    """Now. The store keeps UTC; only the conversation and the service term think in local days."""
    return datetime.now(AMSTERDAM)
