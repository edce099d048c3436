"""A step as the fields of a form, and a filled form as edits in place: what was not touched is not written.

Names of fields: ``say.0.text``, ``say.0.simpler``, ``again.0.text``, ``title``, ``choice.2.label``, ``choice.2.next``,
``next``, ``skip`` … A step whose texts are written as one text, as a list or with conditions stays written that way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.authoring.editor import EditRefused, add_item, add_key, drop_item, drop_key, replace
from bot.authoring.yaml_text import Path, read

TEXTS = ("say", "again", "more")
SWITCHES = ("skip", "unknown", "end")
NEW = "new"
"""In the place of a number: a text or choice that is to be added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that can be changed. ``note`` says when it counts (a condition in words)."""

    name: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceFields:
    """A choice: ``number`` is its place in the list it stands in."""

    number: int
    id: str
    label: str
    next: str | None
    flag: str
    explain: str
    many_ways: bool


def step_path(text: str, step: str) -> Path:
    """Where a step stands in its file. Raises EditRefused when it is not there."""
    data = read("", text).data
    steps = data.get("steps") if isinstance(data, dict) else None
    for number, one in enumerate(steps or ()):
        if isinstance(one, dict) and one.get("id") == step:
            return ("steps", number)
    raise EditRefused(f'de stap "{step}" staat niet in dit bestand')


def texts_of(raw: Mapping[str, Any], key: str) -> Iterator[tuple[str, str, Mapping[str, Any] | None]]:
    """(text, simpler, condition) of everything under ``say`` and its like, however it was written."""
    value = raw.get(key)
    for one in value if isinstance(value, list) else [value] if value is not None else []:
        if isinstance(one, dict):
            yield str(one.get("text") or ""), str(one.get("simpler") or ""), one.get("when")
        else:
            yield str(one), "", None


def choices_of(raw: Mapping[str, Any]) -> Iterator[ChoiceFields]:
    """The choices that stand in the step itself."""
    choices = raw.get("choices")
    for number, one in enumerate(choices if isinstance(choices, list) else ()):
        way, flag = one.get("next"), one.get("flag")
        yield ChoiceFields(
            number=number,
            id=str(one.get("id") or ""),
            label=str(one.get("label") or ""),
            next=way if isinstance(way, str) else None,
            flag=", ".join(flag) if isinstance(flag, list) else str(flag or ""),
            explain=str(one.get("explain") or ""),
            many_ways=isinstance(way, list),
        )


def raw_step(text: str, step: str) -> dict[str, Any]:
    """A step as plain data, as it was written."""
    data: Any = read("", text).data
    for part in step_path(text, step):
        data = data[part]
    return dict(data)


def apply(text: str, step: str, form: Mapping[str, str]) -> str:
    """The file with the form's changes; only what differs is written. Raises EditRefused."""
    for key in TEXTS:
        text = _texts(text, step, key, form)
    text = _choices(text, step, form)
    for key in ("title", "next", "limit", "flag"):
        text = _plain(text, step_path(text, step), key, form.get(key))
    for key in SWITCHES:
        if f"has.{key}" in form:
            text = _plain(text, step_path(text, step), key, "true" if form.get(key) else "")
    return text


def new_step(form: Mapping[str, str]) -> dict[str, Any]:
    """A step from the form for a new one: an id, a text, and choices with where they lead, or one way on."""
    choices = [
        {"id": _id(label), "label": label, **({"next": way} if way else {})}
        for number in range(6)
        if (label := form.get(f"choice.{number}.label", "").strip())
        for way in [form.get(f"choice.{number}.next", "").strip()]
    ]
    step: dict[str, Any] = {"id": form.get("id", "").strip(), "say": _tidy(form.get("say", ""))}
    if not step["id"] or not step["say"]:
        raise EditRefused("een stap heeft een naam (id) en een tekst nodig")
    if choices:
        step |= {"ask": "choice", "choices": choices}
    if form.get("next", "").strip():
        step["next"] = form["next"].strip()
    return step


def add_step(text: str, after: str, step: Mapping[str, Any]) -> str:
    """The file with a new step behind another one."""
    number = step_path(text, after)[-1]
    return add_item(text, ("steps",), dict(step), at=int(number))


