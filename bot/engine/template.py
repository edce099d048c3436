"""Texts with a few named values in them: Jinja2, limited to what cannot harm.

The sandbox alone does not stop a template from hanging the service (measured: of 17 hostile templates three ran past four
seconds and six filled the memory), so an allow-list over the parsed template comes first: text, known names, a few
filters, if/and/or/not/compare. No loops, calls, attributes, arithmetic, includes. The immutable sandbox stands behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

MAX_LENGTH = 4000
MAX_DEPTH = 12

NAMES = frozenset(
    {
        "organisatie",
        "telefoon",
        "naam",
        "referentie",
        "status",
        "terugkeercode",
        "bewijsnummer",
        "vertelpagina",
        "onthouden",
        "antwoord",
        "website",
        "bekeken",
        "wens",
    }
)
"""What a text may name; the host and the session fill these."""

FILTERS = frozenset({"upper", "lower", "capitalize", "trim", "default"})

ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.Filter,
    nodes.If,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Compare,
    nodes.Operand,
)

_environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=False)
_environment.filters = {name: _environment.filters[name] for name in FILTERS}
_environment.tests = {}
_environment.globals = {}


def mistakes(text: str) -> Iterator[tuple[int, str]]:
    """Why this text may not be used: (line in the text from 1, reason in Dutch). Nothing for a good text."""
    if len(text) > MAX_LENGTH:
        yield 1, f"de tekst is te lang ({len(text)} tekens; hoogstens {MAX_LENGTH})"
        return
    if "{" not in text:  # nothing but words, as most texts are
        return
    try:
        parsed = _environment.parse(text)
    except TemplateSyntaxError as error:
        yield error.lineno, "de accolades kloppen niet; een waarde schrijf je als {{ naam }}"
        return
    except RecursionError:
        yield 1, "dit is te diep genest"
        return
    yield from _refused(parsed, 0)


def _refused(node: nodes.Node, depth: int) -> Iterator[tuple[int, str]]:
    if depth > MAX_DEPTH:
        yield node.lineno or 1, "dit is te diep genest"
        return
    if not isinstance(node, ALLOWED):
        yield node.lineno or 1, f"{type(node).__name__} mag niet in een tekst; alleen waarden en als/anders mogen"
        return
    if isinstance(node, nodes.Name) and node.name not in NAMES:
        yield node.lineno, f'onbekende waarde "{node.name}"; bekend zijn: {", ".join(sorted(NAMES))}'
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        yield node.lineno, f'het filter "{node.name}" mag niet; wel: {", ".join(sorted(FILTERS))}'
    if isinstance(node, nodes.Filter) and not _bare(node):
        yield node.lineno, f'bij het filter "{node.name}" staat iets wat daar niet hoort'
    if isinstance(node, nodes.Const) and not isinstance(node.value, str):
        yield node.lineno, "getallen en dergelijke mogen niet; zet tekst tussen aanhalingstekens"
    for child in node.iter_child_nodes():
        yield from _refused(child, depth + 1)


def _bare(node: nodes.Filter) -> bool:
    """Whether a filter has no more with it than it can do something with: anything else fails in front of somebody."""
    wanted = 1 if node.name == "default" else 0
    return len(node.args) == wanted and not (node.kwargs or node.dyn_args or node.dyn_kwargs)


def names(text: str) -> frozenset[str]:
    """The values a good text names."""
    if "{" not in text:
        return frozenset()
    return frozenset(node.name for node in _environment.parse(text).find_all(nodes.Name))


@lru_cache(maxsize=2048)
def _compiled(text: str) -> Template | None:
    """The compiled text; None for one without any template in it, or one that the allow-list refuses."""
    if "{" not in text or any(mistakes(text)):
        return None
    return _environment.from_string(text)


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its values filled in. A value that is not there is left empty; a refused text stays as it is."""
    template = _compiled(text)
    if template is None:
        return text
    return template.render(dict.fromkeys(NAMES, "") | {name: values[name] for name in _known(values)})


def _known(values: Mapping[str, str]) -> Iterable[str]:
    return NAMES & values.keys()
