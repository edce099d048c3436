"""``herstelbot doctor``: is everything ready? Each thing is ok, or there is a clear remedy."""

from __future__ import annotations

import asyncio
import os
import shutil
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import click

from bot import config, logs
from bot.app import read_texts
from bot.authoring.checks import check, errors
from bot.channels.telegram import API, Telegram, TokenRefused, Unreachable
from bot.config import Settings
from bot.errors import OperatorError
from bot.store import outbox
from bot.store.errors import StoreError
from bot.store.masterkey import given
from bot.store.opening import Store, open_store

ENOUGH_ROOM = 200 * 1024 * 1024
"""Bytes that should be free on the data disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at."""

    name: str
    state: Literal["ok", "let op", "mis"]
    message: str


@click.command()
def doctor() -> None:
    """Kijk of alles klaar is om te draaien; elk punt is goed of er staat wat je kunt doen."""
    findings = [Finding(name="Python", state="ok", message=sys.version.split()[0])]
    try:
        loaded = config.load()
    except OperatorError as error:
        findings.append(Finding(name="Instellingen", state="mis", message=str(error)))
        _tell(findings)
        return
    logs.configure("ERROR")
    findings.append(Finding(name="Instellingen", state="ok", message=f"gegevens in {loaded.data_dir}"))
    findings += [_looked(look, loaded) for look in (_scripts, _disk, _store, _key_file, _telegram, _case_system)]
    _tell(findings)


def _looked(look: Callable[[Settings], Finding], loaded: Settings) -> Finding:
    try:
        return look(loaded)
    except OperatorError as error:
        return Finding(name=look.__name__.strip("_"), state="mis", message=str(error))


def _scripts(loaded: Settings) -> Finding:
    found = check(read_texts(loaded))
    wrong = errors(found)
    if wrong or found.dialog is None:
        return Finding(name="Scripts", state="mis", message=f"{len(wrong)} fouten; draai: herstelbot scripts check")
    return Finding(
        name="Scripts", state="ok", message=f"{len(found.dialog.steps)} stappen, {len(found.dialog.topics)} antwoorden"
    )


def _disk(loaded: Settings) -> Finding:
    folder = loaded.data_dir if loaded.data_dir.exists() else loaded.data_dir.absolute().parent
    if not os.access(folder, os.W_OK):
        return Finding(
            name="Schijf", state="mis", message=f"in {folder} mag niet geschreven worden; pas de rechten aan"
        )
    free = shutil.disk_usage(folder).free
    if free < ENOUGH_ROOM:
        return Finding(name="Schijf", state="let op", message=f"nog {free // 1024**2} MB vrij; maak ruimte")
    return Finding(name="Schijf", state="ok", message=f"{free // 1024**3} GB vrij")


def _store(loaded: Settings) -> Finding:
    if not loaded.database.exists():
        return Finding(name="Database", state="ok", message="nog niet gemaakt; dat gebeurt bij de eerste start")

    async def look() -> tuple[int, bool, bool]:
        async with open_store(loaded.data_dir, key=given(loaded.key_text, loaded.key_file), guest=True) as store:
            frozen = (await store.db.read(outbox.counts)).frozen
            return await _version(store), frozen, store.vault.rewrapping() != "no"

    try:
        version, frozen, rewrapping = asyncio.run(look())
        if frozen:
            message = "teruggezet; er gaat niets uit tot: herstelbot release"
            return Finding(name="Database", state="let op", message=message)
        if rewrapping:
            message = "het vervangen van de hoofdsleutel is niet afgemaakt; draai nog eens: herstelbot keys rotate"
            return Finding(name="Database", state="let op", message=message)
        return Finding(name="Database", state="ok", message=f"schema {version}, sleutels passen")
    except StoreError as error:
        return Finding(name="Database", state="mis", message=f"{error.message} {error.remedy}")


async def _version(store: Store) -> int:
    return await store.db.read(lambda tx: int(tx.execute("PRAGMA user_version").fetchone()[0]))


def _key_file(loaded: Settings) -> Finding:
    if loaded.key_text is not None:
        message = "staat in een instelling; wie de omgeving van het proces ziet, ziet hem ook: liever een bestand"
        return Finding(name="Hoofdsleutel", state="let op", message=message)
    path = loaded.key_file
    if not path.exists():
        return Finding(name="Hoofdsleutel", state="ok", message="nog niet gemaakt; dat gebeurt bij de eerste start")
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        return Finding(
            name="Hoofdsleutel", state="mis", message=f"anderen kunnen {path.name} lezen; draai: chmod 600 {path}"
        )
    inside = loaded.data_dir.absolute() in path.absolute().parents
    if inside:
        message = "staat bij de gegevens; zet hem liever apart met HERSTELBOT_SECRET_KEY_FILE"
        return Finding(name="Hoofdsleutel", state="let op", message=message)
    return Finding(name="Hoofdsleutel", state="ok", message="apart bewaard, alleen voor de eigenaar leesbaar")


def _telegram(loaded: Settings) -> Finding:
    if loaded.telegram_token is None:
        return Finding(name="Telegram", state="ok", message="uit (geen token)")

    token = loaded.telegram_token.get_secret_value()

    async def ask() -> str:
        bot = Telegram(token, api=loaded.telegram_api_url or API)
        try:
            return await bot.identify()
        finally:
            await bot.close()

    try:
        return Finding(name="Telegram", state="ok", message=f"bereikbaar als @{asyncio.run(ask())}")
    except TokenRefused:
        return Finding(
            name="Telegram", state="mis", message="Telegram kent dit token niet; vraag @BotFather om een nieuw"
        )
    except Unreachable:
        return Finding(
            name="Telegram",
            state="mis",
            message="niet te bereiken; kijk naar het netwerk en HERSTELBOT_TELEGRAM_API_URL",
        )


def _case_system(loaded: Settings) -> Finding:
    if loaded.case_system_url is None:
        return Finding(name="Zaaksysteem", state="ok", message="uit (geen adres)")
    loaded.case_system_secret()
    return Finding(name="Zaaksysteem", state="ok", message="adres en geheim zijn ingesteld")


def _tell(findings: list[Finding]) -> None:
    for one in findings:
        click.echo(f"{one.state:7} {one.name:14} {one.message}")
    if any(one.state == "mis" for one in findings):
        sys.exit(1)
