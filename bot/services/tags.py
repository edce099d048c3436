"""What a case can be found by. Tags are stored as keyed hashes: equal ones are found again, none can be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.engine.dialog import SKIPPED, UNKNOWN
from bot.engine.values import email, phone
from bot.services.count import OFFENDERS

HARMED: Final = frozenset({"slachtoffer", "nabestaande"})
_NOTHING: Final = frozenset({None, SKIPPED, UNKNOWN})
_NO_KIND: Final = _NOTHING | {"anders"}


def tags(document: Mapping[str, Any]) -> list[str]:
    """Everything a registration (as plain data) can be found by: flags, role, source, contact values, event hints."""
    found = [f"flag:{flag}" for flag in document["flags"]]
    found += [f"{name}:{document[name]}" for name in ("role", "source") if document[name]]
    contact = document["contact"]
    found += [reached_by(contact[name]) for name in ("phone", "email") if contact[name] not in _NOTHING]
    event, side = hints(document), side_of(document["role"])
    return found if event is None or side is None else [*found, f"event:{side}:{event}"]


def reached_by(value: str) -> str:
    """The tag of a telephone number (E.164) or an e-mail address."""
    return f"contact:{value.casefold()}"


def as_typed(text: str) -> list[str]:
    """The contact tags that something typed into a search may mean."""
    return [reached_by(value) for value in (phone(text), email(text)) if value is not None]


def side_of(role: str | None) -> str | None:
    """On which side of an event somebody stands: harmed or offender; None for family, witnesses and the unknown."""
    return "harmed" if role in HARMED else "offender" if role in OFFENDERS else None


def other_side(side: str) -> str:
    """Who stands across."""
    return "offender" if side == "harmed" else "harmed"


def hints(document: Mapping[str, Any]) -> str | None:
    """What little is asked about the event, when it says enough to compare: its kind, when, and one thing more."""
    about = document["circumstances"]
    kind, when = about["event_category"], about["time_ago"]
    more = [about[name] for name in ("known_to_each_other", "running_case")]
    if kind in _NO_KIND or when in _NOTHING or all(one in _NOTHING for one in more):
        return None
    return ":".join(str(one) for one in (kind, when, *more))
