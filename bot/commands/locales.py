"""``herstelbot locales``: the other languages, as PO files that translators' own programs know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from bot.authoring import catalogs, po
from bot.authoring.page_words import collected
from bot.authoring.reader import Scripts, read_scripts
from bot.authoring.translatable import Message, messages
from bot.channels import webchat_words
from bot.commands.shared import print_json, settings
from bot.errors import OperatorError
from bot.scripts_folder import folder_of, texts_in
from bot.services.library import refuse

WHERE = click.argument("path", required=False, type=click.Path(path_type=Path, file_okay=False))


@click.group()
def locales() -> None:
    """De andere talen van het gesprek: stand, bijwerken, en heen en weer naar vertalers."""


@locales.command()
@WHERE
@click.option("--json", "as_json", is_flag=True, help="Als JSON, met elke tekst die ontbreekt of verouderd is.")
def status(path: Path | None, *, as_json: bool) -> None:
    """Hoe ver elke taal is, en welke teksten ontbreken of verouderd zijn."""
    scripts = _scripts(path or folder_of(settings()))
    found = [_progress(scripts, code) for code in scripts.catalogs]
    if as_json:
        print_json([{**asdict(one), "done": one.done} for one in found])
        return
    table = Table("taal", "klaar", "ontbreekt", "verouderd")
    for one in found:
        table.add_row(one.language, f"{one.done}/{one.total}", str(len(one.missing)), str(len(one.outdated)))
    Console().print(table)


@locales.command()
@WHERE
@click.option("--add", metavar="TAAL", default=None, help="Begin ook deze taal (de, pl, nl-formal).")
@click.option("--program", is_flag=True, help="Ook de vaste woorden van de webchat; alleen in de broncode.")
def update(path: Path | None, add: str | None, *, program: bool) -> None:
    """Zet nieuwe en veranderde teksten in elk PO-bestand; wat vertaald was blijft, wat verouderd is wordt gemerkt."""
    folder = path or folder_of(settings())
    scripts = _scripts(folder)
    if add is not None and po.language_of(po.path_of(add)) is None:
        raise OperatorError(f'"{add}" is geen taal', "schrijf hem als en, de of nl-formal")
    codes = dict.fromkeys((*scripts.catalogs, *((add,) if add else ())))
    for code in codes:
        text = po.write(code, catalogs.updated(messages(scripts), _book(scripts, code)))
        file = folder / po.path_of(code)
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        one = catalogs.progress(code, messages(scripts), text)
        click.echo(f"{code}: {one.done} van {one.total} klaar, {len(one.outdated)} verouderd")
    if program:
        _update_page(codes)


def _update_page(codes: Iterable[str]) -> None:
    """Collect the fixed words of the web chat anew, and bring its catalogues up to date."""
    found = page_words()
    for code in codes:
        file = webchat_words.catalog(code)
        old = po.read(file.read_text(encoding="utf-8")) if file.exists() else po.Book()
        text = po.write(code, catalogs.updated(found, old))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        click.echo(f"webchat {code}: {catalogs.progress(code, found, text).done} van {len(found)} klaar")


def page_words() -> list[Message]:
    """The fixed words of the web chat as they are in the program now."""
    channels = Path(webchat_words.__file__).parent
    paths = [
        *sorted(channels.glob("webchat_*.py")),
        *sorted(channels.glob("web/templates/*.html")),
        *sorted(channels.glob("web/static/*.js")),
    ]
    return collected({path.relative_to(channels).as_posix(): path.read_text(encoding="utf-8") for path in paths})


@locales.command("export")
@click.argument("language")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--path", type=click.Path(path_type=Path, file_okay=False), default=None, help="De map met scripts.")
def export(language: str, file: Path, path: Path | None) -> None:
    """Schrijf de teksten met hun vertaling als PO-bestand, voor een vertaler. Een nieuwe taal is nog leeg."""
    scripts = _scripts(path or folder_of(settings()))
    file.write_text(po.write(language, catalogs.updated(messages(scripts), _book(scripts, language))), encoding="utf-8")
    click.echo(f"{len(messages(scripts))} teksten in {file.name}")


@locales.command("import")
@click.argument("language")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--path", type=click.Path(path_type=Path, file_okay=False), default=None, help="De map met scripts.")
def take(language: str, file: Path, path: Path | None) -> None:
    """Neem het PO-bestand van een vertaler over; is er iets mis, dan verandert er niets."""
    folder = path or folder_of(settings())
    scripts = _scripts(folder)
    try:
        text = catalogs.taken(language, messages(scripts), file.read_text(encoding="utf-8"))
    except catalogs.Refused as refused:
        for line, reason in refused.faults:
            click.echo(f"{file.name}:{line}: {reason}", err=True)
        raise OperatorError("niet overgenomen", "verbeter de genoemde regels en probeer het opnieuw") from None
    except UnicodeDecodeError:
        raise OperatorError(f"{file.name} is geen UTF-8-tekst", "bewaar het bestand als UTF-8") from None
    into = folder / po.path_of(language)
    into.parent.mkdir(exist_ok=True)
    into.write_text(text, encoding="utf-8")
    one = catalogs.progress(language, messages(scripts), text)
    click.echo(f"{language}: {one.done} van {one.total} klaar")


def _scripts(folder: Path) -> Scripts:
    scripts = read_scripts(texts_in(folder))
    if scripts.dialog is None:
        refuse(scripts.problems)
    return scripts


def _book(scripts: Scripts, code: str) -> po.Book:
    try:
        return po.read(scripts.catalogs.get(code, ""))
    except po.Unreadable as error:
        raise OperatorError(f"{po.path_of(code)}:{error.line}: {error.reason}", "verbeter die regel") from None


def _progress(scripts: Scripts, code: str) -> catalogs.Progress:
    _book(scripts, code)
    return catalogs.progress(code, messages(scripts), scripts.catalogs[code])
