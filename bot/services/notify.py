"""Telling staff that something waits: in the staff group when there is one. A kind and an opaque reference, nothing else.

A notice about a case that nobody has carries a button to take it; what a press does is :mod:`bot.services.staff_room`.
About a case that is closed to somebody the group hears nothing, because they may read along there; that somebody may
be in danger it always hears, without the reference.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from bot.channels import Button, Outbound
from bot.services.wire import pack
from bot.store import notices, outbox, sight
from bot.store.sight import GROUP
from bot.store.vault import Vault

Kind = Literal["new", "late", "crisis"]

SAID: Final[dict[str, str]] = {
    "new": "Nieuwe aanmelding {reference}.",
    "late": "Aanmelding {reference} wacht langer dan de termijn.",
    "crisis": "Let op: een signaal van gevaar bij aanmelding {reference}.",
}
CLAIM: Final = "claim"
RELEASE: Final = "release"


def notice(kind: str, reference: str, *, holder: str | None = None, ref: str | None = None) -> Outbound:
    """What the group reads about a case: free to take, or of ``holder``, a colleague's name.

    With ``ref`` it takes the place of the message behind it.
    """
    what, label = (CLAIM, "Oppakken") if holder is None else (RELEASE, "Teruggeven")
    state = "Open de wachtrij om die te bekijken." if holder is None else f"Opgepakt door {holder}."
    return Outbound(
        kind="message" if ref is None else "edit",
        text=f"{SAID[kind].format(reference=reference)} {state}",
        buttons=((Button(label=label, data=f"{what}:{kind}:{reference}"),),),
        ref=ref,
    )


def take_back(tx: sqlite3.Connection, vault: Vault, reference: str, now: datetime) -> None:
    """Take what was told about a case out of the group again, as far as it can be found."""
    for kind in ("new", "late", "ending"):
        found = notices.withdraw(tx, vault, f"{kind}:{reference}")
        if found is not None:
            content = pack(Outbound(kind="remove", ref=found.ref))
            outbox.post_to_staff(tx, vault, found.channel, found.address, content, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notify:
    """Posts to the staff group; does nothing where no group is set."""

    vault: Vault
    group: str | None

    def registered(self, tx: sqlite3.Connection, reference: str, now: datetime) -> None:
        """A new registration came in."""
        self._about(tx, reference, notice("new", reference), f"new:{reference}", now)

    def replied(self, tx: sqlite3.Connection, reference: str, now: datetime) -> None:
        """A participant wrote back."""
        self._about(tx, reference, Outbound(text=f"Er is een antwoord bij aanmelding {reference}."), None, now)

    def daily(self, tx: sqlite3.Connection, text: str, now: datetime) -> None:
        """The day's numbers: told once a day."""
        self._post(tx, Outbound(text=text), f"digest:{now.date()}", now)

    def late(self, tx: sqlite3.Connection, reference: str, now: datetime) -> None:
        """A case waits too long and is nobody's: told once."""
        self._about(tx, reference, notice("late", reference), f"late:{reference}", now)

    def ending(self, tx: sqlite3.Connection, reference: str, now: datetime) -> None:
        """A case nobody has finished will be erased soon: told once."""
        text = f"Aanmelding {reference} wordt binnenkort gewist omdat de bewaartermijn voorbij is. Rond die af."
        self._about(tx, reference, Outbound(text=text), f"ending:{reference}", now)

    def crisis(self, tx: sqlite3.Connection, reference: str, now: datetime, *, free: bool = False) -> None:
        """Somebody may be in danger; ``free``: their case is still nobody's."""
        known = reference if reference and sight.allowed(tx, GROUP, reference) else ""
        if free and known:
            said = notice("crisis", known)
        else:
            which = f" bij aanmelding {known}" if known else ""
            said = Outbound(text=f"Let op: een signaal van gevaar{which}. Kijk in de console.")
        self._post(tx, said, None, now)

    def unwell(self, tx: sqlite3.Connection, text: str, now: datetime) -> None:
        """The service itself does not work as it should."""
        self._post(tx, Outbound(text=text), None, now)

    def markup_refused(self, tx: sqlite3.Connection, now: datetime) -> None:
        """Telegram could not read the markup of a text, and it went out without: told once a day."""
        said = "Een tekst van de bot ging zonder opmaak uit, omdat Telegram die niet kon lezen. Vraag een coördinator om te kijken."
        self._post(tx, Outbound(text=said), f"markup:{now.date()}", now)

    def answer(self, tx: sqlite3.Connection, query: str, who: str, text: str, now: datetime) -> None:
        """A word to who pressed a button in the group, that nobody else sees. It waits behind no other message."""
        self._send(tx, who, Outbound(kind="toast", text=text, ref=query), None, now)

    def renew(self, tx: sqlite3.Connection, said: Outbound, now: datetime) -> None:
        """A notice in the group says something else from now on."""
        self._post(tx, said, None, now)

    def _about(self, tx: sqlite3.Connection, reference: str, said: Outbound, dedup: str | None, now: datetime) -> None:
        if sight.allowed(tx, GROUP, reference):
            self._post(tx, said, dedup, now)

    def _post(self, tx: sqlite3.Connection, said: Outbound, dedup: str | None, now: datetime) -> None:
        if self.group is not None:
            self._send(tx, self.group, said, dedup, now)

    def _send(self, tx: sqlite3.Connection, to: str, said: Outbound, dedup: str | None, now: datetime) -> None:
        outbox.post_to_staff(tx, self.vault, "telegram", to, pack(said), now, dedup=dedup)
