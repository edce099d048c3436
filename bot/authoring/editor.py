"""Change one thing in a script in place: the rest of the text, comments and order included, stays as it is to the byte.

The parser says where a node stands; the new text is spliced in there, in the quoting of the old. Then the result is
read back: unless exactly what was asked for has changed, the edit is refused and nothing happened (habits 15).
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.authoring.yaml_text import Path, read

_PLAIN = re.compile(r"[A-Za-z0-9À-ÿ](?:[\w .,/'’()+-]*[\w.)+])?")
"""What can stand without quotes, read by this and every other reader of YAML as the same text."""

_ID = re.compile(r"[a-z0-9_]+(?:[-.][a-z0-9_]+)*")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


class EditRefused(ValueError):  # noqa: N818 - it is what happened
    """This cannot be changed in place; the text is as it was. The message (Dutch) says what to do."""


def replace(text: str, path: Path, value: str) -> str:
    """Put another value where the scalar at ``path`` stands."""
    node = _at(text, path)
    if not isinstance(node, ScalarNode):
        raise EditRefused("hier staat geen losse tekst; verander dit in de YAML")
    start, end = _span(text, node)
    flow = _inside_flow(text, path)
    for written in _like(text[start:end], node.style, value, flow=flow):
        made = text[:start] + written + text[end:]
        if _is(made, _changed(text, path, lambda data, key: data.__setitem__(key, value))):
            return made
    raise EditRefused("deze tekst past hier niet; verander hem in de YAML")


def add_key(text: str, path: Path, key: str, value: Any) -> str:
    """Put a key with a value at the end of the mapping at ``path``."""
    node = _at(text, path)
    if not isinstance(node, MappingNode) or any(name.value == key for name, _ in node.value):
        raise EditRefused(f'"{key}" kan hier niet bij; verander dit in de YAML')
    if _is_flow(node):
        at = node.end_mark.index - 1
        lead = ", " if node.value else ""
        made = _before_bracket(text, at, f"{lead}{key}: {emit(value, flow=True)}")
    else:
        at = _line_end(text, _content_end(text, node))
        indent = " " * node.start_mark.column
        made = f"{text[:at]}\n{indent}{key}:{_after_colon(value, len(indent))}{text[at:]}"
    return _sure(made, _changed(text, (*path, key), lambda data, name: data.__setitem__(name, value)))


def drop_key(text: str, path: Path) -> str:
    """Take a key and its value out of a mapping. The first key behind a dash cannot be taken out."""
    parent = _at(text, path[:-1])
    found = (
        next((one for one in parent.value if one[0].value == path[-1]), None)
        if isinstance(parent, MappingNode)
        else None
    )
    if found is None:
        raise EditRefused(f'"{path[-1]}" staat hier niet')
    name, node = found
    made = _cut(text, name.start_mark.index, _content_end(text, node), flow=_is_flow(parent))
    return _sure(made, _changed(text, path, lambda data, key: data.pop(key)))


def add_item(text: str, path: Path, value: Any, *, at: int | None = None) -> str:
    """Put an item in the list at ``path``: behind item ``at``, or at the end."""
    node = _at(text, path)
    if not isinstance(node, SequenceNode):
        raise EditRefused("hier staat geen lijst; verander dit in de YAML")
    place = len(node.value) if at is None else at + 1
    if _is_flow(node):
        if place == len(node.value):
            lead = ", " if node.value else ""
            made = _before_bracket(text, node.end_mark.index - 1, lead + emit(value, flow=True))
        else:
            spot = node.value[place].start_mark.index
            made = f"{text[:spot]}{emit(value, flow=True)}, {text[spot:]}"
    else:
        spot = _line_end(text, _content_end(text, node.value[place - 1]))
        indent = node.start_mark.column
        blank = "\n" if _set_apart(text, node) else ""
        made = f"{text[:spot]}{blank}\n{' ' * indent}- {emit(value, indent=indent + 2)}{text[spot:]}"
    return _sure(made, _changed(text, path, lambda data, key: data[key].insert(place, value), last=True))


def drop_item(text: str, path: Path) -> str:
    """Take an item out of a list; the last one of a list cannot be taken out."""
    parent, number = _at(text, path[:-1]), path[-1]
    if not isinstance(parent, SequenceNode) or not isinstance(number, int) or len(parent.value) < 2:
        raise EditRefused("dit kan hier niet weg; verander het in de YAML")
    node = parent.value[number]
    start = node.start_mark.index
    if not _is_flow(parent):
        start = (
            text.rindex("-", 0, start + 1)
            if text[start] != "-" or node.start_mark.column != parent.start_mark.column
            else start
        )
    made = _cut(text, start, _content_end(text, node), flow=_is_flow(parent))
    return _sure(made, _changed(text, path, lambda data, key: data.pop(key)))


def emit(value: Any, *, indent: int = 0, flow: bool = False) -> str:
    """A value as YAML: texts in double quotes, ids plain; mappings and lists as blocks unless ``flow``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        if flow:
            return "{" + ", ".join(f"{key}: {emit(one, flow=True)}" for key, one in value.items()) + "}"
        lines = [f"{key}:{_after_colon(one, indent)}" for key, one in value.items()]
        return f"\n{' ' * indent}".join(lines)
    if isinstance(value, list | tuple):
        if flow or all(isinstance(one, str) for one in value):
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


