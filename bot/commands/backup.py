"""``herstelbot backup``, ``restore`` and ``release``: a copy elsewhere, and back again."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import click

from bot.commands.shared import plainly, settings, with_store
from bot.services.backup import Made, back_up
from bot.services.moments import amsterdam
from bot.services.restore import restore as put_back
from bot.store import audit, outbox
from bot.store.masterkey import given
from bot.store.opening import Store

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.option("--without-keys", is_flag=True, help="Alleen de gegevens; de sleutels bewaar je al op een andere manier.")
def backup(file: Path, *, without_keys: bool) -> None:
    """Maak een gecontroleerde reservekopie, ook terwijl de dienst draait."""

    async def work(store: Store) -> Made:
        return await back_up(store, file, with_keys=not without_keys)

    made = with_store(work, settings())
    click.echo(f"Gegevens: {made.data} (gecontroleerd; de inhoud is versleuteld)")
    if made.keys is not None:
        click.echo(f"Sleutels: {made.keys}")
        click.echo("Bewaar de sleutels ergens anders dan de gegevens, en bewaar alleen de nieuwste:")
        click.echo("met oude sleutels komt terug wie intussen gewist is. De hoofdsleutel zit nergens in.")


@click.command()
@click.argument("file", type=FILE)
@click.option("--keys", type=FILE, default=None, help="De nieuwste kopie van de sleutels; anders die in de datamap.")
def restore(file: Path, keys: Path | None) -> None:
    """Zet een reservekopie terug in een datamap zonder database, met de dienst gestopt."""
    loaded = settings()
    with plainly():
        done = asyncio.run(
            put_back(loaded.data_dir, file, key=given(loaded.key_text, loaded.key_file), keys=keys, now=amsterdam()),
        )
    click.echo(f"Teruggezet in {loaded.data_dir}: {done.people} gesprekken en aanmeldingen.")
    click.echo(f"Niet teruggekomen omdat er geen sleutel (meer) is: {done.removed}.")
    if done.removed:
        click.echo("Is dat meer dan er gewist zijn, dan zijn de sleutels ouder dan de gegevens: neem nieuwere.")
    click.echo(f"Vastgehouden berichten: {done.held}. Er gaat niets uit, ook niets nieuws, tot: herstelbot release")
    click.echo("Medewerkers melden zich opnieuw aan; accounts zijn zoals toen de kopie gemaakt werd.")


@click.command()
def release() -> None:
    """Laat na het terugzetten weer berichten uitgaan."""

    async def work(store: Store) -> int:
        now = amsterdam()

        def go(tx: sqlite3.Connection) -> int:
            audit.append(tx, store.vault, who="shell", what="outbox-released", ref="", now=now)
            return outbox.release_held(tx)

        return await store.db.write(go)

    click.echo(f"Er gaan weer berichten uit; vastgehouden waren er {with_store(work, settings())}.")
