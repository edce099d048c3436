"""``herstelbot doctor``: is everything ready? Each thing is ok, or there is a clear remedy."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from bot import config, logs
from bot.commands import doctor_looks as looks
from bot.commands.doctor_looks import Finding
from bot.config import Settings
from bot.errors import OperatorError

LOOKS = (
    looks.scripts,
    looks.disk,
    looks.store,
    looks.key_file,
    looks.clock,
    looks.telegram,
    looks.backups,
    looks.case_system,
)


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
    findings += [_looked(look, loaded) for look in LOOKS]
    _tell(findings)


def _looked(look: Callable[[Settings], Finding], loaded: Settings) -> Finding:
    try:
        return look(loaded)
    except OperatorError as error:
        return Finding(name=look.__name__, state="mis", message=str(error))


def _tell(findings: list[Finding]) -> None:
    for one in findings:
        click.echo(f"{one.state:7} {one.name:14} {one.message}")
    if any(one.state == "mis" for one in findings):
        sys.exit(1)
