"""YAML as coordinators write it, read strictly and with the place of every node.

Built on ruamel.yaml's composer (YAML 1.2). Scalars stay text, so that ``no``, ``0123`` and ``12:30`` mean what they
say; aliases, anchors, tags and duplicate keys are refused with their place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.resolver import VersionedResolver

from bot.authoring.problems import Place, Problem

MAX_SIZE = 400_000
"""Characters in one file; a script is a few thousand."""

MAX_DEPTH = 20

_UNUSUAL = re.compile(r"[-:?,\[{\n\r\x85\u2028\u2029](?:\s*[&*!][^\s*]| {200}|(?: [-?:]){19})")
"""An anchor, an alias or a tag where a value begins (not ``**bold**``), or nesting by indentation without end.

Looked for in a text behind a line break. Refused, and explained by the exact parser.
"""

_BRACKET = re.compile(r"[\[\]{}]")

_TAGS = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map")}
"""What a value without a tag is taken for; the scalars among them stay text all the same."""

Path = tuple[str | int, ...]


@dataclass(slots=True, kw_only=True)
class Located:
    """Plain data (texts, lists, mappings, None) and the place of every part of it, by path."""

    file: str
    data: Any = None
    places: dict[Path, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Path) -> Place:
        """The place of this part, or of the nearest part around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(file=self.file))


def read(file: str, text: str) -> Located:
    """Read one file. Mistakes in the YAML itself are in ``problems``; ``data`` is then as far as it could be read."""
    located = Located(file=file)
    if len(text) > MAX_SIZE:
        located.problems.append(_problem(Place(file=file), f"het bestand is te groot (meer dan {MAX_SIZE} tekens)"))
        return located
    if text.startswith("%"):
        located.problems.append(_problem(Place(file=file), "een regel die met % begint, mag hier niet; haal hem weg"))
        return located
    try:
        root = _compose(text)
    except MarkedYAMLError as error:
        opened = error.context_mark if "quoted scalar" in (error.context or "") else None
        mark = opened or error.problem_mark or error.context_mark
        place = Place(file=file, line=mark.line + 1, column=mark.column + 1) if mark else Place(file=file)
        unclosed = _unclosed(text, place)
        located.problems.append(_problem(unclosed or place, _UNCLOSED if unclosed else _explain(error)))
        return located
    except (YAMLError, RecursionError, ValueError):
        located.problems.append(
            _problem(Place(file=file), "dit is geen leesbare YAML (te diep genest of een vreemd teken)")
        )
        return located
    located.data = _Plain(located).plain(root, ())
    return located


