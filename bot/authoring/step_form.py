"""A step as the fields of a form, and a filled form as edits in place.

Names of fields: ``say.0.text``, ``say.0.simpler``, ``say.0.when``, ``again.0.text``, ``title``, ``when``, ``way.0.to``,
``choice.2.label``, ``skip`` … A step whose texts are written as one text, as a list or with conditions stays written
that way.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.authoring.choice_form import change_choices, new_choice
from bot.authoring.editor import add_item, add_key
from bot.authoring.fields import NEW, Form, change_condition, change_key, change_texts, change_ways, part, tidy
from bot.authoring.yaml_nodes import EditRefused, plain_data
from bot.authoring.yaml_text import Path

TEXTS = ("say", "again", "more")
SWITCHES = ("skip", "unknown", "end")


def step_path(text: str, step: str) -> Path:
    """Where a step stands in its file. Raises EditRefused when it is not there."""
    data = plain_data(text)
    steps = data.get("steps") if isinstance(data, dict) else None
    for number, one in enumerate(steps or ()):
        if isinstance(one, dict) and one.get("id") == step:
            return ("steps", number)
    raise EditRefused(f'de stap "{step}" staat niet in dit bestand')


def raw_step(text: str, step: str) -> dict[str, Any]:
    """A step as plain data, as it was written."""
    return dict(part(text, step_path(text, step)))


def apply(text: str, step: str, form: Form) -> str:
    """The file with the form's changes; only what differs is written. Raises EditRefused."""
    path = step_path(text, step)
    for key in TEXTS:
        text = change_texts(text, path, key, form)
    text = _choices(text, path, form)
    text = change_ways(text, path, form)
    text = change_condition(text, path, form.get("when"))
    for key in ("title", "limit", "flag"):
        text = change_key(text, path, key, form.get(key))
    for key in SWITCHES:
        if f"has.{key}" in form:
            text = change_key(text, path, key, "true" if form.get(key) else "")
    return text


def new_step(form: Form) -> dict[str, Any]:
    """A step from the form for a new one: an id, a text, and choices with where they lead, or one way on."""
    choices = [one for number in range(6) if (one := new_choice(form, number)) is not None]
    step: dict[str, Any] = {"id": form.get("id", "").strip(), "say": tidy(form.get("say", ""))}
    if not step["id"] or not step["say"]:
        raise EditRefused("een stap heeft een naam (id) en een tekst nodig")
    if len({one["id"] for one in choices}) < len(choices):
        raise EditRefused("twee keuzes beginnen met dezelfde woorden; maak ze verschillend")
    if choices:
        step |= {"ask": "choice", "choices": choices}
    if form.get("next", "").strip():
        step["next"] = form["next"].strip()
    return step


def add_step(text: str, after: str, step: Mapping[str, Any]) -> str:
    """The file with a new step behind another one."""
    number = step_path(text, after)[-1]
    return add_item(text, ("steps",), dict(step), at=int(number))


def _choices(text: str, path: Path, form: Form) -> str:
    """Choices that stand in the step; a step that only says something becomes a question with its first choice."""
    raw = part(text, path)
    if isinstance(raw.get("choices"), list):
        return change_choices(text, (*path, "choices"), form)
    first = new_choice(form, NEW)
    if first is None or "choices" in raw or "ask" in raw:
        return text
    return add_key(add_key(text, path, "ask", "choice"), path, "choices", [first])
