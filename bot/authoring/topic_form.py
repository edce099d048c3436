"""An approved answer as the fields of a form: the question, what the bot says, and how people really ask it.

Names of fields: ``question``, ``button``, ``say.0.text`` and its like, ``examples`` (one on a line), ``follow_ups``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.authoring.editor import add_key, change_list, drop_key
from bot.authoring.fields import Form, change_key, change_texts, part, required, slug, tidy
from bot.authoring.yaml_nodes import EditRefused, plain_data
from bot.authoring.yaml_write import Lines, emit

HEAD = "# yaml-language-server: $schema=../schema/topic.json\n"
SHORTEST_NAME = 3


def apply(text: str, form: Form) -> str:
    """The file of an answer with the form's changes; only what differs is written. Raises EditRefused."""
    for key in ("question", "button"):
        if key in form:
            text = change_key(text, (), key, required(form[key]))
    text = change_texts(text, (), "say", form)
    text = _lines(text, "examples", form.get("examples"))
    return _lines(text, "follow_ups", form.get("follow_ups"))


def new_topic(form: Form) -> tuple[str, str]:
    """The path and text of a new answer: ``question``, ``button``, ``say`` and ``examples``. Raises EditRefused."""
    question, said = required(form.get("question", "")), required(form.get("say", ""))
    name = tidy(form.get("id", "")) or slug(question, otherwise="vraag", words=5)
    if len(name) < SHORTEST_NAME:
        raise EditRefused("geef het antwoord een naam van een paar letters")
    data: dict[str, Any] = {
        "id": name,
        "button": tidy(form.get("button", "")) or question[:40],
        "question": question,
        "audience": "all",
        "say": Lines(line for line in (tidy(one) for one in said.split("\n\n")) if line),
        "examples": Lines(split(form.get("examples", "")) or [question]),
    }
    return f"topics/{name}.yaml", f"{HEAD}{emit(data)}\n"


def split(typed: str) -> list[str]:
    """What was typed one on a line, each once."""
    lines = (" ".join(line.split()) for line in tidy(typed).splitlines())
    return [line for line in dict.fromkeys(lines) if line]


def _lines(text: str, key: str, wanted: str | None) -> str:
    """A list of texts that is one field, one on a line."""
    was = part(text, ()).get(key) or []
    if wanted is None or split(wanted) == was:
        return text
    if not was:
        return add_key(text, (), key, Lines(split(wanted)))
    return change_list(text, (key,), split(wanted)) if split(wanted) else drop_key(text, (key,))


def without_topic(texts: Mapping[str, str], topic: str, file: str) -> dict[str, str | None]:
    """The files that change when an answer goes: its own (None), and those that offered it to go on with."""
    changed: dict[str, str | None] = {file: None}
    for path, text in texts.items():
        if path.startswith("topics/") and path != file:
            follows = _follow_ups(text)
            if topic in follows:
                changed[path] = _lines(text, "follow_ups", "\n".join(one for one in follows if one != topic))
    return changed


def _follow_ups(text: str) -> list[str]:
    data = plain_data(text)
    found = data.get("follow_ups") if isinstance(data, dict) else None
    return [str(one) for one in found] if isinstance(found, list) else []
