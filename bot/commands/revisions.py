"""``herstelbot scripts publish|history|diff|export|schema``: the coordinators' versions, from the shell."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import click

from bot.authoring.checks import check
from bot.authoring.differences import differences
from bot.authoring.json_schema import schemas
from bot.commands.shared import settings, with_store
from bot.errors import OperatorError
from bot.scripts_folder import folder_of, read_texts, texts_in
from bot.services.library import Library
from bot.services.moments import amsterdam
from bot.services.publish import Proof, Publish
from bot.store.opening import Store

T = TypeVar("T")


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("-m", "--message", "summary", required=True, help="Wat er anders is, in één zin.")
@click.option("--author", required=True, help="Wie publiceert.")
@click.option("--second", default=None, help="Welke andere coördinator akkoord is (nodig bij gevoelige teksten).")
@click.option("--accept", is_flag=True, help="Schrijf oefengesprekken op zoals ze nu gaan.")
@click.option("--revision", default=None, help="Zet een eerdere versie terug in plaats van de map te publiceren.")
def publish(
    path: Path | None, summary: str, author: str, second: str | None, accept: bool, revision: str | None
) -> None:
    """Controleer, speel de oefengesprekken na, en maak dit de versie voor nieuwe gesprekken.

    Gesprekken die al lopen, blijven op hun eigen versie.
    """

    async def work(desk: Publish) -> None:
        texts = await _texts(desk, revision) if revision else _folder(path)
        proof = await desk.prove(texts)
        _show(proof)
        made = await desk.publish(texts, author=author, summary=summary, second=second, accept=accept)
        click.echo(f"gepubliceerd: {made}")

    _at_desk(work, create=True)


@click.command()
def history() -> None:
    """Alles wat er gepubliceerd is, het nieuwste eerst."""

    async def work(desk: Publish) -> None:
        for one in await desk.history():
            click.echo(f"{one.revision}  {one.at:%Y-%m-%d %H:%M}  {one.author}  {one.summary}")

    _at_desk(work)


@click.command()
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option("--path", type=click.Path(path_type=Path), default=None, help="Een map in plaats van een versie.")
def diff(old: str | None, new: str | None, path: Path | None) -> None:
    """Wat er anders is, in woorden: OLD (of wat gepubliceerd is) tegen NEW (of de map met scripts)."""

    async def work(desk: Publish) -> None:
        before = await _texts(desk, old) if old else await desk.current()
        after = await _texts(desk, new) if new else _folder(path)
        found = differences(before, after, check(before), check(after))
        for change in found:
            click.echo(f"{change.what}{' (gevoelig)' if change.sensitive else ''}")
            click.echo("\n".join(f"  {line}" for line in change.lines))
        if not found:
            click.echo("geen verschil")

    _at_desk(work)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--revision", default=None, help="Welke versie; anders de huidige.")
def export(folder: Path, revision: str | None) -> None:
    """Schrijf wat gepubliceerd is als bestanden in een map."""

    async def work(desk: Publish) -> None:
        texts = await _texts(desk, revision) if revision else await desk.current()
        for name, text in texts.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        click.echo(f"{len(texts)} bestanden in {folder.name}")

    _at_desk(work)


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
def schema(folder: Path | None) -> None:
    """Schrijf de JSON-schema's waarmee een editor helpt bij het typen (standaard in de map schema van de scripts)."""
    into = folder or folder_of(settings()) / "schema"
    into.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (into / name).write_text(text, encoding="utf-8")
    click.echo(f"{len(schemas())} schema's in {into.name}")


COMMANDS = (publish, history, diff, export, schema)


def _at_desk(work: Callable[[Publish], Awaitable[T]], *, create: bool = False) -> T:
    async def opened(store: Store) -> T:
        return await work(Publish(store=store, library=Library(store), clock=amsterdam))

    return with_store(opened, settings(), create=create)


async def _texts(desk: Publish, revision: str) -> dict[str, str]:
    try:
        return await desk.texts(revision)
    except LookupError:
        raise OperatorError(f"er is geen versie {revision}", "kijk met: herstelbot scripts history") from None


def _folder(path: Path | None) -> dict[str, str]:
    return texts_in(path) if path else read_texts(settings())


def _show(proof: Proof) -> None:
    for problem in proof.errors:
        click.echo(str(problem))
    for change in proof.changes:
        click.echo(f"{change.what}{' (gevoelig)' if change.sensitive else ''}: {'; '.join(change.lines)}")
    for outcome in proof.different:
        click.echo(f"\n{outcome.name}\n" + "\n".join(outcome.differences))
