"""``herstelbot scripts``: the coordinators' tools."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from bot.authoring.checks import CHECKS, check, errors
from bot.authoring.drawing import draw
from bot.authoring.outline import outline
from bot.authoring.problems import Problem
from bot.commands import revisions
from bot.commands.shared import print_json, settings
from bot.errors import OperatorError
from bot.scripts_folder import folder_of, read_texts, texts_in
from bot.services.coverage import Coverage, coverage
from bot.services.learning import understanding
from bot.services.library import Script, refuse
from bot.services.rehearse import replay_all


@click.group()
def scripts() -> None:
    """Gereedschap voor de scripts van het gesprek."""


@scripts.command("check")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Als JSON.")
@click.option("--explain", "rule", default=None, help="Leg een regel uit.")
def check_scripts(path: Path | None, as_json: bool, rule: str | None) -> None:
    """Controleer de scripts; alles wat niet klopt komt er in één keer uit, met regel en kolom."""
    if rule is not None:
        explain(rule)
        return
    found = check(texts_in(path) if path else read_texts(settings()))
    if as_json:
        print_json([_plain(problem) for problem in found.problems])
    else:
        for problem in found.problems:
            click.echo(f"{problem}" if problem.severity == "error" else f"{problem} (waarschuwing)")
        wrong = len(errors(found))
        click.echo(f"{wrong} fouten, {len(found.problems) - wrong} waarschuwingen, {_size(found.dialog)}")
    sys.exit(1 if errors(found) else 0)


@scripts.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--update", is_flag=True, help="Schrijf op hoe de gesprekken nu gaan.")
@click.option("--coverage", "uncovered", is_flag=True, help="Toon welke stappen en keuzes geen gesprek tegenkomt.")
def rehearse(path: Path | None, update: bool, uncovered: bool) -> None:
    """Speel de oefengesprekken na; een verschil met vroeger komt eruit als gesprek."""
    folder = path or folder_of(settings())
    texts = texts_in(folder)
    found = check(texts)
    refuse(errors(found))
    recognise = understanding(found)
    assert found.dialog is not None  # noqa: S101 - or there had been nothing to understand
    outcomes = replay_all(texts, Script(dialog=found.dialog, understanding=recognise))
    for outcome in outcomes:
        if update:
            (folder / outcome.name).write_text(outcome.text, encoding="utf-8")
        elif outcome.differences:
            click.echo(f"\n{outcome.name}\n" + "\n".join(outcome.differences))
    different = sum(1 for outcome in outcomes if outcome.differences)
    click.echo(f"{len(outcomes)} oefengesprekken, {different} anders dan ze waren")
    if uncovered:
        _tell(coverage(found.dialog, outcomes))
    sys.exit(1 if different and not update else 0)


@scripts.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Schrijf de tekening als SVG.")
def graph(path: Path | None, output: Path | None) -> None:
    """Teken het gesprek, met elke weg; zonder -o komt hetzelfde er als tekst uit."""
    found = check(texts_in(path) if path else read_texts(settings()))
    if found.dialog is None:
        refuse(errors(found))
    if output is None:
        click.echo(outline(found), nl=False)
        return
    svg = draw(found)
    if svg is None:
        raise OperatorError("tekenen kan niet op deze computer", "laat -o weg: dan komt het gesprek er als tekst uit")
    output.write_text(svg, encoding="utf-8")
    click.echo(f"{output.name}: {_size(found.dialog)}")


for _command in revisions.COMMANDS:
    scripts.add_command(_command)


def _tell(found: Coverage) -> None:
    click.echo(
        f"{found.walked} van de {found.steps} stappen en {found.chosen} van de {found.choices} keuzes komen voor"
    )
    for step in found.unwalked:
        click.echo(f"stap {step}: komt in geen oefengesprek")
    for step, choice, label in found.unchosen:
        if step not in found.unwalked:
            click.echo(f"stap {step}: niemand kiest {choice} (“{label}”)")


def explain(rule: str) -> None:
    """Print a rule's manual page, or the list of rules when there is no such one."""
    for one in CHECKS:
        if one.__name__.replace("_", "-") == rule:
            click.echo(one.__doc__ or "")
            return
    click.echo("Regels: " + ", ".join(one.__name__.replace("_", "-") for one in CHECKS))


def _plain(problem: Problem) -> dict[str, object]:
    return {**asdict(problem.place), "rule": problem.rule, "message": problem.message, "severity": problem.severity}


def _size(dialog: object) -> str:
    return f"{len(getattr(dialog, 'steps', {}))} stappen, {len(getattr(dialog, 'topics', {}))} antwoorden"
