"""The same graph as text: for who cannot see the picture, for the terminal, and where nothing can be laid out."""

from __future__ import annotations

from collections.abc import Iterator

from bot.authoring.drawing import NAMES
from bot.authoring.graph import Node, Panel, panels, shortened
from bot.authoring.reader import Scripts


def outline(scripts: Scripts) -> str:
    """Every panel with its steps in script order, and under each step every way on with what makes people take it."""
    return "\n\n".join("\n".join(_panel(panel)) for panel in panels(scripts)) + "\n"


def ways_on(panel: Panel, node: Node) -> Iterator[tuple[str, str | None]]:
    """(why, step) of every way on from a step; no step where it leads back to the question that was open."""
    for arrow in panel.arrows:
        if arrow.source == node.id:
            yield from ((label, arrow.target) for label in arrow.labels or ("",))
    for way in node.exits:
        yield from ((label, way.to) for label in way.labels or ("",))


def _panel(panel: Panel) -> Iterator[str]:
    yield panel.title
    yield "=" * len(panel.title)
    known = {node.id for node in panel.nodes}
    for node in panel.nodes:
        marks = [*node.notes]
        marks += ["begin"] if node.start else []
        marks += ["einde"] if node.end else []
        marks += ["ONBEREIKBAAR"] if node.unreachable else []
        yield f"{node.id} ({NAMES[node.kind]}{'; ' if marks else ''}{'; '.join(marks)})"
        if node.text:
            yield f"  “{shortened(node.text)}”"
        missing = {way.to for way in node.exits if way.missing}
        for why, to in ways_on(panel, node):
            where = "terug naar de vraag die openstond" if to is None else to
            yield f"  {why + ' ' if why else ''}→ {where}{' (BESTAAT NIET)' if to in missing - known else ''}"
