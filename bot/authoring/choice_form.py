"""Choices as the fields of a form, whether they stand in a step or in a list that steps share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.authoring.condition_words import in_words
from bot.authoring.editor import add_item, add_key, change_list, drop_item, drop_key, move_item, replace
from bot.authoring.fields import NEW, Form, change_condition, change_key, change_ways, part, slug, tidy, ways_of
from bot.authoring.yaml_nodes import EditRefused
from bot.authoring.yaml_text import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceFields:
    """A choice: ``number`` is its place in the list it stands in; ``ways`` are (step, condition in words)."""

    number: int
    id: str
    label: str
    ways: tuple[tuple[str, str], ...]
    flag: str
    explain: str
    when: str
    synonyms: tuple[str, ...]


def choices_of(choices: Any) -> Iterator[ChoiceFields]:
    """The choices that are written out; none when a step only names a list."""
    for number, one in enumerate(choices if isinstance(choices, list) else ()):
        flag = one.get("flag")
        yield ChoiceFields(
            number=number,
            id=str(one.get("id") or ""),
            label=str(one.get("label") or ""),
            ways=tuple(ways_of(one)),
            flag=", ".join(flag) if isinstance(flag, list) else str(flag or ""),
            explain=str(one.get("explain") or ""),
            when=in_words(one.get("when")),
            synonyms=tuple(str(word) for word in one.get("synonyms") or ()),
        )


def change_choices(text: str, path: Path, form: Form) -> str:
    """The choices at ``path``: ``choice.0.label``, ``….way.0.to``, ``….flag``, ``….gone``, ``choice.new.label``, ``up``.

    The id stays, whatever the label becomes: answers are kept under it.
    """
    known = list(choices_of(part(text, path)))
    for one in reversed(known):
        name, place = f"choice.{one.number}", (*path, one.number)
        label = form.get(f"{name}.label")
        if form.get(f"{name}.gone") or (label is not None and not tidy(label)):
            text = drop_item(text, place)
            continue
        if label is not None and tidy(label) != one.label:
            text = replace(text, (*place, "label"), tidy(label))
        text = change_ways(text, place, form, f"{name}.")
        text = change_key(text, place, "flag", form.get(f"{name}.flag"))
        text = change_key(text, place, "explain", form.get(f"{name}.explain"))
        text = change_condition(text, place, form.get(f"{name}.when"))
        text = _synonyms(text, place, form.get(f"{name}.synonyms"))
    added = new_choice(form, NEW)
    if added is not None:
        if any(one["id"] == added["id"] for one in part(text, path)):
            raise EditRefused(f"er is al een keuze met de naam {added['id']}; kies een ander begin voor de knop")
        text = add_item(text, path, added)
    up = form.get("up", "")
    if up.isdecimal() and len(part(text, path)) == len(known) + (added is not None):
        text = move_item(text, (*path, int(up)))
    return text


def new_choice(form: Form, number: object) -> dict[str, Any] | None:
    """A choice from ``choice.<number>.label`` and ``….way.new.to``; None without a label."""
    label = tidy(form.get(f"choice.{number}.label", ""))
    way = tidy(form.get(f"choice.{number}.way.{NEW}.to", ""))
    return {"id": slug(label), "label": label, **({"next": way} if way else {})} if label else None


def _synonyms(text: str, path: Path, wanted: str | None) -> str:
    """The other words for a choice, one on a line."""
    was = part(text, path).get("synonyms") or []
    lines = [" ".join(line.split()) for line in tidy(wanted or "").splitlines()]
    said = [line for line in dict.fromkeys(lines) if line]
    if wanted is None or said == was:
        return text
    if not was:
        return add_key(text, path, "synonyms", said)
    return change_list(text, (*path, "synonyms"), said) if said else drop_key(text, (*path, "synonyms"))
