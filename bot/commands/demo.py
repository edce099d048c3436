"""``herstelbot demo``: everything, with a throw-away data folder, sample staff and cases; no token needed."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

import click

from bot import config, logs
from bot.app import App, build, listen_to_signals
from bot.commands.demo_people import PEOPLE
from bot.config import Settings
from bot.services.moments import amsterdam
from bot.services.puppet import play
from bot.store import ids, staff
from bot.store.passwords import hash_password
from bot.store.staff import Role

LOGINS: tuple[tuple[str, str, Role], ...] = (
    ("medewerker", "Sam de Vries (voorbeeld)", "staff"),
    ("coordinator", "Noor Bakker (voorbeeld)", "coordinator"),
    ("beheerder", "Robin Smit (voorbeeld)", "administrator"),
)
PASSWORD = "herstel-voorbeeld"  # noqa: S105 - printed on purpose, for a throw-away folder on this machine
"""The password of every demo account."""


@click.command()
@click.option("--port", default=None, type=int, help="Poort van de website (anders HERSTELBOT_WEB_PORT of 8080).")
def demo(port: int | None) -> None:
    """Probeer alles uit met voorbeelden; bij het stoppen wordt alles weggegooid."""
    with tempfile.TemporaryDirectory(prefix="herstelbot-demo-") as folder:
        here = Path(folder)
        settings = config.load().model_copy(
            update={
                "data_dir": here / "data",
                "secret_key_file": here / "key" / "master.key",
                "telegram_token": None,
                "staff_chat_id": None,
                "public_url": None,
            }
        )
        if port is not None:
            settings = settings.model_copy(update={"web_port": port})
        logs.configure("WARNING")
        asyncio.run(_demo(settings))


async def _demo(settings: Settings) -> None:
    async with build(settings) as app:
        await furnish(app)
        listen_to_signals(app.stop)
        await app.run(ready=_say)


async def furnish(app: App) -> None:
    """Put sample staff and cases in."""
    hashed = await asyncio.to_thread(hash_password, PASSWORD)
    now = amsterdam()
    for login, name, role in LOGINS:
        await app.store.db.write(
            lambda tx, login=login, name=name, role=role: staff.add(  # type: ignore[misc]
                tx, id=ids.staff_id(), login=login, name=name, role=role, password_hash=hashed, now=now
            )
        )
    for number, (source, wishes) in enumerate(PEOPLE):
        await play(app.store, app.receive, app.library.current.dialog, f"demo-{number}", wishes, source=source)


def _say(address: str) -> None:
    click.echo("Herstelbot draait met voorbeelden. Alles wordt weggegooid als je stopt (Ctrl-C).\n")
    click.echo(f"  Webchat   {address}/")
    click.echo(f"  Console   {address}/staff\n")
    for login, _, role in LOGINS:
        click.echo(f"  {login:12} wachtwoord {PASSWORD}   ({role})")
