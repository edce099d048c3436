"""What changed between two versions of the scripts, in words: per step which texts, choices and ways.

Nothing is left out: what has no words of its own (word lists, rehearsals, comments) is told by file with the number of
lines. ``sensitive`` marks what needs a second coordinator: texts on which somebody's consent, safety or freedom to stop
depends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, unified_diff
from typing import Any

from pydantic import BaseModel

from bot.authoring.condition_words import in_words
from bot.authoring.po import catalogs, compiled, path_of
from bot.authoring.reader import Scripts
from bot.authoring.sensitive import COMMAND, LIMIT, Grave, sensitive, sensitive_contexts
from bot.engine.dialog import Dialog

PARTS: Mapping[str, str] = {
    "steps": "stap",
    "lists": "lijst",
    "topics": "antwoord",
    "small_talk": "praatje",
    "signal_texts": "bij gevaar",
    "system": "eigen woorden van de bot",
    "organisation": "organisatie",
    "flags": "signalen voor medewerkers",
    "canned": "berichten van medewerkers",
}

KEYS: Mapping[str, str] = {
    "say": "tekst",
    "again": "korte tekst",
    "more": "tekst na de eerste keuze",
    "for_other": "tekst over een ander",
    "choices": "keuze",
    "next": "gaat naar",
    "skip_to": "sla over gaat naar",
    "label": "knop",
    "title": "naam in het overzicht",
    "explain": "uitleg",
    "synonyms": "ook herkend",
    "flag": "signaal",
    "when": "alleen als",
    "simpler": "makkelijker",
    "skip": "mag overgeslagen",
    "unknown": "met weet ik niet",
    "ask": "soort vraag",
    "field": "komt in",
    "limit": LIMIT,
    "set": "onthoudt",
    "do": "doet",
    "end": "einde",
    "examples": "voorbeeldvragen",
    "messages": "bericht",
    "buttons": "knop",
    "commands": COMMAND,
    "words": "herkende woorden",
    "numbers": "nummer",
    "telephone": "telefoonnummer",
    "texts": "kant-en-klare tekst",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One part that is other than it was: ``what`` names it, ``lines`` say how, one change a line."""

    part: str
    name: str
    lines: tuple[str, ...]
    sensitive: bool = False

    @property
    def what(self) -> str:
        """The part with its name: ``stap welkom``."""
        return f"{self.part} {self.name}".strip()


def differences(old: Mapping[str, str], new: Mapping[str, str], before: Scripts, after: Scripts) -> tuple[Change, ...]:
    """Every change between two versions, given as texts and as what was read from them."""
    told = list(_parts(before.dialog, after.dialog)) if before.dialog and after.dialog else []
    touched = {_file(scripts, change) for change in told for scripts in (before, after)}
    grave = sensitive_contexts(one.dialog for one in (before, after) if one.dialog)
    spoken = list(_translations(old, new, grave))
    touched |= {path_of(one.name.partition(":")[0]) for one in spoken}
    return (*told, *spoken, *_rest(old, new, touched))


def _translations(old: Mapping[str, str], new: Mapping[str, str], grave: Grave) -> Iterator[Change]:
    """What is said otherwise in another language, per language and place."""
    was, now = catalogs(old), catalogs(new)
    for code in sorted({*was, *now}):
        before, after = compiled(was.get(code, "")), compiled(now.get(code, ""))
        places: dict[str, list[str]] = {}
        for key in [*before, *(key for key in after if key not in before)]:
            if before.get(key) != after.get(key):
                places.setdefault(key[0], []).append(_arrow(before.get(key), after.get(key)))
        for place, lines in places.items():
            yield Change(part="vertaling", name=f"{code}: {place}", lines=tuple(lines), sensitive=grave(place))


def _parts(old: Dialog, new: Dialog) -> Iterator[Change]:
    for part, word in PARTS.items():
        was, now = _named(getattr(old, part)), _named(getattr(new, part))
        for name in [*was, *(name for name in now if name not in was)]:
            lines = tuple(_lines(was.get(name), now.get(name)))
            if lines:
                grave = sensitive(part, name, lines, (old, new))
                yield Change(part=word, name=name, lines=lines, sensitive=grave)


def _named(value: Any) -> dict[str, Any]:
    """The parts by name; what is one thing has no name."""
    if isinstance(value, tuple):
        return {one.id: _plain(one) for one in value}
    if isinstance(value, BaseModel) or not any(isinstance(one, BaseModel | tuple) for one in value.values()):
        return {"": _plain(value)}
    return {name: _plain(one) for name, one in value.items()}


