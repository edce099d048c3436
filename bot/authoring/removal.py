"""Taking a step out of the conversation: whatever led to it leads somewhere else first, in every file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.authoring.editor import drop_item, replace
from bot.authoring.step_form import step_path
from bot.authoring.yaml_nodes import EditRefused
from bot.authoring.yaml_text import Path, read

ROOTS = ("start", "after_signal", "after_question", "after_silence")


def led_by(texts: Mapping[str, str], step: str) -> list[tuple[str, str, Path]]:
    """(file, what leads there, path of the name) of everything that names the step as a way on; not the step itself."""
    found = []
    for file, text in sorted(texts.items()):
        data = read("", text).data if file.endswith(".yaml") and file.startswith(("conv", "lists/", "system")) else None
        if isinstance(data, dict):
            found += [(file, by, path) for by, path, to in _ways(file, data) if to == step and by != f"stap {step}"]
    return found


def remove_step(texts: Mapping[str, str], step: str, *, instead: str) -> dict[str, str]:
    """The texts without a step. ``instead``: where everything leads that led to it; needed when anything did.

    Raises:
        EditRefused: when something would lead nowhere, or the place cannot be changed.
    """
    ways = led_by(texts, step)
    if ways and not instead:
        raise EditRefused(f"naar {step} leidt nog: {', '.join(dict.fromkeys(by for _, by, _ in ways))}")
    if instead == step:
        raise EditRefused("kies een andere stap dan deze zelf")
    made = dict(texts)
    for file, _, path in ways:
        made[file] = replace(made[file], path, instead)
    for file, text in made.items():
        if file.startswith("conversations/") and file.endswith(".yaml"):
            try:
                path = step_path(text, step)
            except EditRefused:
                continue
            made[file] = drop_item(text, path)
            return made
    raise EditRefused(f"de stap {step} is er niet (meer)")


def _ways(file: str, data: Mapping[str, Any]) -> Iterator[tuple[str, Path, str]]:
    """(by whom, path, step) of every way on in one file."""
    if file.startswith("conversations/"):
        for number, one in enumerate(_list(data.get("steps"))):
            for path, to in _of_step(one):
                yield f"stap {one.get('id')}", ("steps", number, *path), to
    elif file.startswith("lists/"):
        name = file.rpartition("/")[2].removesuffix(".yaml")
        for number, one in enumerate(_list(data.get("choices"))):
            for path, to in _next(one):
                yield f"lijst {name}", ("choices", number, *path), to
    elif file == "system.yaml":
        for key in ROOTS:
            yield "het begin" if key == "start" else "het programma zelf", (key,), str(data.get(key))
        commands = data.get("commands")
        for name, one in (commands if isinstance(commands, dict) else {}).items():
            if isinstance(one, dict) and one.get("step"):
                yield f"commando /{name}", ("commands", name, "step"), str(one["step"])


def _of_step(step: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    yield from _next(step)
    for key in ("skip_to", "first"):
        if step.get(key):
            yield (key,), str(step[key])
    for number, choice in enumerate(_list(step.get("choices"))):
        for path, to in _next(choice):
            yield ("choices", number, *path), to


def _next(part: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    ways = part.get("next")
    if isinstance(ways, str):
        yield ("next",), ways
    for number, one in enumerate(_list(ways)):
        yield ("next", number, "to"), str(one.get("to"))


def _list(value: Any) -> list[dict[str, Any]]:
    return [one if isinstance(one, dict) else {} for one in value] if isinstance(value, list) else []
