"""The fields of a form and the parts of a YAML text they stand for: what was not touched is not written.

Every function takes the text of a file and the path of a part in it, and gives the text with the change; a field that is
not in the form, or is as it was, changes nothing. Each raises EditRefused with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.authoring.condition_words import NotACondition, from_words, in_words
from bot.authoring.editor import add_item, add_key, drop_item, drop_key, put, replace
from bot.authoring.yaml_nodes import EditRefused, plain_data
from bot.authoring.yaml_text import Path
from bot.authoring.yaml_write import Inline

Form = Mapping[str, str]

NEW = "new"
"""In the place of a number: a text, choice or way that is to be added."""


def part(text: str, path: Path) -> Any:
    """What stands at a path, as plain data. Raises LookupError or TypeError when there is nothing."""
    data = plain_data(text)
    for one in path:
        data = data[one]
    return data


def tidy(value: str) -> str:
    """What somebody typed in a field: no spaces around it, one kind of line end."""
    return value.replace("\r\n", "\n").strip()


def required(value: str) -> str:
    """A text that may not be empty."""
    if not tidy(value):
        raise EditRefused("een tekst mag niet leeg zijn")
    return tidy(value)


def slug(label: str, *, otherwise: str = "keuze", words: int = 4) -> str:
    """A name from a label: ``Ja, graag`` -> ``ja-graag``."""
    kept = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in label.lower())
    return "-".join(kept.split()[:words]) or otherwise


def texts_of(raw: Mapping[str, Any], key: str) -> Iterator[tuple[str, str, Mapping[str, Any] | None]]:
    """(text, simpler, condition) of everything under ``say`` and its like, however it was written."""
    value = raw.get(key)
    for one in value if isinstance(value, list) else [value] if value is not None else []:
        if isinstance(one, dict):
            yield str(one.get("text") or ""), str(one.get("simpler") or ""), one.get("when")
        else:
            yield str(one), "", None


def change_texts(text: str, path: Path, key: str, form: Form) -> str:
    """The texts under ``key``: ``say.0.text``, ``say.0.simpler``, ``say.0.when``, ``say.new.text``. An empty text goes."""
    known = list(texts_of(part(text, path), key))
    for number, (was, easier, when) in reversed(list(enumerate(known))):
        name = f"{key}.{number}"
        wanted = form.get(f"{name}.text")
        if wanted is not None and not tidy(wanted) and len(known) > 1:
            text = drop_item(text, (*path, key, number))
            continue
        if wanted is not None and tidy(wanted) != was:
            text = replace(text, _text_path(text, path, key, number), required(wanted))
        for more, old in (("simpler", easier), ("when", in_words(when))):
            given = form.get(f"{name}.{more}")
            if given is not None and tidy(given) != old:
                text = _mapped(text, path, key, number)
                place = (*path, key, number)
                text = change_condition(text, place, given) if more == "when" else change_key(text, place, more, given)
    added = tidy(form.get(f"{key}.{NEW}.text", ""))
    return _add_text(text, path, key, added) if added else text


def change_key(text: str, path: Path, key: str, wanted: str | None) -> str:
    """Write, change or take out one key; nothing when it is written in a way a field cannot show."""
    was = part(text, path).get(key)
    if wanted is None or isinstance(was, dict) or (isinstance(was, list) and not all(isinstance(x, str) for x in was)):
        return text
    wanted = tidy(wanted)
    shown = ", ".join(was) if isinstance(was, list) else was or ""
    if shown == wanted or (shown == "false" and not wanted):
        return text
    several = [one.strip() for one in wanted.split(",") if one.strip()] if key == "flag" else []
    value = several if len(several) > 1 else wanted
    if not wanted:
        return drop_key(text, (*path, key)) if was is not None else text
    if was is None:
        return add_key(text, path, key, value)
    return (
        replace(text, (*path, key), wanted)
        if value is wanted and isinstance(was, str)
        else put(text, (*path, key), value)
    )


def change_condition(text: str, path: Path, wanted: str | None) -> str:
    """The condition (``when``) of the part at ``path``, in words."""
    was = part(text, path).get("when")
    if wanted is None or tidy(wanted) == in_words(was):
        return text
    try:
        condition = from_words(wanted)
    except NotACondition as reason:
        raise EditRefused(f"de voorwaarde “{tidy(wanted)}” begrijp ik niet: {reason}") from None
    if condition is None:
        return drop_key(text, (*path, "when"))
    if was is None:
        return add_key(text, path, "when", Inline(condition))
    return put(text, (*path, "when"), condition)


def ways_of(raw: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(step, condition in words) of every way on of a step or choice, in the order in which they are tried."""
    ways = raw.get("next")
    if isinstance(ways, str):
        return [(ways, "")]
    return [(str(one.get("to") or ""), in_words(one.get("when"))) for one in ways or () if isinstance(one, dict)]


