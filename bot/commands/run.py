"""``herstelbot run``: web chat, console and Telegram, until stopped."""

from __future__ import annotations

import asyncio
import gc

import click

from bot.app import build, listen_to_signals
from bot.commands.shared import settings
from bot.config import Settings


@click.command()
def run() -> None:
    """Start webchat, console en Telegram (als er een token is), tot je stopt met Ctrl-C."""
    loaded = settings()
    asyncio.run(_run(loaded))


async def _run(loaded: Settings) -> None:
    gc.disable()  # what a start makes lasts ...
    async with build(loaded) as app:
        gc.freeze()  # ... and need not be looked through for garbage ever again
        gc.enable()
        listen_to_signals(app.stop)
        await app.run(ready=lambda address: _say(address, loaded))


def _say(address: str, loaded: Settings) -> None:
    click.echo(f"Webchat:  {address}/")
    click.echo(f"Console:  {address}/staff")
    if loaded.telegram_token is None:
        click.echo("Telegram: uit (zet HERSTELBOT_TELEGRAM_TOKEN om het aan te zetten)")
    else:
        click.echo(f"Telegram: aan ({loaded.telegram_mode})")
