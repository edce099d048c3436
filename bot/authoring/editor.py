"""Change one thing in a script in place: the rest of the text, comments and order included, stays as it is to the byte.

The parser says where a node stands; the new text is spliced in there, in the quoting of the old. Then the result is
read back: unless exactly what was asked for has changed, the edit is refused and nothing happened (habits 15).
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from bot.authoring.yaml_nodes import EditRefused, content_end, inside_flow, is_flow, line_end, node_at, plain_data, span
from bot.authoring.yaml_text import Path, read
from bot.authoring.yaml_write import after_colon, emit, like


def replace(text: str, path: Path, value: str) -> str:
    """Put another value where the scalar at ``path`` stands."""
    node = node_at(text, path)
    if not isinstance(node, ScalarNode):
        raise EditRefused("hier staat geen losse tekst; verander dit in de YAML")
    start, end = span(text, node)
    flow = inside_flow(text, path)
    for written in like(text[start:end], node.style, value, flow=flow):
        made = text[:start] + written + text[end:]
        if _is(made, _changed(text, path, lambda data, key: data.__setitem__(key, value))):
            return made
    raise EditRefused("deze tekst past hier niet; verander hem in de YAML")


def put(text: str, path: Path, value: Any) -> str:
    """Put a value, written on one line, where any value stands at ``path``; a comment inside the old one keeps it there."""
    node = node_at(text, path)
    start, end = node.start_mark.index, content_end(text, node)
    if isinstance(node, ScalarNode):
        start, end = span(text, node)
    elif not is_flow(node):
        start = text.rindex(":", 0, start) + 1
    if "#" in text[start:end]:
        raise EditRefused("hier staat een opmerking tussen; verander dit in de YAML")
    lead = " " if text[start - 1 : start] == ":" else ""
    made = f"{text[:start]}{lead}{emit(value, flow=True)}{text[end:]}"
    return _sure(made, _changed(text, path, lambda data, key: data.__setitem__(key, value)))


def add_key(text: str, path: Path, key: str, value: Any) -> str:
    """Put a key with a value at the end of the mapping at ``path``."""
    node = node_at(text, path)
    if not isinstance(node, MappingNode) or any(name.value == key for name, _ in node.value):
        raise EditRefused(f'"{key}" kan hier niet bij; verander dit in de YAML')
    if is_flow(node):
        at = node.end_mark.index - 1
        lead = ", " if node.value else ""
        made = _before_bracket(text, at, f"{lead}{key}: {emit(value, flow=True)}")
    else:
        at = line_end(text, content_end(text, node))
        indent = " " * node.start_mark.column
        made = f"{text[:at]}\n{indent}{key}:{after_colon(value, len(indent))}{text[at:]}"
    return _sure(made, _changed(text, (*path, key), lambda data, name: data.__setitem__(name, value)))


def drop_key(text: str, path: Path) -> str:
    """Take a key and its value out of a mapping. The first key behind a dash cannot be taken out."""
    parent = node_at(text, path[:-1])
    found = (
        next((one for one in parent.value if one[0].value == path[-1]), None)
        if isinstance(parent, MappingNode)
        else None
    )
    if found is None:
        raise EditRefused(f'"{path[-1]}" staat hier niet')
    name, node = found
    made = _cut(text, name.start_mark.index, content_end(text, node), flow=is_flow(parent))
    return _sure(made, _changed(text, path, lambda data, key: data.pop(key)))


def add_item(text: str, path: Path, value: Any, *, at: int | None = None) -> str:
    """Put an item in the list at ``path``: behind item ``at``, or at the end."""
    node = node_at(text, path)
    if not isinstance(node, SequenceNode):
        raise EditRefused("hier staat geen lijst; verander dit in de YAML")
    place = len(node.value) if at is None else at + 1
    if is_flow(node):
        if place == len(node.value):
            lead = ", " if node.value else ""
            made = _before_bracket(text, node.end_mark.index - 1, lead + emit(value, flow=True))
        else:
            spot = node.value[place].start_mark.index
            made = f"{text[:spot]}{emit(value, flow=True)}, {text[spot:]}"
    else:
        spot = line_end(text, content_end(text, node.value[place - 1]))
        indent = node.start_mark.column
        blank = "\n" if _set_apart(text, node) else ""
        made = f"{text[:spot]}{blank}\n{' ' * indent}- {emit(value, indent=indent + 2)}{text[spot:]}"
    return _sure(made, _changed(text, path, lambda data, key: data[key].insert(place, value), last=True))


def drop_item(text: str, path: Path) -> str:
    """Take an item out of a list; the last one of a list cannot be taken out."""
    parent, number = node_at(text, path[:-1]), path[-1]
    if not isinstance(parent, SequenceNode) or not isinstance(number, int) or len(parent.value) < 2:
        raise EditRefused("dit kan hier niet weg; verander het in de YAML")
    node = parent.value[number]
    start = node.start_mark.index
    if not is_flow(parent):
        start = (
            text.rindex("-", 0, start + 1)
            if text[start] != "-" or node.start_mark.column != parent.start_mark.column
            else start
        )
    made = _cut(text, start, content_end(text, node), flow=is_flow(parent))
    return _sure(made, _changed(text, path, lambda data, key: data.pop(key)))


def change_list(text: str, path: Path, wanted: Sequence[str]) -> str:
    """Make a list of texts hold these: what is new comes behind the rest, what is not wanted goes; the order stays."""
    node = node_at(text, path)
    if not isinstance(node, SequenceNode) or not wanted:
        raise EditRefused("deze lijst kan niet leeg; verander hem in de YAML")
    known = [one.value for one in node.value]
    added = [one for one in dict.fromkeys(wanted) if one not in known]
    gone = [number for number, one in enumerate(known) if one not in wanted]
    kept = [one for one in known if one in wanted]
    if is_flow(node):
        for one in added:
            text = add_item(text, path, one)
        for number in reversed(gone):
            text = drop_item(text, (*path, number))
        return text
    spot, indent = line_end(text, content_end(text, node)), " " * node.start_mark.column
    made = text[:spot] + "".join(f"\n{indent}- {emit(one)}" for one in added) + text[spot:]
    for number in reversed(gone):  # from behind, so that what stands before keeps its place
        start = text.rindex("-", 0, node.value[number].start_mark.index)
        made = _cut(made, start, content_end(text, node.value[number]), flow=False)
    return _sure(made, _changed(text, path, lambda data, key: data.__setitem__(key, [*kept, *added])))


def move_item(text: str, path: Path) -> str:
    """Let an item of a list change places with the one before it; what stands between them stays there."""
    parent, number = node_at(text, path[:-1]), path[-1]
    if not isinstance(parent, SequenceNode) or not isinstance(number, int) or not 0 < number < len(parent.value):
        raise EditRefused("hoger kan niet")
    first, second = parent.value[number - 1 : number + 1]
    a, b = first.start_mark.index, content_end(text, first)
    c, d = second.start_mark.index, content_end(text, second)
    made = text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]

    def swap(data: Any, at: Any) -> None:
        data[at - 1], data[at] = data[at], data[at - 1]

    return _sure(made, _changed(text, path, swap))


def _before_bracket(text: str, at: int, written: str) -> str:
    """Insert before a closing bracket, behind what stands there (not behind the spaces)."""
    spot = len(text[:at].rstrip())
    return text[:spot] + written + text[spot:]


def _set_apart(text: str, node: SequenceNode) -> bool:
    """Whether the items of a list have an empty line between them."""
    if len(node.value) < 2:
        return False
    return "\n\n" in text[content_end(text, node.value[-2]) : node.value[-1].start_mark.index]


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
    data = copy.deepcopy(plain_data(text))
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