def _after_colon(value: Any, indent: int) -> str:
    block = isinstance(value, Mapping) or (isinstance(value, list) and not all(isinstance(one, str) for one in value))
    return f"\n{' ' * (indent + 2)}{emit(value, indent=indent + 2)}" if block else f" {emit(value)}"


def _like(old: str, style: str | None, value: str, *, flow: bool) -> list[str]:
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


@lru_cache(maxsize=64)
def _composed(text: str) -> Node:
    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except (YAMLError, RecursionError, ValueError):
        root = None
    if not isinstance(root, Node):
        raise EditRefused("dit bestand is niet te lezen; herstel eerst de YAML")
    return root


def _at(text: str, path: Path) -> Node:
    node = _composed(text)
    for part in path:
        child = None
        if isinstance(node, MappingNode):
            child = next((one for name, one in node.value if name.value == part), None)
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            child = node.value[part]
        if child is None:
            raise EditRefused("dit staat er niet (meer)")
        node = child
    return node


def _inside_flow(text: str, path: Path) -> bool:
    return any(_is_flow(_at(text, path[:depth])) for depth in range(len(path)))


def _is_flow(node: Node) -> bool:
    """Whether it is written between brackets."""
    return bool(getattr(node, "flow_style", False))


def _span(text: str, node: ScalarNode) -> tuple[int, int]:
    """Where a scalar begins and ends; of a block text without the empty lines after it."""
    start, end = node.start_mark.index, node.end_mark.index
    return (start, len(text[:end].rstrip("\r\n \t"))) if node.style in {"|", ">"} else (start, end)


def _content_end(text: str, node: Node) -> int:
    """Where the last written character of a node stands: a block's own end mark lies beyond the comments after it."""
    if isinstance(node, ScalarNode):
        start, end = _span(text, node)
        return max(start, end)
    if _is_flow(node) or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _content_end(text, last[1] if isinstance(last, tuple) else last)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - 1 if end and text[end - 1 : end] == "\r" else end


def _before_bracket(text: str, at: int, written: str) -> str:
    """Insert before a closing bracket, behind what stands there (not behind the spaces)."""
    spot = len(text[:at].rstrip())
    return text[:spot] + written + text[spot:]


def _set_apart(text: str, node: SequenceNode) -> bool:
    """Whether the items of a list have an empty line between them."""
    if len(node.value) < 2:
        return False
    return "\n\n" in text[_content_end(text, node.value[-2]) : node.value[-1].start_mark.index]


def _cut(text: str, start: int, end: int, *, flow: bool) -> str:
    """Without this part: whole lines of a block, or a part between commas."""
    if flow:
        after = re.match(r"\s*,\s*", text[end:])
        if after:
            return text[:start] + text[end + after.end() :]
        before = text[:start].rstrip()
        return (before[:-1] if before.endswith(",") else text[:start]) + text[end:]
    first = text.rfind("\n", 0, start) + 1
    if text[first:start].strip():
        raise EditRefused("dit staat vooraan achter een streepje en kan niet weg; verander het in de YAML")
    last = text.find("\n", end)
    last = len(text) if last < 0 else last + 1
    if not first or not text[:first].endswith("\n\n"):
        return text[:first] + text[last:]
    rest = text[last:]
    return text[:first] + rest.removeprefix("\n")  # not two empty lines where there was one


def _changed(text: str, path: Path, change: Callable[[Any, Any], Any], *, last: bool = False) -> Any:
    """The plain data as it should be after the edit. ``last``: the change is made inside what is at the path."""
    data = copy.deepcopy(read("", text).data)
    if last and not path:
        change([data], 0)
        return data
    at = data
    for part in path[:-1]:
        at = at[part]
    change(at, path[-1])
    return data


def _is(text: str, expected: Any) -> bool:
    found = read("", text)
    return not found.problems and found.data == _as_read(expected)


def _sure(text: str, expected: Any) -> str:
    if not _is(text, expected):
        raise EditRefused("dit kan niet veilig op deze plek; verander het in de YAML")
    return text


def _as_read(value: Any) -> Any:
    """Values as the strict reader gives them: texts, lists and mappings."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return {key: _as_read(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_as_read(one) for one in value]
    return value
