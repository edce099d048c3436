"""``herstelbot audit``: whether the trail of who did what is whole."""

from __future__ import annotations

import sqlite3
import sys
from typing import IO

import click

from bot.commands.shared import settings, with_store
from bot.errors import OperatorError
from bot.store import audit as trail
from bot.store.opening import Store


@click.group()
def audit() -> None:
    """Het controlespoor: wie wat zag of deed."""


@audit.command()
@click.option(
    "--noted", type=click.File(encoding="utf-8", errors="replace"), default=None,
    help="Een tekst waarin eerdere codes staan, zoals het logboek van de dienst; - leest standaardinvoer.",
)  # fmt: skip
def verify(noted: IO[str] | None) -> None:
    """Zoek veranderde, weggehaalde, verwisselde en (met --noted) aan het eind afgeknipte regels."""
    heads = set() if noted is None else trail.read_heads(noted.read())
    if noted is not None and not heads:
        raise OperatorError(
            "in die tekst staat geen code van het controlespoor",
            "geef het logboek van de dienst (regels met 'audit head') of eerdere uitvoer van deze opdracht",
        )

    async def work(store: Store) -> tuple[trail.Head, list[str]]:
        def look(tx: sqlite3.Connection) -> tuple[trail.Head, list[str]]:
            return trail.head(tx), trail.verify(tx, store.vault, heads)

        return await store.db.read(look)

    last, problems = with_store(work, settings())
    for problem in problems:
        click.echo(problem)
    if problems:
        click.echo(f"Het controlespoor is niet heel: {len(problems)} keer iets mis in {last.number} regels.", err=True)
        sys.exit(1)
    compared = f"; alle {len(heads)} eerder genoteerde codes staan er nog in" if heads else ""
    click.echo(f"Het controlespoor is heel: {last.number} regels{compared}.")
    if last.number:
        click.echo(f"Noteer buiten deze machine: {last}")
