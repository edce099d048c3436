"""``herstelbot evaluate``: scores a labelled file against the recognisers of the scripts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.authoring import evaluate as scoring
from bot.authoring.checks import check
from bot.commands.shared import notebook, print_json, settings
from bot.engine.answers import Option, Picked, pick
from bot.engine.dates import read_date
from bot.engine.identifying import find
from bot.engine.understanding import Understanding
from bot.errors import OperatorError
from bot.scripts_folder import read_texts
from bot.services.learning import understanding

Items = Sequence[Mapping[str, Any]]

KINDS: dict[str, Callable[[Items, Understanding], Mapping[str, Any]]] = {
    "questions": lambda items, known: scoring.questions(items, known.topics),
    "signals": lambda items, known: scoring.signals(items, known.signals),
    "identifying": lambda items, _: scoring.identifying(items, find),
    "dates": lambda items, _: scoring.dates(items, read_date),
    "answers": lambda items, known: scoring.answers(items, lambda text, labels: _pick(text, labels, known)),
}
"""What can be scored; the files' formats are those of the examples."""


@click.command()
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Als JSON, met elk fout item.")
def evaluate(kind: str, file: Path, as_json: bool) -> None:
    """Scoor een bestand met voorbeelden tegen wat het programma herkent."""
    items = _items(file)
    try:
        result = KINDS[kind](items, understanding(check(read_texts(settings())), notebook()))
    except scoring.BadItemError as error:
        raise OperatorError(f"{file.name}: {error}".rstrip("."), "kijk naar de vorm van de voorbeelden") from None
    if as_json:
        print_json(result)
        return
    console = Console()
    for name, value in result.items():
        if name not in {"wrong", "items"}:
            console.print(f"{name}: {value}", highlight=False)
    for one in result["wrong"]:
        console.print(f"- {one}", highlight=False, markup=False)


def _pick(text: str, labels: Sequence[str], known: Understanding) -> Picked | None:
    return pick(text, [Option(label=label) for label in labels], words=known.answers)


def _items(file: Path) -> Items:
    """The labelled items.

    Raises:
        OperatorError: when there is no such file, or it is not a list of items.
    """
    try:
        items = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise OperatorError(f"er is geen bestand {file.name}", "geef het pad van een bestand met voorbeelden") from None
    except (YAMLError, UnicodeDecodeError, IsADirectoryError):
        raise OperatorError(f"{file.name} is niet te lezen als YAML", "kijk naar de vorm van de voorbeelden") from None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise OperatorError(f"{file.name} is geen lijst van voorbeelden", "elk voorbeeld begint met een streepje")
    return items
