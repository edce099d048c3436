"""``herstelbot keys``: the master key."""

from __future__ import annotations

import asyncio

import click

from bot.commands.shared import plainly, settings
from bot.errors import OperatorError
from bot.services.moments import amsterdam
from bot.services.rotate import rotate as renew


@click.group()
def keys() -> None:
    """De hoofdsleutel."""


@keys.command()
def rotate() -> None:
    """Vervang de hoofdsleutel, ook terwijl de dienst draait; afgebroken maakt dezelfde opdracht het af."""
    loaded = settings()
    if not loaded.database.exists():
        raise OperatorError(f"in {loaded.data_dir} zijn nog geen gegevens", "start eerst: herstelbot run")
    if loaded.key_text is not None:
        raise OperatorError(
            "de hoofdsleutel staat in een instelling, en die kan niet van hieruit vervangen worden",
            "zet hem in een bestand (HERSTELBOT_SECRET_KEY_FILE), herstart de dienst en draai dit nog eens",
        )
    with plainly():
        resumed = asyncio.run(renew(loaded.data_dir, loaded.key_file, amsterdam))
    click.echo("De vorige poging is afgemaakt." if resumed else "Er is een nieuwe hoofdsleutel.")
    click.echo(f"Hij staat in {loaded.key_file}; de oude is weg. Leg een kopie in de kluis, en maak een nieuwe")
    click.echo("reservekopie met sleutels: eerdere kopieën van de sleutels horen bij de oude hoofdsleutel.")
