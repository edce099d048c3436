"""What ``herstelbot doctor`` looks at: each thing by itself is ok, or there is a clear remedy."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import stat
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from bot.authoring.checks import check, errors
from bot.channels.telegram import API, Telegram, TokenRefused, Unreachable
from bot.config import Settings
from bot.scripts_folder import read_texts
from bot.services.keep_backups import newest_in
from bot.services.moments import amsterdam
from bot.store import inbox, outbox
from bot.store.errors import StoreError
from bot.store.masterkey import given
from bot.store.opening import open_store
from bot.telegram_line import hook_address

CLOCK = timedelta(seconds=20)
"""How far the clock may be off."""

ENOUGH_ROOM = 200 * 1024 * 1024
"""Bytes that should be free on the data disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at."""

    name: str
    state: Literal["ok", "let op", "mis"]
    message: str


def scripts(loaded: Settings) -> Finding:
    """The folder with scripts is there and without mistakes."""
    found = check(read_texts(loaded))
    wrong = errors(found)
    if wrong or found.dialog is None:
        return Finding(name="Scripts", state="mis", message=f"{len(wrong)} fouten; draai: herstelbot scripts check")
    return Finding(
        name="Scripts", state="ok", message=f"{len(found.dialog.steps)} stappen, {len(found.dialog.topics)} antwoorden"
    )


def disk(loaded: Settings) -> Finding:
    """There is room, for us alone."""
    folder = loaded.data_dir if loaded.data_dir.exists() else loaded.data_dir.absolute().parent
    if not os.access(folder, os.W_OK):
        return Finding(
            name="Schijf", state="mis", message=f"in {folder} mag niet geschreven worden; pas de rechten aan"
        )
    if os.name == "posix" and loaded.data_dir.exists() and stat.S_IMODE(loaded.data_dir.stat().st_mode) & 0o077:
        return Finding(
            name="Schijf", state="mis", message=f"anderen kunnen in {folder} kijken; draai: chmod 700 {folder}"
        )
    free = shutil.disk_usage(folder).free
    if free < ENOUGH_ROOM:
        return Finding(name="Schijf", state="let op", message=f"nog {free // 1024**2} MB vrij; maak ruimte")
    return Finding(name="Schijf", state="ok", message=f"{free // 1024**3} GB vrij")


def store(loaded: Settings) -> Finding:
    """The database opens: sound, with every pragma as promised, with keys that fit; and nothing in it waits for a person."""
    if not loaded.database.exists():
        return Finding(name="Database", state="ok", message="nog niet gemaakt; dat gebeurt bij de eerste start")

    async def look() -> _Seen:
        async with open_store(loaded.data_dir, key=given(loaded.key_text, loaded.key_file), guest=True) as store:
            return await store.db.read(lambda tx: _seen(tx, rewrapping=store.vault.rewrapping() != "no"))

    try:
        seen = asyncio.run(look())
        if seen.newest is not None and seen.newest > amsterdam() + CLOCK:
            message = "de klok loopt achter: er is later iets opgeslagen; zet tijdsynchronisatie aan"
            return Finding(name="Database", state="mis", message=message)
        if seen.frozen:
            message = "teruggezet; er gaat niets uit tot: herstelbot release"
            return Finding(name="Database", state="let op", message=message)
        if seen.rewrapping:
            message = "het vervangen van de hoofdsleutel is niet afgemaakt; draai nog eens: herstelbot keys rotate"
            return Finding(name="Database", state="let op", message=message)
        if seen.set_aside:
            message = f"{seen.set_aside} berichten kwamen niet aan of zijn apart gezet; kijk in de console en het log"
            return Finding(name="Database", state="let op", message=message)
        return Finding(name="Database", state="ok", message=f"schema {seen.version}, alle pragma's en sleutels kloppen")
    except StoreError as error:
        return Finding(name="Database", state="mis", message=f"{error.message} {error.remedy}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    version: int
    frozen: bool
    rewrapping: bool
    set_aside: int
    newest: datetime | None


def _seen(tx: sqlite3.Connection, *, rewrapping: bool) -> _Seen:
    came, goes = inbox.counts(tx), outbox.counts(tx)
    return _Seen(
        version=int(tx.execute("PRAGMA user_version").fetchone()[0]),
        frozen=goes.frozen,
        rewrapping=rewrapping,
        set_aside=came.dead + goes.failed,
        newest=inbox.newest(tx),
    )


def key_file(loaded: Settings) -> Finding:
    """The master key is for us alone, and apart."""
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


def telegram(loaded: Settings) -> Finding:
    """Telegram knows the token, and reaches us the way it is set."""
    if loaded.telegram_token is None:
        return Finding(name="Telegram", state="ok", message="uit (geen token)")

    token = loaded.telegram_token.get_secret_value()

    hook = hook_address(loaded)

    async def ask() -> tuple[str, bool]:
        bot = Telegram(token, api=loaded.telegram_api_url or API)
        try:
            return await bot.identify(), await bot.hook_is_well(hook)
        finally:
            await bot.close()

    try:
        name, well = asyncio.run(ask())
        if hook and not well:
            message = f"@{name}: Telegram belt niet (goed) op {hook}; kijk of dat adres van buiten bereikbaar is"
            return Finding(name="Telegram", state="let op", message=message)
        if not well:
            message = f"@{name}: er staat nog een webhook; herstelbot run haalt die weg"
            return Finding(name="Telegram", state="let op", message=message)
        return Finding(name="Telegram", state="ok", message=f"bereikbaar als @{name}, {loaded.telegram_mode}")
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


def clock(loaded: Settings) -> Finding:
    """Against Telegram's, where there is one: codes of the second factor live for half a minute."""
    if loaded.telegram_token is None:
        return Finding(name="Klok", state="ok", message=f"{amsterdam():%Y-%m-%d %H:%M} (niet te vergelijken)")
    asked = Request(loaded.telegram_api_url or API, method="HEAD")  # noqa: S310 - the operator's own setting
    try:
        with urlopen(asked, timeout=5) as answer:  # noqa: S310
            told = answer.headers.get("Date")
    except HTTPError as refused:
        told = refused.headers.get("Date")
    except OSError:
        told = None
    if told is None:
        return Finding(name="Klok", state="ok", message=f"{amsterdam():%Y-%m-%d %H:%M} (niet te vergelijken)")
    apart = abs(amsterdam() - parsedate_to_datetime(told))
    if apart > CLOCK:
        message = f"{int(apart.total_seconds())} seconden anders dan Telegram; zet tijdsynchronisatie aan"
        return Finding(name="Klok", state="mis", message=message)
    return Finding(name="Klok", state="ok", message="gelijk met die van Telegram")


