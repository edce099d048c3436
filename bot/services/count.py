"""Counting a registration at the moment it is handed over: how many, never who.

Only sums per month are kept, so that nobody can be found back in them and erasing somebody bends nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from bot.engine.registration import Registration
from bot.services.moments import AMSTERDAM
from bot.store import counts

OFFENDERS: Final = frozenset({"dader", "verdachte", "veroorzaker"})
FREE: Final = frozenset({None, "nee", "overgeslagen", "weet-ik-niet"})
"""Answers to "where do you stay" that mean: not detained, as far as known."""

SELF: Final = "zelf"
NONE: Final = "onbekend"


def count(tx: sqlite3.Connection, registration: Registration, now: datetime) -> None:
    """Count this registration; call it once, in the transaction that makes the case."""
    counts.add(tx, now.astimezone(AMSTERDAM).strftime("%Y-%m"), _facts(registration))


def reached(tx: sqlite3.Connection, steps: Iterable[str], now: datetime) -> None:
    """Count that somebody came to these steps for the first time in their conversation: the funnel."""
    counts.add(tx, now.astimezone(AMSTERDAM).strftime("%Y-%m"), [("step", step) for step in steps])


def via(registration: Registration) -> str:
    """Through whom somebody came: their own answer, or else the kind of source in the link ("pi-dordrecht": pi)."""
    said = registration.circumstances.via
    if said not in FREE:
        return str(said)
    return registration.source.partition("-")[0] if registration.source else NONE


def _facts(registration: Registration) -> list[tuple[str, str]]:
    source = via(registration)
    facts = [
        ("all", "all"),
        ("via", source),
        ("role", registration.role or NONE),
        ("timing", registration.timing.kind or NONE),
        ("channel", registration.channel),
    ]
    facts += [("form", form) for form in registration.forms or (NONE,)]
    facts += [("flag", flag) for flag in registration.flags]
    if registration.role in OFFENDERS:
        facts.append(("offender-via", SELF if _registers_from_inside(registration, source) else source))
    return facts


def _registers_from_inside(registration: Registration, source: str) -> bool:
    """A detained person who came by themselves."""
    detained = registration.circumstances.detained not in FREE
    return detained and registration.on_behalf is not True and source in {SELF, NONE}
