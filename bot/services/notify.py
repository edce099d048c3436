"""Telling staff that something waits: in the staff group when there is one. A kind and an opaque reference, nothing else."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.channels import Outbound
from bot.services.wire import pack
from bot.store import outbox
from bot.store.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Notify:
    """Posts to the staff group; does nothing where no group is set."""

    vault: Vault
    group: str | None

    def registered(self, tx: sqlite3.Connection, reference: str, now: datetime) -> None:
        """A new registration came in."""
        self._post(tx, f"Nieuwe aanmelding {reference}. Open de wachtrij om die te bekijken.", f"new:{reference}", now)

    def replied(self, tx: sqlite3.Connection, reference: str, now: datetime) -> None:
        """A participant wrote back."""
        self._post(tx, f"Er is een antwoord bij aanmelding {reference}.", None, now)

    def daily(self, tx: sqlite3.Connection, text: str, now: datetime) -> None:
        """The day's numbers: told once a day."""
        self._post(tx, text, f"digest:{now.date()}", now)

    def ending(self, tx: sqlite3.Connection, reference: str, now: datetime) -> None:
        """A case nobody has finished will be erased soon: told once."""
        text = f"Aanmelding {reference} wordt binnenkort gewist omdat de bewaartermijn voorbij is. Rond die af."
        self._post(tx, text, f"ending:{reference}", now)

    def crisis(self, tx: sqlite3.Connection, reference: str, now: datetime) -> None:
        """Somebody may be in danger."""
        which = f" bij aanmelding {reference}" if reference else ""
        self._post(tx, f"Let op: een signaal van gevaar{which}. Kijk in de console.", None, now)

    def _post(self, tx: sqlite3.Connection, text: str, dedup: str | None, now: datetime) -> None:
        if self.group is not None:
            outbox.post_to_staff(tx, self.vault, "telegram", self.group, pack(Outbound(text=text)), now, dedup=dedup)