class _Unresolved(VersionedResolver):
    """Leaves every scalar a text, so that nobody has to find out whether it looks like a number or a date."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:  # noqa: ARG002 - ruamel's shape
        """The tag of everything without one of its own."""
        return self.DEFAULT_SCALAR_TAG


def _compose(text: str) -> Node | None:
    """The nodes of the text. The C parser is twenty times as fast; whatever is unusual goes to the exact one.

    The exact parser names anchors and explains mistakes better, so it has the last word about both.
    """
    if not _UNUSUAL.search(f"\n{text}") and not _deep(text):
        try:
            fast = YAML(typ="safe", pure=False)
            fast.Resolver = _Unresolved
            return _node(fast.compose(text))
        except (YAMLError, RecursionError, ValueError):
            pass
    return _node(YAML(typ="safe", pure=True).compose(text))


def _deep(text: str) -> bool:
    """Whether brackets stand deeper in each other than any script needs: the C parser dies of thousands (measured)."""
    depth = deepest = 0
    for bracket in _BRACKET.findall(text):
        depth += 1 if bracket in "[{" else -1 if depth else 0
        deepest = max(deepest, depth)
    return deepest > MAX_DEPTH


def _node(composed: Any) -> Node | None:
    return composed if isinstance(composed, Node) else None


class _Plain:
    """Turns nodes into plain data, noting places and what is not allowed."""

    def __init__(self, located: Located) -> None:
        self._located = located

    def plain(self, node: Node | None, path: Path) -> Any:
        if node is None:
            return None
        place = _place(self._located.file, node)
        self._located.places[path] = place
        if len(path) > MAX_DEPTH:
            self._refuse(place, "dit is te diep genest")
            return None
        if node.anchor:
            self._refuse(place, "ankers (&naam) en verwijzingen (*naam) mogen niet; schrijf de tekst voluit")
            return None
        if node.tag and str(node.tag) not in _TAGS:
            self._refuse(place, f'een YAML-label ("{node.tag}") mag niet; haal het weg')
            return None
        if isinstance(node, ScalarNode):
            empty = not node.style and node.value in {"", "~", "null"}
            return None if empty else node.value
        if isinstance(node, SequenceNode):
            return [self.plain(child, (*path, number)) for number, child in enumerate(node.value)]
        return self._mapping(node, path) if isinstance(node, MappingNode) else None

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, child in node.value:
            place = _place(self._located.file, key_node)
            if not isinstance(key_node, ScalarNode):
                self._refuse(place, "een sleutel moet een woord zijn")
                continue
            key = key_node.value
            if key == "<<":
                self._refuse(place, "samenvoegen met << mag niet; schrijf de tekst voluit")
                continue
            if key in data:
                first = self._located.places[*path, key].line
                self._refuse(place, f'de sleutel "{key}" staat er twee keer (ook op regel {first}); haal er één weg')
                continue
            data[key] = self.plain(child, (*path, key))
            self._located.places[*path, key] = place
        return data

    def _refuse(self, place: Place, message: str) -> None:
        self._located.problems.append(_problem(place, message))


def _place(file: str, node: Node) -> Place:
    return Place(file=file, line=node.start_mark.line + 1, column=node.start_mark.column + 1)


def _problem(place: Place, message: str) -> Problem:
    return Problem(place=place, rule="yaml", message=message)


def _explain(error: MarkedYAMLError) -> str:
    """The parser's English complaint, in words that help."""
    said = f"{error.problem or ''} {error.context or ''}"
    for clue, explanation in _EXPLANATIONS:
        if clue in said:
            return explanation
    return "dit is geen goede YAML; kijk naar inspringing, dubbele punten en aanhalingstekens op deze regel"


def _unclosed(text: str, found: Place) -> Place | None:
    """The line above a mistake on which a quote is opened and not closed: the parser only stumbles at the next quote."""
    for number, line in reversed(list(enumerate(text.splitlines()[: found.line], 1))):
        bare = line.replace('\\"', "")
        if bare.count('"') % 2:
            opens = _OPENS.match(line)
            return Place(file=found.file, line=number, column=opens.end()) if opens else None
    return None


_OPENS = re.compile(r"""\s*(?:- )*(?:[\w./-]+: +)?\"""")
"""A line that begins a value with a quote."""

_UNCLOSED = 'een aanhalingsteken (") wordt op deze regel niet gesloten'
_EXPLANATIONS = (
    ("found undefined alias", "verwijzingen (*naam) mogen niet; schrijf de tekst voluit"),
    ("mapping values are not allowed", 'er staat een dubbele punt te veel; zet de tekst tussen aanhalingstekens: "…"'),
    ("could not find expected ':'", "achter een sleutel hoort een dubbele punt en een spatie"),
    ("found character '\\t'", "hier staat een tab; gebruik spaties om in te springen"),
    ("while scanning a quoted scalar", 'een aanhalingsteken (") wordt niet gesloten'),
    (
        "expected <block end>",
        "de inspringing klopt niet, of een aanhalingsteken op of boven deze regel wordt niet gesloten",
    ),
    ("while parsing a flow", "een haakje ([ of {) wordt niet gesloten, of er ontbreekt een komma"),
    ("duplicate", "deze sleutel staat er twee keer; haal er één weg"),
)
