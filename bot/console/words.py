"""The console's own Dutch words for what the store names in English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from babel import Locale
from babel.dates import format_date

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

LANGUAGES: Final = {"en": "Engels", "nl-formal": "Nederlands met u"}
"""Languages other than plain Dutch, as after "in het"."""

EVENTS: Final = {
    "registered": "Aanmelding binnengekomen",
    "amended": "Aanmelding gewijzigd",
    "claimed": "Opgepakt",
    "released": "Teruggegeven aan de wachtrij",
    "noted": "Notitie geschreven",
    "messaged": "Bericht gestuurd",
    "replied": "Deelnemer schreef terug",
    "unreachable": "Bericht kwam niet aan",
    "signal": "Signaal van gevaar in het gesprek",
    "erase-asked": "Deelnemer vroeg om wissen",
    "late": "Wacht langer dan de termijn",
    "link:same-person": "Verband gelegd: zelfde persoon",
    "link:same-event": "Verband gelegd: zelfde gebeurtenis",
    "link:apart": "Genoteerd dat een andere aanmelding er niet bij hoort",
    "link:undone": "Verband losgemaakt",
    "case-system:asked": "Doorgezet naar het zaaksysteem",
    "case-system:arrived": "Aangekomen in het zaaksysteem",
    "case-system:failed": "Kwam niet aan in het zaaksysteem",
    "status:new": "Terug bij nieuw",
    "status:claimed": "Weer in behandeling",
    "status:contacted": "Contact gehad",
    "status:waiting": "Weggelegd",
    "status:handed-over": "Overgedragen",
    "status:withdrawn": "Ingetrokken",
    "status:unsuitable": "Niet passend",
}

WAYS: Final = {
    "phone": "Gebeld",
    "mail": "Gemaild",
    "letter": "Brief gestuurd",
    "chat": "In de chat",
    "via": "Via de professional",
}
RESULTS: Final = {"reached": "gesproken", "message": "bericht achtergelaten", "none": "niet bereikt"}
"""Attempts to reach somebody, and what came of them."""

VERDICTS: Final = {
    "same-person": "Zelfde persoon",
    "same-event": "Zelfde gebeurtenis",
    "apart": "Hoort er niet bij",
}
"""What staff can decide about two cases."""

SIGNS: Final = {
    "same-chat": "kwam uit dezelfde chat",
    "same-contact": "zelfde telefoonnummer of e-mailadres",
    "same-hints": "andere kant, met dezelfde soort gebeurtenis in dezelfde tijd",
}
"""Why a case is shown beside another."""

WHY: Final = {
    "mediator": "Overdracht aan een bemiddelaar",
    "case-system": "Invoer in het zaaksysteem",
    "consultation": "Overleg in het team",
    "archive": "Archief of verantwoording",
}
"""Why something leaves the console."""

HOLDS: Final = {
    "complaint": "Klacht in behandeling",
    "court": "Vraag van rechter, politie of officier van justitie",
    "supervisor": "Vraag van een toezichthouder",
    "incident": "Onderzoek naar een voorval",
}
"""Why a case is kept beyond its term."""

DELIVERY: Final = {
    "waiting": "onderweg",
    "sent": "bezorgd",
    "gone": "niet bezorgd: deze persoon is weg uit de chat of heeft de bot geblokkeerd",
    "failed": "niet bezorgd",
    "": "",
}
"""Where a message to a participant is."""

TOLD: Final = {
    "claimed": "Deze aanmelding is nu van jou. De contactgegevens staan hieronder.",
    "released": "Teruggegeven. De aanmelding staat weer in de wachtrij.",
    "given": "Doorgegeven aan je collega.",
    "closed": "Afgeschermd. Voor deze collega bestaat de aanmelding niet meer.",
    "reopened": "Deze collega ziet de aanmelding weer.",
    "held": "Deze aanmelding wordt niet gewist tot iemand de bewaarplicht opheft.",
    "lifted": "De bewaarplicht is opgeheven. De gewone bewaartermijn geldt weer.",
    "nobody-left": "Dat kan niet: dan zou geen coördinator of beheerder de aanmelding nog zien. Er is niets veranderd.",
    "contacted": "Genoteerd: er is contact geweest.",
    "waiting": "Weggelegd. De aanmelding komt op die dag vanzelf terug.",
    "handed-over": "Genoteerd als overgedragen.",
    "unsuitable": "Genoteerd als niet passend.",
    "noted": "De notitie staat in de tijdlijn.",
    "attempt": "De poging staat in de tijdlijn.",
    "messaged": "Je bericht is op weg naar de deelnemer.",
    "number": "Het zaaknummer is bewaard.",
    "link-same-person": "Genoteerd: dit is dezelfde persoon. Het staat op beide aanmeldingen.",
    "link-same-event": "Genoteerd: dit gaat over dezelfde gebeurtenis. Het staat op beide aanmeldingen.",
    "link-apart": "Genoteerd: dit hoort niet bij elkaar. Het wordt niet nog eens voorgesteld.",
    "link-undo": "Het verband is weg. Het kan opnieuw voorgesteld worden.",
    "no-other": "Er is geen andere aanmelding met dat kenmerk. Er is niets veranderd.",
    "case-system": "De aanmelding is op weg naar het zaaksysteem.",
    "nothing": "Er was nog niets geschreven.",
    "no-day": "Kies een dag na vandaag om terug te komen. Er is niets veranderd.",
}
"""What a page says after something was done: the key is in the address, so never content."""


TEAM: Final = {
    "handed-over": "Alles is doorgegeven.",
    "some-stayed": "Doorgegeven, behalve wat voor deze collega is afgeschermd. Dat is nog van wie het had.",
    "ended": "Deze collega is overal uitgelogd.",
    "saved": "Bewaard.",
}

DEEDS: Final = {
    "viewed": "bekeken",
    "viewed-contact": "bekeken met contactgegevens",
    "claimed": "opgepakt",
    "released": "teruggegeven",
    "given": "doorgegeven",
    "noted": "notitie geschreven",
    "attempt": "poging tot contact genoteerd",
    "messaged": "bericht gestuurd",
    "came-back": "teruggekomen in de wachtrij",
    "external-number": "zaaknummer bewaard",
    "registered": "aangemeld",
    "amended": "aanmelding gewijzigd",
    "withdrawn": "aanmelding ingetrokken",
    "unreachable": "bericht kwam niet aan",
    "login": "ingelogd",
    "logout": "uitgelogd",
    "login-failed": "inloggen mislukt",
    "second-factor-set": "tweede stap ingesteld",
    "second-factor-removed": "tweede stap weggehaald",
    "telegram-code": "code voor Telegram gemaakt",
    "telegram-linked": "Telegram gekoppeld",
    "telegram-unlinked": "Telegram ontkoppeld",
    "sessions-ended": "overal uitgelogd",
    "account-disabled": "account gesloten",
    "account-enabled": "account geopend",
    "password-changed": "eigen wachtwoord veranderd",
    "password-reset": "nieuw wachtwoord gegeven",
    "figures-typed-in": "cijfers ingevoerd",
    "trail-viewed": "logboek bekeken",
    "erased": "gegevens gewist",
    "restored": "reservekopie teruggezet",
    "rewrapped": "hoofdsleutel vervangen",
    "outbox-released": "versturen weer aangezet",
}
"""What the audit trail calls things, in words."""


def deed(what: str) -> str:
    """A line of the audit trail in words."""
    kind, _, detail = what.partition(":")
    match kind:
        case "status":
            return f"status: {STATUS.get(detail, detail).lower()}"
        case "exported":
            return f"uitgevoerd: {WHY.get(detail, detail).lower()}"
        case "account-added" | "role":
            return f"{'account gemaakt' if kind != 'role' else 'rol gegeven'}: {ROLES.get(detail, detail).lower()}"
        case "link":
            return "verband losgemaakt" if detail == "undone" else f"verband: {VERDICTS.get(detail, detail).lower()}"
        case "case-system":
            return f"zaaksysteem: {'aangekomen' if detail == 'arrived' else 'niet aangekomen'}"
        case "signal":
            return "signaal van gevaar"
        case "hold":
            return (
                "bewaarplicht opgeheven" if detail == "lifted" else f"bewaarplicht: {HOLDS.get(detail, detail).lower()}"
            )
        case "closed":
            return "afgeschermd voor een collega"
        case "reopened":
            return "niet meer afgeschermd voor een collega"
        case "erase-asked":
            return f"wissen gevraagd: {detail}"
        case _:
            return DEEDS.get(what, what)


def role(name: str) -> str:
    """A role in one word for staff: its id, which the coordinators chose."""
    return name.replace("-", " ").capitalize()


def event(kind: str, names: Mapping[str, str], *, whole: bool = True) -> str:
    """What happened, in words. Not ``whole``: without who it is that knows somebody in a case."""
    match kind.split(":"):
        case ["given", to]:
            return f"Gegeven aan {names.get(to, 'een oud-collega')}"
        case ["earlier", reference, month, who]:
            then = format_date(date.fromisoformat(f"{month}-01"), "MMMM y", locale="nl")
            return f"Was hier eerder: {reference}, {then}" + (
                f", bij {names.get(who, 'een oud-collega')}" if who else ""
            )
        case ["hold", "lifted"]:
            return "Bewaarplicht opgeheven"
        case ["hold", reason]:
            return f"Bewaarplicht: {HOLDS.get(reason, reason).lower()}"
        case ["closed" | "reopened" as done, to]:
            name = names.get(to, "een oud-collega") if whole else "een collega"
            return f"{'Afgeschermd' if done == 'closed' else 'Niet meer afgeschermd'} voor {name}"
        case ["attempt", way, result]:
            return f"{WAYS.get(way, way)}: {RESULTS.get(result, result)}"
        case _:
            return EVENTS.get(kind, kind)


def person(who: str, names: Mapping[str, str]) -> str:
    """Who did it: a colleague's name, the participant, or the program."""
    return {"participant": "deelnemer", "system": "systeem", "shell": "beheer (opdrachtregel)"}.get(
        who, names.get(who, "oud-collega")
    )


def language(code: str) -> str:
    """A language of the conversation, by its code: ``nl-formal`` is Dutch with *u*."""
    name = str(Locale.parse(code.partition("-")[0]).get_display_name("nl")).capitalize()
    return f"{name} (met u)" if code.endswith("-formal") else name
