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
from bot.store import counts, uncounted
from bot.store.cases import Case
from bot.store.vault import Vault

OFFENDERS: Final = frozenset({"dader", "verdachte", "veroorzaker"})
FREE: Final = frozenset({None, "nee", "overgeslagen", "weet-ik-niet"})
"""Answers to "where do you stay" that mean: not detained, as far as known."""

SELF: Final = "zelf"
NONE: Final = "onbekend"


def count(tx: sqlite3.Connection, registration: Registration, now: datetime) -> None:
    """Count this registration; call it once, in the transaction that makes the case."""
    counts.add(tx, month(now), facts(registration))


def reached(tx: sqlite3.Connection, steps: Iterable[str], now: datetime) -> None:
    """Count that somebody came to these steps for the first time in their conversation: the funnel."""
    counts.add(tx, month(now), _steps(steps))


def remember(
    tx: sqlite3.Connection, vault: Vault, case: Case, registration: Registration, steps: Iterable[str]
) -> None:
    """Keep with a case what it and the conversation before it added, in case it is closed to somebody one day."""
    added = [*facts(registration), *_steps(steps)]
    uncounted.keep(tx, vault, case.id, case.participant, month(case.created_at), added)


def via(registration: Registration) -> str:
    """Through whom somebody came: their own answer, or else the kind of source in the link ("pi-dordrecht": pi)."""
    said = registration.circumstances.via
    if said not in FREE:
        return str(said)
    return registration.source.partition("-")[0] if registration.source else NONE


def month(at: datetime) -> str:
    """The month in which something is counted."""
    return at.astimezone(AMSTERDAM).strftime("%Y-%m")


def facts(registration: Registration) -> list[tuple[str, str]]:
    """(what, value) of everything that a registration adds to the figures."""
    source = via(registration)
    found = [
        ("all", "all"),
        ("via", source),
        ("role", registration.role or NONE),
        ("timing", registration.timing.kind or NONE),
        ("channel", registration.channel),
    ]
    found += [("form", form) for form in registration.forms or (NONE,)]
    found += [("flag", flag) for flag in registration.flags]
    if registration.role in OFFENDERS:
        found.append(("offender-via", SELF if _registers_from_inside(registration, source) else source))
    return found


def _steps(steps: Iterable[str]) -> list[tuple[str, str]]:
    return [("step", step) for step in steps]


def _registers_from_inside(registration: Registration, source: str) -> bool:
    """A detained person who came by themselves."""
    detained = registration.circumstances.detained not in FREE
    return detained and registration.on_behalf is not True and source in {SELF, NONE}
