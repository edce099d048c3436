"""``herstelbot queue``: staff's queue from the shell."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from bot.commands.shared import as_typed, print_json, settings, with_store
from bot.engine.registration import Registration
from bot.errors import OperatorError
from bot.services.documents import document
from bot.services.moments import AMSTERDAM, amsterdam
from bot.store import audit, ids, registrations
from bot.store.cases import Filters
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
