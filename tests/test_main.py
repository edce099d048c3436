"""The command line: quick to help, and kind about what an operator can mend."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bot.__main__ import COMMANDS, herstelbot


def run(*words: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program as a process of its own, started in an empty folder."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        env={"PYTHONPATH": str(Path(__file__).resolve().parent.parent), "PYTHONUTF8": "1", **environment},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(("name", "place"), COMMANDS.items())
def test_each_command_is_where_the_table_says(name: str, place: str) -> None:
    """The table of commands points at click commands of that very name, each with a line of help in Dutch."""
    module, _, attribute = place.partition(":")
    command = getattr(import_module(module), attribute)

    assert isinstance(command, click.Command)
    assert command.name == name
    assert command.get_short_help_str()


def test_help_lists_every_command() -> None:
    """Who asks for help sees all commands, in the order of the table."""
    shown = CliRunner().invoke(herstelbot, ["--help"])
    listed = [line.split()[0] for line in shown.output.partition("Commands:")[2].splitlines() if line.strip()]

    assert shown.exit_code == 0
    assert listed == list(COMMANDS)


def test_an_unknown_command_is_refused() -> None:
    """A typing error ends with click's usage message and status, not with a traceback."""
    shown = CliRunner().invoke(herstelbot, ["wachtrij"])

    assert shown.exit_code == 2
    assert "wachtrij" in shown.output


def test_help_and_version_import_nothing_heavy(tmp_path: Path) -> None:
    """``--version`` answers at once: the web server, the store and the recognisers are imported only when used."""
    code = "import sys; from bot.__main__ import main\ntry: main()\nexcept SystemExit: print(*sorted(sys.modules))"
    ended = subprocess.run(
        [sys.executable, "-c", code, "--version"],
        env={"PYTHONPATH": str(Path(__file__).resolve().parent.parent)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert {"numpy", "starlette", "telegram", "pydantic", "nacl"}.isdisjoint(ended.stdout.split())


def test_what_can_be_mended_is_one_line(tmp_path: Path) -> None:
    """A wrong setting ends with status 1 and one line on standard error that names it."""
    ended = run("run", folder=tmp_path, HERSTELBOT_WEB_PORT="tachtig")

    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1
    assert "HERSTELBOT_WEB_PORT" in ended.stderr
    assert list(tmp_path.iterdir()) == []
