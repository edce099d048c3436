"""The command line: ``herstelbot`` or ``python -m bot``. Commands are imported only when they are used."""

from __future__ import annotations

import gc
import sys
from importlib import import_module

import click

from bot.errors import OperatorError
from bot.process import no_core_dumps

COMMANDS = {
    "run": "bot.commands.run:run",
    "demo": "bot.commands.demo:demo",
    "chat": "bot.commands.chat:chat",
    "doctor": "bot.commands.doctor:doctor",
    "scripts": "bot.commands.scripts:scripts",
    "locales": "bot.commands.locales:locales",
    "evaluate": "bot.commands.evaluate:evaluate",
    "queue": "bot.commands.queue:queue",
    "report": "bot.commands.report:report",
    "user": "bot.commands.user:user",
    "erase": "bot.commands.erase:erase",
    "purge": "bot.commands.erase:purge",
    "backup": "bot.commands.backup:backup",
    "restore": "bot.commands.backup:restore",
    "release": "bot.commands.backup:release",
    "keys": "bot.commands.keys:keys",
    "audit": "bot.commands.audit:audit",
}
"""Every command and where it is written."""


class Commands(click.Group):
    """A group whose commands are only imported when asked for, so that ``--help`` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's shape
        """The commands in the order in which one needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's shape
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        gc.disable()  # modules last: looking for garbage among what they make costs a tenth of a start
        try:
            command = getattr(import_module(module), name)
        finally:
            gc.enable()
        return command if isinstance(command, click.Command) else None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option("0.1.0", "--version", prog_name="herstelbot")
def herstelbot() -> None:
    """Het eerste gesprek voor herstelbemiddeling: Telegram, webchat en wachtrij."""


def main() -> None:
    """Run a command. What an operator can mend is said in one line, with exit status 1."""
    no_core_dumps()
    try:
        herstelbot(prog_name="herstelbot")
    except OperatorError as error:
        click.echo(f"herstelbot: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