def _texts(text: str, step: str, key: str, form: Mapping[str, str]) -> str:
    known = list(texts_of(raw_step(text, step), key))
    for number, (was, simpler, _) in reversed(list(enumerate(known))):
        wanted = form.get(f"{key}.{number}.text")
        if wanted is not None and not _tidy(wanted) and len(known) > 1:
            text = drop_item(text, (*step_path(text, step), key, number))
            continue
        if wanted is not None and _tidy(wanted) != was:
            text = replace(text, _text_path(text, step, key, number), _required(wanted))
        easier = form.get(f"{key}.{number}.simpler")
        if easier is not None and _tidy(easier) != simpler:
            text = _simpler(text, step, key, number, _tidy(easier))
    added = _tidy(form.get(f"{key}.{NEW}.text", ""))
    return _add_text(text, step, key, added) if added else text


def _add_text(text: str, step: str, key: str, added: str) -> str:
    path, raw = step_path(text, step), raw_step(text, step)
    if key not in raw:
        return add_key(text, path, key, added)
    if not isinstance(raw[key], list):
        text = _listed(text, path, key, raw[key])
    return add_item(text, (*path, key), added)


def _simpler(text: str, step: str, key: str, number: int, easier: str) -> str:
    """Easier words for a text; a bare text becomes one that can have them."""
    path, raw = step_path(text, step), raw_step(text, step)
    if not isinstance(raw[key], list):
        text = _listed(text, path, key, raw[key])
        raw = raw_step(text, step)
    place = (*path, key, number)
    if not isinstance(raw[key][number], dict):
        bare = raw[key][number]
        text = add_item(text, (*path, key), {"text": bare, "simpler": easier}, at=number)
        return drop_item(text, place)
    return _plain(text, place, "simpler", easier)


def _listed(text: str, path: Path, key: str, value: Any) -> str:
    """One text becomes a list of one, so that another can be added."""
    text = drop_key(text, (*path, key))
    return add_key(text, path, key, [value if isinstance(value, dict) else {"text": value}])


def _text_path(text: str, step: str, key: str, number: int) -> Path:
    value = raw_step(text, step)[key]
    path: Path = (*step_path(text, step), key)
    if isinstance(value, list):
        path = (*path, number)
        value = value[number]
    return (*path, "text") if isinstance(value, dict) else path


def _choices(text: str, step: str, form: Mapping[str, str]) -> str:
    known = list(choices_of(raw_step(text, step)))
    for one in reversed(known):
        name = f"choice.{one.number}"
        label = form.get(f"{name}.label")
        path = (*step_path(text, step), "choices", one.number)
        if label is not None and not label.strip():
            text = drop_item(text, path)
            continue
        if label is not None and label.strip() != one.label:
            text = replace(text, (*path, "label"), label.strip())
        if not one.many_ways:
            text = _plain(text, path, "next", form.get(f"{name}.next"))
        text = _plain(text, path, "flag", form.get(f"{name}.flag"))
        text = _plain(text, path, "explain", form.get(f"{name}.explain"))
    label = form.get(f"choice.{NEW}.label", "").strip()
    if label and known:
        way = form.get(f"choice.{NEW}.next", "").strip()
        choice = {"id": _id(label), "label": label, **({"next": way} if way else {})}
        text = add_item(text, (*step_path(text, step), "choices"), choice)
    return text


def _plain(text: str, path: Path, key: str, wanted: str | None) -> str:
    """Write, change or take out one key; nothing when it is as it was, or written in a way a form cannot show."""
    data: Any = read("", text).data
    for part in path:
        data = data[part]
    was = data.get(key)
    if wanted is None or isinstance(was, dict) or (isinstance(was, list) and not all(isinstance(x, str) for x in was)):
        return text
    wanted = _tidy(wanted)
    shown = ", ".join(was) if isinstance(was, list) else was or ""
    if shown == wanted or (shown == "false" and not wanted):
        return text
    if was is not None and (not wanted or isinstance(was, list)):
        text = drop_key(text, (*path, key))
        was = None
    if not wanted:
        return text
    if was is not None:
        return replace(text, (*path, key), wanted)
    several = [part.strip() for part in wanted.split(",")] if key == "flag" else []
    return add_key(text, path, key, several if len(several) > 1 else wanted)


def _required(value: str) -> str:
    tidy = _tidy(value)
    if not tidy:
        raise EditRefused("een tekst mag niet leeg zijn")
    return tidy


def _tidy(value: str) -> str:
    """What somebody typed in a field: no spaces around it, one kind of line end."""
    return value.replace("\r\n", "\n").strip()


def _id(label: str) -> str:
    """A name for a choice from its label: ``Ja, graag`` -> ``ja-graag``."""
    kept = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in label.lower())
    return "-".join(kept.split()[:4]) or "keuze"