def _plain(value: Any) -> Any:
    """Plain data without what was left at its default; lists of things with ids become mappings."""
    if isinstance(value, BaseModel):
        return {key: _plain(getattr(value, key)) for key in type(value).model_fields if key in value.model_fields_set}
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        if value and all(hasattr(one, "id") for one in value):
            return {one.id: _plain(one) for one in value}
        return [_plain(one) for one in value]
    return value


def _lines(was: Any, now: Any) -> Iterator[str]:
    if was is None:
        yield "nieuw"
        yield from _changes(
            (), {}, {key: value for key, value in now.items() if key != "id"} if isinstance(now, dict) else now
        )
    elif now is None:
        yield "verwijderd"
    else:
        yield from _changes((), was, now)


def _changes(path: tuple[str, ...], was: Any, now: Any) -> Iterator[str]:
    if was == now:
        return
    if path and path[-1] == "when":
        yield f"{_where(path)}: {_short(was)} → {_short(now)}"
    elif isinstance(was, dict) and isinstance(now, dict):
        for key in [*was, *(key for key in now if key not in was)]:
            yield from _changes((*path, str(key)), was.get(key), now.get(key))
        shared = [key for key in was if key in now]
        if shared != [key for key in now if key in was] and path and path[-1] == "choices":
            yield f"{_where(path)}: andere volgorde"
    elif isinstance(was, list) or isinstance(now, list):
        yield from _items(path, was if isinstance(was, list) else [], now if isinstance(now, list) else [])
    else:
        yield f"{_where(path)}: {_arrow(was, now)}"


def _items(path: tuple[str, ...], was: Sequence[Any], now: Sequence[Any]) -> Iterator[str]:
    """A list as what came in, went out, or was replaced."""
    old, new = [repr(one) for one in was], [repr(one) for one in now]
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for number in range(max(b - a, d - c)):
            before = was[a + number] if a + number < b else None
            after = now[c + number] if c + number < d else None
            yield from _item(path, before, after)


def _item(path: tuple[str, ...], was: Any, now: Any) -> Iterator[str]:
    if isinstance(was, dict) and isinstance(now, dict):
        for key in [*was, *(key for key in now if key not in was)]:
            yield from _changes(path if key in {"text", "to"} else (*path, key), was.get(key), now.get(key))
    else:
        yield f"{_where(path)}: {_arrow(was, now)}"


def _where(path: tuple[str, ...]) -> str:
    return " ".join(KEYS.get(part, part) for part in path) or "inhoud"


def _arrow(was: Any, now: Any) -> str:
    if was is None:
        return f"nieuw: {_short(now)}"
    if now is None:
        return f"weg: {_short(was)}"
    return f"{_short(was)} → {_short(now)}"


def _short(value: Any) -> str:
    """A value as one reads it: a text between quotes, yes and no, a wording with its condition."""
    if value is None:
        return "altijd"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, dict) and ("text" in value or "to" in value):
        when = f" (als {in_words(value['when'])})" if value.get("when") else ""
        return f"“{value['text']}”{when}" if "text" in value else f"{value['to']}{when}"
    if isinstance(value, dict) and "label" in value:
        ways = ", ".join(_short(way) for way in value.get("next") or ())
        return f"“{value['label']}”{f' → {ways}' if ways else ''}"
    if isinstance(value, dict):
        return in_words(value) if all(isinstance(key, str) for key in value) else str(value)
    return f"“{value}”" if isinstance(value, str) else str(value)


def _file(scripts: Scripts, change: Change) -> str:
    """The file a told change stands in."""
    kinds = {"stap": "step", "lijst": "list", "antwoord": "topic", "bij gevaar": "signal", "praatje": "small-talk"}
    files = {
        PARTS["system"]: "system.yaml",
        PARTS["organisation"]: "organisation.yaml",
        PARTS["flags"]: "flags.yaml",
        PARTS["canned"]: "canned.yaml",
        PARTS["small_talk"]: "smalltalk.yaml",
    }
    return files.get(change.part) or scripts.place(kinds[change.part], change.name).file


def _rest(old: Mapping[str, str], new: Mapping[str, str], touched: set[str]) -> Iterator[Change]:
    """Files that changed without a change that was told: word lists, rehearsals, comments."""
    for path in sorted({*old, *new}):
        was, now = old.get(path), new.get(path)
        if was == now or path in touched:
            continue
        lines = list(unified_diff((was or "").splitlines(), (now or "").splitlines(), lineterm="", n=0))
        changed = sum(1 for line in lines[2:] if line[:1] in "+-")
        how = "nieuw" if was is None else "verwijderd" if now is None else f"{changed} regels anders"
        kind = "oefengesprek" if path.startswith("rehearsals/") else "bestand"
        yield Change(part=kind, name=path, lines=(how,), sensitive=path.startswith("signals/"))
