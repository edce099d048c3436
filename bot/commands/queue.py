"""``herstelbot queue``: staff's queue from the shell."""

from __future__ import annotations

import os
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, get_args

import click
from rich.console import Console
from rich.table import Table

from bot.commands.shared import as_typed, print_json, settings, with_store
from bot.engine.registration import Registration
from bot.errors import OperatorError
from bot.services.documents import document
from bot.services.hand_over import MOST, WHY, as_csv, as_json, documents
from bot.services.moments import AMSTERDAM, amsterdam
from bot.store import audit, ids, registrations
from bot.store.cases import Case, Filters, Status
from bot.store.opening import Store
from bot.store.sight import PROGRAM

PAGE = 500


@click.group()
def queue() -> None:
    """De wachtrij van aanmeldingen."""


@queue.command("list")
@click.option("--json", "as_json", is_flag=True, help="Als JSON.")
def list_cases(as_json: bool) -> None:
    """Toon alle aanmeldingen, de oudste zonder behandelaar eerst."""
    rows = with_store(_summaries, settings())
    if as_json:
        print_json(rows)
        return
    table = Table("kenmerk", "binnengekomen", "status", "rol", "signalen")
    for row in rows:
        table.add_row(
            row["reference"],
            datetime.fromisoformat(row["created_at"]).astimezone(AMSTERDAM).strftime("%Y-%m-%d %H:%M"),
            row["status"],
            row["role"] or "–",
            ", ".join(row["flags"]),
        )
    Console().print(table)


@queue.command()
@click.argument("reference")
@click.option("--json", "as_json", is_flag=True, help="Als JSON.")
def show(reference: str, as_json: bool) -> None:
    """Toon één aanmelding helemaal."""
    found = with_store(lambda store: _one(store, reference), settings())
    if found is None:
        raise OperatorError(f"er is geen aanmelding {reference}", "kijk met: herstelbot queue list")
    if as_json:
        print_json(found)
        return
    table = Table("veld", "antwoord", show_lines=False)
    for name, value in _flat(found):
        table.add_row(name, as_typed(value))
    Console().print(table)


@queue.command()
@click.option("--why", type=click.Choice(WHY), required=True, help="Waarvoor; dat staat in het spoor.")
@click.option(
    "--status", "statuses", type=click.Choice(get_args(Status)), multiple=True, help="Alleen deze; mag vaker."
)
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.option("--contact", is_flag=True, help="Ook waarmee iemand te bereiken is, en eigen woorden.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Naar dit nieuwe bestand.")
def export(
    why: str, statuses: tuple[Status, ...], form: Literal["csv", "json"], contact: bool, output: Path | None
) -> None:
    """Geef aanmeldingen als CSV of JSON; elke staat daarna in het spoor."""
    rows = documents(with_store(lambda store: _exported(store, why, statuses), settings()), contact=contact)
    content = as_csv(rows) if form == "csv" else as_json(rows)
    if output is None:
        click.echo(content.decode("utf-8-sig"), nl=False)
        return
    try:
        with os.fdopen(os.open(output, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
    except OSError as error:
        raise OperatorError(f"{output} kan niet worden gemaakt: {error.strerror}", "kies een nieuwe naam") from None
    click.echo(f"{len(rows)} aanmeldingen in {output}; alleen jij kunt het lezen.")


@queue.command()
def schema() -> None:
    """Toon het JSON Schema van een aanmelding."""
    print_json(Registration.model_json_schema())


async def _summaries(store: Store) -> list[dict[str, Any]]:
    """One row per case, from pages of the queue."""
    rows: list[dict[str, Any]] = []
    page = await store.db.read(lambda tx: registrations.listed(tx, store.vault, PROGRAM, Filters(), limit=PAGE))
    while page:
        for case in page:
            whole = document(case)
            rows.append(
                {
                    name: whole[name]
                    for name in ("reference", "created_at", "status", "channel", "source", "role", "flags")
                }
            )
        last = page[-1].position
        page = await store.db.read(
            lambda tx, after=last: registrations.listed(tx, store.vault, PROGRAM, Filters(), limit=PAGE, after=after)  # type: ignore[misc]
        )
    return rows


async def _exported(store: Store, why: str, statuses: tuple[Status, ...]) -> list[Case]:
    """The selection, noted case by case before it leaves."""
    now = amsterdam()

    def work(tx: sqlite3.Connection) -> list[Case]:
        cases = registrations.listed(tx, store.vault, PROGRAM, Filters(statuses=statuses), limit=MOST)
        for case in cases:
            audit.append(tx, store.vault, who="shell", what=f"exported:{why}", ref=case.reference, now=now)
        return cases

    return await store.db.write(work)


async def _one(store: Store, reference: str) -> dict[str, Any] | None:
    """The whole registration; that it was looked at goes into the audit trail first."""
    written = ids.read_reference(reference) or reference
    case = await store.db.read(lambda tx: registrations.by_reference(tx, store.vault, PROGRAM, written))
    if case is None:
        return None
    now = amsterdam()
    await store.db.write(
        lambda tx: audit.append(tx, store.vault, who="shell", what="viewed", ref=case.reference, now=now)
    )
    return document(case)


def _flat(part: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for name, value in part.items():
        if isinstance(value, dict):
            rows += _flat(value, f"{prefix}{name}.")
        else:
            rows.append(
                (
                    f"{prefix}{name}",
                    ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value),
                )
            )
    return rows
