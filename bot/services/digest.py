"""One message a day for the team: what waits too long, what did not arrive, what comes back. Numbers, never people.

On days when nothing asks for attention, and on days when offices are closed, there is none.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime, time, timedelta
from typing import Final

from babel.lists import format_list

from bot.services.moments import AMSTERDAM
from bot.services.readable import LOCALE
from bot.services.retain import WARNING
from bot.services.workdays import is_workday, late_before
from bot.store import expiry, overview
from bot.store.expiry import Terms
from bot.store.overview import Attention
from bot.store.sight import Sight

AT: Final = time(8)
"""When the message goes out: resting cases are back by then."""


def daily(tx: sqlite3.Connection, sees: Sight, now: datetime, term_days: int, terms: Terms) -> str | None:
    """The message of this day, or None when there is none (yet). Sending it once a day is up to who asks."""
    local = now.astimezone(AMSTERDAM)
    today = local.date()
    if local.time() < AT or not is_workday(today):
        return None
    morning = datetime.combine(today, time(), AMSTERDAM)
    found = overview.attention(
        tx,
        sees,
        late_before=late_before(today, term_days),
        morning=morning,
        night=datetime.combine(today + timedelta(days=1), time(), AMSTERDAM),
    )
    return in_words(found, ending=len(expiry.expiring_cases(tx, sees, terms, now, within=WARNING)))


def in_words(found: Attention, *, ending: int = 0) -> str | None:
    """The numbers as one calm sentence; None when all are nought."""
    parts = [
        _part(found.late, "aanmelding wacht langer dan de termijn", "aanmeldingen wachten langer dan de termijn"),
        _part(found.unheld, "nieuwe aanmelding is nog van niemand", "nieuwe aanmeldingen zijn nog van niemand"),
        _part(found.back, "aanmelding komt vandaag terug", "aanmeldingen komen vandaag terug"),
        _part(found.undelivered, "bericht kwam niet aan", "berichten kwamen niet aan"),
        _part(
            found.unsent,
            "aanmelding kwam niet aan in het zaaksysteem",
            "aanmeldingen kwamen niet aan in het zaaksysteem",
        ),
        _part(ending, "open aanmelding wordt binnenkort gewist", "open aanmeldingen worden binnenkort gewist"),
    ]
    said = [part for part in parts if part]
    return f"Vandaag: {format_list(said, locale=LOCALE)}. Open de wachtrij om te kijken." if said else None


def _part(number: int, one: str, more: str) -> str:
    return "" if number == 0 else f"{number} {one if number == 1 else more}"
