"""``herstelbot user``: staff accounts."""

from __future__ import annotations

import sqlite3
import sys
from typing import get_args

import click
from rich.console import Console
from rich.table import Table

from bot.commands.shared import as_typed, print_json, settings, with_store
from bot.errors import OperatorError
from bot.services.moments import amsterdam
from bot.store import audit, ids, staff
from bot.store.opening import Store
from bot.store.passwords import guessable, hash_password
from bot.store.staff import Role

SHORTEST = 12
"""Characters in a password, at least; no other demands (ASVS 5.0, 6.2)."""


@click.group()
def user() -> None:
    """Accounts van medewerkers."""


@user.command()
@click.argument("login")
@click.option("--name", default=None, help="De naam zoals collega's die zien.")
@click.option("--role", type=click.Choice(get_args(Role)), default="staff", show_default=True, help="Wat iemand mag.")
@click.option("--password-stdin", is_flag=True, help="Lees het wachtwoord van standaardinvoer.")
def add(login: str, name: str | None, role: Role, password_stdin: bool) -> None:
    """Maak een account; het wachtwoord wordt gevraagd."""
    password = _password(login, from_stdin=password_stdin)
    hashed = hash_password(password)

    async def work(store: Store) -> None:
        now = amsterdam()

        def make(tx: sqlite3.Connection) -> bool:
            if staff.by_login(tx, login) is not None:
                return False
            staff.add(tx, id=ids.staff_id(), login=login, name=name or login, role=role, password_hash=hashed, now=now)
            audit.append(tx, store.vault, who="shell", what=f"account-added:{role}", ref=login, now=now)
            return True

        if not await store.db.write(make):
            raise OperatorError(f"het account {login} bestaat al", "kies een andere naam, of: herstelbot user reset")

    with_store(work, settings(), create=True)
    click.echo(f"Account {login} ({role}) is gemaakt.")


@user.command("list")
@click.option("--json", "as_json", is_flag=True, help="Als JSON.")
def list_users(as_json: bool) -> None:
    """Toon alle accounts."""

    async def work(store: Store) -> list[dict[str, object]]:
        return [
            {"login": one.login, "name": one.name, "role": one.role, "disabled": one.disabled}
            for one in await store.db.read(staff.everybody)
        ]

    rows = with_store(work, settings())
    if as_json:
        print_json(rows)
        return
    table = Table("login", "naam", "rol", "uitgezet")
    for row in rows:
        table.add_row(
            as_typed(str(row["login"])), as_typed(str(row["name"])), str(row["role"]), "ja" if row["disabled"] else ""
        )
    Console().print(table)


@user.command()
@click.argument("login")
def disable(login: str) -> None:
    """Zet een account uit en beëindig alle sessies."""

    async def work(store: Store) -> None:
        now = amsterdam()

        def off(tx: sqlite3.Connection) -> bool:
            account = staff.by_login(tx, login)
            if account is None:
                return False
            staff.set_disabled(tx, account.id, disabled=True, now=now)
            audit.append(tx, store.vault, who="shell", what="account-disabled", ref=login, now=now)
            return True

        _must_exist(await store.db.write(off), login)

    with_store(work, settings())
    click.echo(f"Account {login} is uitgezet.")


@user.command()
@click.argument("login")
@click.option("--password-stdin", is_flag=True, help="Lees het wachtwoord van standaardinvoer.")
def reset(login: str, password_stdin: bool) -> None:
    """Geef een account een nieuw wachtwoord; alle sessies eindigen."""
    hashed = hash_password(_password(login, from_stdin=password_stdin))

    async def work(store: Store) -> None:
        now = amsterdam()

        def change(tx: sqlite3.Connection) -> bool:
            account = staff.by_login(tx, login)
            if account is None:
                return False
            staff.set_password(tx, account.id, hashed, now)
            audit.append(tx, store.vault, who="shell", what="password-reset", ref=login, now=now)
            return True

        _must_exist(await store.db.write(change), login)

    with_store(work, settings())
    click.echo(f"Account {login} heeft een nieuw wachtwoord.")


def _password(login: str, *, from_stdin: bool) -> str:
    if from_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = str(click.prompt("Wachtwoord", hide_input=True, confirmation_prompt="Nog een keer"))
    if len(password) < SHORTEST:
        raise OperatorError("dit wachtwoord is te kort", f"kies er een van minstens {SHORTEST} tekens")
    if guessable(password, login):
        raise OperatorError(
            "dit wachtwoord is makkelijk te raden", "kies een zin, of woorden die niemand bij je verwacht"
        )
    return password


def _must_exist(found: bool, login: str) -> None:
    if not found:
        raise OperatorError(f"er is geen account {login}", "kijk met: herstelbot user list")
