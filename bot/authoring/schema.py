"""From plain data to the engine's models: everything that does not fit is said in Dutch, at its place."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.authoring.problems import Problem, did_you_mean, listed
from bot.authoring.yaml_text import Located, Path
from bot.engine.dialog import Branch, Choice, Command, Step, Wording

T = TypeVar("T")

MODELS: dict[str, type[BaseModel]] = {
    "steps": Step,
    "say": Wording,
    "again": Wording,
    "more": Wording,
    "for_other": Wording,
    "messages": Wording,
    "choices": Choice,
    "next": Branch,
    "commands": Command,
}
"""Under which key which model is written: to tell what is allowed there."""

DUTCH = {
    "zeg": "say",
    "zegt": "say",
    "tekst": "text",
    "vraag": "ask",
    "vragen": "ask",
    "keuzes": "choices",
    "keuze": "choices",
    "naar": "next",
    "volgende": "next",
    "veld": "field",
    "als": "when",
    "terug": "back",
    "overslaan": "skip",
    "vlag": "flag",
    "titel": "title",
    "einde": "end",
    "uitleg": "explain",
    "opnieuw": "again",
    "makkelijker": "simpler",
    "eenvoudig": "simpler",
    "antwoord": "say",
    "voorbeelden": "examples",
    "knop": "button",
    "grens": "limit",
}
"""Dutch words a coordinator is likely to write for a key."""


_LIST = "een lijst (regels die met een streepje beginnen)"
_BLOCK = "een blok met sleutels"
EXPECTED = {
    "bool_parsing": "true of false",
    "bool_type": "true of false",
    "string_type": "een tekst",
    "tuple_type": _LIST,
    "list_type": _LIST,
    "dict_type": _BLOCK,
    "model_type": _BLOCK,
    "model_attributes_type": _BLOCK,
    "mapping_type": _BLOCK,
}
"""Type of pydantic's complaint -> what belongs there."""


def fit(kind: type[T], located: Located, data: Any, path: Path = ()) -> tuple[T | None, list[Problem]]:
    """The data as a ``kind``, and every reason why it does not fit.

    What does not fit is left out and the rest is kept where possible, so that other rules can go on looking.
    """
    try:
        return TypeAdapter(kind).validate_python(data), []
    except ValidationError as error:
        wrong = list(_distinct(error.errors()))
    problems = [
        Problem(place=located.place((*path, *at)), rule="vorm", message=_message(kind, (*path, *at), detail))
        for at, detail in wrong
    ]
    rest = copy.deepcopy(data)
    out = {at[:-1] if detail["type"] == "missing" else at for at, detail in wrong}
    for at in sorted(out, key=_backwards, reverse=True):
        _leave_out(rest, at)
    try:
        return TypeAdapter(kind).validate_python(rest), problems
    except ValidationError:
        return None, problems


def _backwards(at: Path) -> list[tuple[int, str]]:
    """Sorts later items of a list after earlier ones: taken out from behind, the others keep their numbers."""
    return [(part, "") if isinstance(part, int) else (-1, part) for part in at]


def _leave_out(data: Any, at: Path) -> None:
    """Take one part out of nested plain data; nothing happens when it is not there any more."""
    for part in at[:-1]:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return
    if at and isinstance(data, dict):
        data.pop(at[-1], None)
    elif at and isinstance(data, list) and isinstance(at[-1], int) and at[-1] < len(data):
        del data[at[-1]]


def _distinct(details: list[ErrorDetails]) -> Iterator[tuple[Path, ErrorDetails]]:
    """Each complaint with the path as the author wrote it; where two forms were tried, the one that was meant."""
    seen: set[Path] = set()
    for detail in details:
        at = tuple(part for part in detail["loc"] if not _is_tag(part))
        meant_other = any(_is_tag(part) for part in detail["loc"]) and isinstance(detail["input"], list | tuple)
        if at not in seen and not meant_other:
            seen.add(at)
            yield at, detail


def _is_tag(part: int | str) -> bool:
    """Whether this part of a location names a form that was tried ("tuple[Choice, ...]"), not something written."""
    return isinstance(part, str) and ("[" in part or part == "constrained-str")


def _message(kind: Any, at: Path, detail: ErrorDetails) -> str:
    key = str(at[-1]) if at else ""
    here = f'bij "{key}"' if key and not key.isdigit() else "hier"
    context = detail.get("ctx", {})
    match detail["type"]:
        case "extra_forbidden":
            allowed = _allowed(kind, at[:-1])
            hint = f'; bedoelde je "{DUTCH[key]}"?' if DUTCH.get(key) in allowed else did_you_mean(key, allowed)
            return f'onbekende sleutel "{key}"{hint} (toegestaan: {listed(allowed)})'
        case "missing":
            return f'de sleutel "{key}" ontbreekt'
        case "literal_error":
            given = str(detail["input"])
            allowed = frozenset(re.findall(r"'([^']*)'", str(context.get("expected", ""))))
            return f'"{given}" kan niet bij "{key}"{did_you_mean(given, allowed)} (kies uit: {listed(allowed)})'
        case "string_pattern_mismatch":
            return f'"{detail["input"]}" mag niet: gebruik kleine letters, cijfers en streepjes'
        case "string_too_long":
            return f'de tekst bij "{key}" is te lang: hoogstens {context.get("max_length")} tekens'
        case "string_too_short" | "too_short":
            return f'"{key}" is leeg'
        case "int_parsing" | "int_type" | "less_than_equal" | "greater_than_equal":
            return f"{here} hoort een getal{_bounds(context)}"
        case other if other in EXPECTED:
            return f"{here} hoort {EXPECTED[other]}"
        case "condition":
            return "dit is geen voorwaarde; schrijf bijvoorbeeld {role: [dader, verdachte]} of {not: {role: dader}}"
        case _:
            return f'"{key}" klopt niet'


def _bounds(context: dict[str, Any]) -> str:
    bound = context.get("le") or context.get("ge")
    return f" (grens: {bound})" if bound is not None else ""


def _allowed(kind: Any, at: Path) -> frozenset[str]:
    """The keys that may stand at this place."""
    for part in reversed(at):
        if isinstance(part, str) and part in MODELS:
            return frozenset(MODELS[part].model_fields)
    models = [one for one in (kind, *get_args(kind)) if isinstance(one, type) and issubclass(one, BaseModel)]
    return frozenset(models[0].model_fields) if models else frozenset()
