"""What a participant may know of who looked: the role and the day, never a name."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date

from babel.dates import format_date
from babel.lists import format_list

from bot.engine.languages import Voice
from bot.engine.template import fill
from bot.services.moments import AMSTERDAM
from bot.store import audit, staff
from bot.store.sight import PROGRAM

VIEWS = frozenset({"viewed", "viewed-contact"})
OPERATOR = "administrator"
"""As what somebody counts who looked from the command line of the machine."""

LOOKED_BACK = 500


def looked(tx: sqlite3.Connection, reference: str) -> list[tuple[str, date]]:
    """(role, day) of every opening, the latest first; the same role on the same day once."""
    roles = {one.id: str(one.role) for one in staff.everybody(tx)} | {"shell": OPERATOR}
    found = (
        (roles[row.who], row.at.astimezone(AMSTERDAM).date())
        for row in audit.entries(tx, PROGRAM, ref=reference, limit=LOOKED_BACK)
        if row.what in VIEWS and row.who in roles
    )
    return list(dict.fromkeys(found))


def in_words(
    tx: sqlite3.Connection, reference: str, words: Mapping[str, str], voice: Voice | None = None, most: int = 3
) -> str:
    """The latest openings for the participant: "een medewerker op 2 maart 2026"; empty when nobody looked yet.

    ``words`` say it per role; a role that is not among them is passed over.
    """
    voice = voice or Voice()
    said = [
        fill(voice("looked", words[role]), {"antwoord": format_date(day, "d MMMM y", locale=voice.locale)})
        for role, day in looked(tx, reference)
        if role in words
    ]
    return format_list(said[:most], locale=voice.locale) if said else ""
