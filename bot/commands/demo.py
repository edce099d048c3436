"""``herstelbot demo``: everything, with a throw-away data folder, sample staff and cases; no token needed."""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import click

from bot import config, logs
from bot.app import App, build, listen_to_signals
from bot.commands.demo_people import ASKED, PEOPLE
from bot.commands.shared import notebook
from bot.config import Settings
from bot.services.moments import amsterdam
from bot.services.puppet import play
from bot.services.triage import Triage
from bot.store import ids, registrations, staff, unanswered
from bot.store.cases import Claimed, Filters
from bot.store.passwords import hash_password
from bot.store.sight import PROGRAM
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
                "secret_key": None,
                "telegram_token": None,
                "staff_chat_id": None,
                "public_url": None,
                "case_system_url": None,
                "case_system_secret_file": None,
            }
        )
        _share_what_was_learnt(here / "data")
        if port is not None:
            settings = settings.model_copy(update={"web_port": port})
        logs.configure("WARNING")
        asyncio.run(_demo(settings))


def _share_what_was_learnt(folder: Path) -> None:
    """Let a second demo find what the first one learnt from the scripts; without it a start only takes longer."""
    with suppress(OSError):
        kept = notebook().folder / "learnt"
        kept.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700)
        (folder / "learnt").symlink_to(kept, target_is_directory=True)


class Backdated:
    """The clock of the demo: now, or so many days earlier while the past is being furnished."""

    def __init__(self) -> None:
        self.days_ago = 0

    def __call__(self) -> datetime:
        """The moment it is in the demo."""
        return amsterdam() - timedelta(days=self.days_ago)


async def _demo(settings: Settings) -> None:
    clock = Backdated()
    async with build(settings, clock=clock) as app:
        await furnish(app, clock)
        listen_to_signals(app.stop)
        await app.run(ready=_say)


async def furnish(app: App, clock: Backdated) -> None:
    """Put sample staff and cases in: people who came on different days, some already taken up."""
    hashed = await asyncio.to_thread(hash_password, PASSWORD)
    for login, name, role in LOGINS:
        await app.store.db.write(
            lambda tx, login=login, name=name, role=role: staff.add(  # type: ignore[misc]
                tx, id=ids.staff_id(), login=login, name=name, role=role, password_hash=hashed, now=clock()
            )
        )
    await app.library.learn()
    for number, sample in enumerate(PEOPLE):
        clock.days_ago = sample.days_ago
        dialog = app.library.current.dialog
        await play(app.store, app.receive, dialog, f"demo-{number}", sample.wishes, source=sample.source)
        if sample.outcome:
            await _take_up(app, clock, sample.outcome)
    clock.days_ago = 0
    for text in ASKED:
        await app.store.db.write(
            lambda tx, text=text: unanswered.add(  # type: ignore[misc]
                tx, app.store.vault, step=app.library.current.dialog.system.after_question, text=text, now=clock()
            )
        )


async def _take_up(app: App, clock: Backdated, outcome: str) -> None:
    """The sample member of staff takes the newest case, and perhaps has had contact already."""
    account = await app.store.db.read(lambda tx: staff.by_login(tx, LOGINS[0][0]))
    cases = await app.store.db.read(lambda tx: registrations.listed(tx, app.store.vault, PROGRAM, Filters(), limit=100))
    newest = max(cases, key=lambda case: case.id)
    triage = Triage(store=app.store, clock=clock)
    if account is None:
        return
    claimed = await triage.claim(account, newest.reference, newest.version)
    if outcome == "contacted" and isinstance(claimed, Claimed):
        await triage.move(account, newest.reference, claimed.version, "contacted")


def _say(address: str) -> None:
    click.echo("Herstelbot draait met voorbeelden. Alles wordt weggegooid als je stopt (Ctrl-C).\n")
    click.echo(f"  Webchat   {address}/")
    click.echo(f"  Console   {address}/staff\n")
    for login, _, role in LOGINS:
        click.echo(f"  {login:12} wachtwoord {PASSWORD}   ({role})")