def change_ways(text: str, path: Path, form: Form, prefix: str = "") -> str:
    """Where the part at ``path`` leads: ``way.0.to``, ``way.0.when``, ``way.new.to`` … behind ``prefix``.

    The first way whose condition holds is taken, so a new one with a condition comes before the one without.
    """
    raw = part(text, path)
    known = ways_of(raw)
    wanted = [
        (tidy(form.get(f"{prefix}way.{number}.to", to)), tidy(form.get(f"{prefix}way.{number}.when", when)))
        for number, (to, when) in enumerate(known)
    ]
    added = tidy(form.get(f"{prefix}way.{NEW}.to", "")), tidy(form.get(f"{prefix}way.{NEW}.when", ""))
    if isinstance(raw.get("next"), list) and not added[0] and all(to for to, _ in wanted):
        for number, (to, when) in enumerate(wanted):
            text = change_key(text, (*path, "next", number), "to", to)
            text = change_condition(text, (*path, "next", number), when)
        return text
    kept = [one for one in wanted if one[0]]
    if added[0]:
        free = next((number for number, (_, when) in enumerate(kept) if not when), len(kept))
        kept.insert(free if added[1] else len(kept), added)
    return text if kept == known else _write_ways(text, path, kept, was="next" in raw)


def _write_ways(text: str, path: Path, ways: list[tuple[str, str]], *, was: bool) -> str:
    if not ways:
        return drop_key(text, (*path, "next")) if was else text
    if len(ways) == 1 and not ways[0][1]:
        value: Any = ways[0][0]
    else:
        value = [Inline({"to": to, **_when(when)}) for to, when in ways]
    return put(text, (*path, "next"), value) if was else add_key(text, path, "next", value)


def _when(words: str) -> dict[str, Any]:
    try:
        condition = from_words(words)
    except NotACondition as reason:
        raise EditRefused(f"de voorwaarde “{words}” begrijp ik niet: {reason}") from None
    return {} if condition is None else {"when": Inline(condition)}


def _add_text(text: str, path: Path, key: str, added: str) -> str:
    raw = part(text, path)
    if key not in raw:
        return add_key(text, path, key, added)
    if not isinstance(raw[key], list):
        text = _listed(text, path, key, raw[key])
    return add_item(text, (*path, key), added)


def _mapped(text: str, path: Path, key: str, number: int) -> str:
    """A bare text becomes a mapping, so that it can have easier words or a condition."""
    raw = part(text, path)
    if not isinstance(raw[key], list):
        text = _listed(text, path, key, raw[key])
        raw = part(text, path)
    bare = raw[key][number]
    if isinstance(bare, dict):
        return text
    text = add_item(text, (*path, key), {"text": bare}, at=number)
    return drop_item(text, (*path, key, number))


def _listed(text: str, path: Path, key: str, value: Any) -> str:
    """One text becomes a list of one, so that another can be added."""
    text = drop_key(text, (*path, key))
    return add_key(text, path, key, [value if isinstance(value, dict) else {"text": value}])


def _text_path(text: str, path: Path, key: str, number: int) -> Path:
    value = part(text, path)[key]
    place: Path = (*path, key)
    if isinstance(value, list):
        place = (*place, number)
        value = value[number]
    return (*place, "text") if isinstance(value, dict) else place
