"""Values as YAML text, written so that this and every other reader reads them back as the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_PLAIN = re.compile(r"[A-Za-z0-9À-ÿ](?:[\w .,/'’()+-]*[\w.)+])?")
"""What can stand without quotes, read by this and every other reader of YAML as the same text."""

_ID = re.compile(r"[a-z0-9_]+(?:[-.][a-z0-9_]+)*")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


class Inline(dict[str, Any]):
    """A mapping that is written between braces, on the line of its key."""


class Lines(list[str]):
    """A list of texts with a line for each."""


def emit(value: Any, *, indent: int = 0, flow: bool = False) -> str:
    """A value as YAML: texts in double quotes, ids plain; mappings and lists as blocks unless ``flow``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        if flow or isinstance(value, Inline):
            return "{" + ", ".join(f"{key}: {emit(one, flow=True)}" for key, one in value.items()) + "}"
        lines = [f"{key}:{after_colon(one, indent)}" for key, one in value.items()]
        return f"\n{' ' * indent}".join(lines)
    if isinstance(value, list | tuple):
        if flow or (all(isinstance(one, str) for one in value) and not isinstance(value, Lines)):
            return "[" + ", ".join(emit(one, flow=True) for one in value) + "]"
        return f"\n{' ' * indent}".join(f"- {emit(one, indent=indent + 2)}" for one in value)
    text = str(value)
    return text if _ID.fullmatch(text) and text not in _WORDS and not text[0].isdigit() else quoted(text)


def quoted(text: str) -> str:
    """In double quotes, on one line, with escapes where other readers would see a line break or nothing at all."""
    return '"' + "".join(_escaped(letter) for letter in text) + '"'


def _escaped(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    if letter < " " or "\x7f" <= letter <= "\xa0" or letter in "\u2028\u2029\ufeff":
        return f"\\u{ord(letter):04x}"
    return letter


def after_colon(value: Any, indent: int) -> str:
    """What stands behind ``key:``: on the same line, or as a block below it. ``indent``: that of the key."""
    texts = isinstance(value, list) and all(isinstance(one, str) for one in value)
    block = isinstance(value, Lines) or (
        isinstance(value, Mapping | list) and not texts and not isinstance(value, Inline)
    )
    return f"\n{' ' * (indent + 2)}{emit(value, indent=indent + 2)}" if block else f" {emit(value)}"


def like(old: str, style: str | None, value: str, *, flow: bool) -> list[str]:
    """Ways to write the value, the one nearest to how it was written first."""
    ways = []
    if style == "|" and value.strip():
        header, _, body = old.partition("\n")
        indent = body[: len(body) - len(body.lstrip(" "))]
        ways.append("\n".join([header, *(f"{indent}{line}" if line else "" for line in value.split("\n"))]))
    if style == "'" and "\n" not in value:
        ways.append("'" + value.replace("'", "''") + "'")
    if style is None and _PLAIN.fullmatch(value) and value not in _WORDS and not (flow and "," in value):
        ways.append(value)
    return [*ways, quoted(value)]