def backups(loaded: Settings) -> Finding:
    """Backups make themselves, lately, and the keys are kept apart."""
    folder = loaded.backup_dir
    if folder is None:
        message = "worden niet vanzelf gemaakt; zet HERSTELBOT_BACKUP_DIR, of regel het zelf met: herstelbot backup"
        return Finding(name="Reservekopie", state="let op", message=message)
    for place in (folder, loaded.backup_keys_dir):
        if place is not None and place.exists() and not os.access(place, os.W_OK):
            return Finding(name="Reservekopie", state="mis", message=f"in {place} mag niet geschreven worden")
    newest = newest_in(folder)
    if newest is not None and amsterdam() - newest > 2 * timedelta(hours=loaded.backup_hours):
        return Finding(
            name="Reservekopie", state="mis", message=f"de laatste is van {newest:%Y-%m-%d %H:%M} UTC; kijk in het log"
        )
    if loaded.backup_keys_dir is None:
        message = "zonder sleutels zijn ze niets waard; zet HERSTELBOT_BACKUP_KEYS_DIR, op een andere plek"
        return Finding(name="Reservekopie", state="let op", message=message)
    made = (
        "nog niet gemaakt"
        if newest is None
        else f"de laatste is van {newest:%Y-%m-%d %H:%M} UTC, en teruggezet op proef"
    )
    return Finding(name="Reservekopie", state="ok", message=made)


def case_system(loaded: Settings) -> Finding:
    """The case system has an address and a secret, or neither."""
    if loaded.case_system_url is None:
        return Finding(name="Zaaksysteem", state="ok", message="uit (geen adres)")
    loaded.case_system_secret()
    return Finding(name="Zaaksysteem", state="ok", message="adres en geheim zijn ingesteld")
