"""Where the parts of a YAML text stand in it, to the letter: for changes in place."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.authoring.yaml_text import Path, read


class EditRefused(ValueError):  # noqa: N818 - it is what happened
    """This cannot be changed in place; the text is as it was. The message (Dutch) says what to do."""


@lru_cache(maxsize=64)
def plain_data(text: str) -> Any:
    """A whole text as plain data, which is only to be looked at: it is read once and kept."""
    return read("", text).data


@lru_cache(maxsize=64)
def composed(text: str) -> Node:
    """The nodes of a whole text. Raises EditRefused when it cannot be read."""
    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except (YAMLError, RecursionError, ValueError):
        root = None
    if not isinstance(root, Node):
        raise EditRefused("dit bestand is niet te lezen; herstel eerst de YAML")
    return root


def node_at(text: str, path: Path) -> Node:
    """The node at a path. Raises EditRefused when there is none."""
    node = composed(text)
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


def inside_flow(text: str, path: Path) -> bool:
    """Whether something around this place is written between brackets."""
    return any(is_flow(node_at(text, path[:depth])) for depth in range(len(path)))


def is_flow(node: Node) -> bool:
    """Whether it is written between brackets."""
    return bool(getattr(node, "flow_style", False))


def span(text: str, node: ScalarNode) -> tuple[int, int]:
    """Where a scalar begins and ends; of a block text without the empty lines after it."""
    start, end = node.start_mark.index, node.end_mark.index
    return (start, len(text[:end].rstrip("\r\n \t"))) if node.style in {"|", ">"} else (start, end)


def content_end(text: str, node: Node) -> int:
    """Where the last written character of a node stands: a block's own end mark lies beyond the comments after it."""
    if isinstance(node, ScalarNode):
        start, end = span(text, node)
        return max(start, end)
    if is_flow(node) or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return content_end(text, last[1] if isinstance(last, tuple) else last)


def line_end(text: str, at: int) -> int:
    """Where the line on which ``at`` is ends, before its line break."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - 1 if end and text[end - 1 : end] == "\r" else end
