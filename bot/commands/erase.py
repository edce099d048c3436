"""``herstelbot erase`` and ``purge``: erasing by staff's hand, and the retention round at once."""

from __future__ import annotations

import sqlite3
from typing import Final

import click

from bot.commands.shared import settings, with_store
from bot.errors import OperatorError
from bot.from_settings import terms_of
from bot.services.moments import amsterdam
from bot.services.notify import Notify
from bot.services.retain import Retain
from bot.store import audit, erasures, ids, legal_holds, registrations
from bot.store.opening import Store
from bot.store.sight import PROGRAM

REASONS: Final = ("verzoek", "overleden", "vergissing", "proef", "bezwaar")
"""Why staff erase somebody. Words of one's own would put content into the trail, which is kept for years."""

WHEN: Final = "De draaiende dienst doet het binnen een minuut; staat die uit, dan bij de volgende start."


@click.command()
@click.argument("reference")
@click.option("--reason", type=click.Choice(REASONS), required=True, help="Waarom; dit komt in het controlespoor.")
def erase(reference: str, reason: str) -> None:
    """Wis iemand helemaal: gesprek, antwoorden en alle aanmeldingen van deze persoon."""

    async def work(store: Store) -> bool | None:
        now = amsterdam()
        written = ids.read_reference(reference) or reference

        def ask(tx: sqlite3.Connection) -> bool | None:
            case = registrations.by_reference(tx, store.vault, PROGRAM, written)
            if case is None:
                return False
            erasures.ask(tx, case.participant, reason="staff", now=now)
            audit.append(tx, store.vault, who="shell", what=f"erase-asked:{reason}", ref=case.reference, now=now)
            return None if legal_holds.holds(tx, case.participant) else True

        return await store.db.write(ask)

    done = with_store(work, settings())
    if done is False:
        raise OperatorError(f"er is geen aanmelding {reference}", "kijk met: herstelbot queue list")
    if done is None:
        click.echo(f"{reference} valt onder een bewaarplicht. Wissen is genoteerd, en gebeurt zodra die is opgeheven.")
        return
    click.echo(f"{reference} wordt gewist, en alles van dezelfde persoon. {WHEN}")


@click.command()
def purge() -> None:
    """Draai de bewaartermijnen nu, en ruim op wat geen sleutel meer heeft."""
    loaded = settings()

    async def work(store: Store) -> tuple[int, int]:
        now = amsterdam()
        group = None if loaded.staff_chat_id is None else str(loaded.staff_chat_id)
        retain = Retain(
            store=store, clock=lambda: now, notify=Notify(vault=store.vault, group=group), terms=terms_of(loaded)
        )

        def leftovers(tx: sqlite3.Connection) -> int:
            people = erasures.keyless(tx, store.vault)
            for participant in people:
                erasures.ask(tx, participant, reason="retention", now=now)
            return len(people)

        expired = await retain.round()
        return expired, await store.db.write(leftovers)

    expired, leftovers = with_store(work, loaded)
    click.echo(f"Termijn voorbij: {expired}. Zonder sleutel achtergebleven: {leftovers}.")
    if expired or leftovers:
        click.echo(f"Zij worden gewist. {WHEN}")
