"""The console's own Dutch words for what the store names in English."""

from __future__ import annotations

from typing import Final

STATUS: Final = {
    "new": "Nieuw",
    "claimed": "Opgepakt",
    "contacted": "Contact gehad",
    "waiting": "Rust",
    "handed-over": "Overgedragen",
    "withdrawn": "Ingetrokken",
    "unsuitable": "Niet passend",
}

ROLES: Final = {"staff": "Medewerker", "coordinator": "Coördinator", "administrator": "Beheerder"}

CHANNELS: Final = {"telegram": "Telegram", "web": "Webchat", "terminal": "Terminal", "": "Onbekend"}

EVENTS: Final = {
    "registered": "Aanmelding binnengekomen",
    "amended": "Aanmelding gewijzigd",
    "claimed": "Opgepakt",
    "released": "Teruggegeven aan de wachtrij",
    "noted": "Notitie geschreven",
    "status:new": "Terug bij nieuw",
    "status:claimed": "Weer in behandeling",
    "status:contacted": "Contact gehad",
    "status:waiting": "Weggelegd",
    "status:handed-over": "Overgedragen",
    "status:withdrawn": "Ingetrokken",
    "status:unsuitable": "Niet passend",
}

TOLD: Final = {
    "claimed": "Deze aanmelding is nu van jou. De contactgegevens staan hieronder.",
    "released": "Teruggegeven. De aanmelding staat weer in de wachtrij.",
}
"""What a page says after something was done: the key is in the address, so never content."""


def role(name: str) -> str:
    """A role in one word for staff: its id, which the coordinators chose."""
    return name.replace("-", " ").capitalize()


def event(kind: str) -> str:
    """What happened, in words."""
    return EVENTS.get(kind, kind)


def person(who: str, names: dict[str, str]) -> str:
    """Who did it: a colleague's name, the participant, or the program."""
    return {"participant": "deelnemer", "system": "systeem", "shell": "beheer (opdrachtregel)"}.get(
        who, names.get(who, "oud-collega")
    )
