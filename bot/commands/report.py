"""``herstelbot report``: the figures of a year."""

from __future__ import annotations

from typing import Literal

import click
from rich.console import Console
from rich.table import Table

from bot.authoring.checks import check
from bot.commands.shared import print_json, settings, with_store
from bot.errors import OperatorError
from bot.scripts_folder import read_texts
from bot.services.figures import Figures, Report, as_csv, as_json, as_rows
from bot.services.moments import amsterdam
from bot.services.readable import Legend
from bot.store.opening import Store
from bot.store.sight import PROGRAM


@click.command()
@click.option("--year", type=click.IntRange(2000, 2100), default=None, help="Het jaar; anders dit jaar.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@click.option("--team", is_flag=True, help="Voor het team zelf: ook aantallen onder de vijf.")
def report(year: int | None, form: Literal["table", "json", "csv"], team: bool) -> None:
    """Toon de cijfers van een jaar; aantallen onder de vijf blijven verborgen."""
    loaded = settings()
    dialog = check(read_texts(loaded)).dialog
    if dialog is None:
        raise OperatorError("de scripts zijn niet te lezen", "draai: herstelbot scripts check")
    legend = Legend(dialog)

    async def work(store: Store) -> Report:
        return await Figures(store=store, clock=amsterdam).report(
            PROGRAM, year or amsterdam().year, legend, outside=not team
        )

    found = with_store(work, loaded)
    if form == "json":
        print_json(as_json(found))
    elif form == "csv":
        click.echo(as_csv(found).decode("utf-8-sig"), nl=False)
    else:
        show(found)


def show(found: Report) -> None:
    """Print the tables, each with its own columns."""
    console = Console()
    tables: dict[str, dict[str, dict[str, str]]] = {}
    for title, line, column, number in as_rows(found):
        tables.setdefault(title, {}).setdefault(line, {})[column] = number
    for title, lines in tables.items():
        columns = list(dict.fromkeys(column for cells in lines.values() for column in cells))
        shown = Table("", *columns, title=title, title_justify="left")
        for line, cells in lines.items():
            shown.add_row(line, *(cells.get(column, "") for column in columns))
        console.print(shown)
