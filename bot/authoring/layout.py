"""Where the boxes and arrows of a panel go: graphlay (layered, right-angled, the same every time), behind one adapter.

It lays out 150 boxes in about 0.1 s, but a dense graph of 200 took 9 s while holding the interpreter, so there is a
ceiling. It has no wheel for Windows on ARM: there :func:`place` says None, and the outline is all there is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.authoring.graph import Panel

graphlay: Any
try:
    import graphlay
except ImportError:  # no wheel for Windows on ARM
    graphlay = None

MOST_ARROWS = 300

FORWARD, BACKWARD = 10.0, 0.1
"""Weights that make the main line run straight down and let arrows back go round by the side (measured, looked at)."""

OPTIONS: Mapping[str, Any] = {
    "direction": "topbottom",
    "spacing": {"layer_gap": 46.0, "node_gap": 26.0, "edge_label_margin": 12.0},
    "routing": {"style": "orthogonal", "merge_edges": "none"},
}

Size = tuple[float, float]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Positions in pixels with the top left at (0, 0): centres of boxes, bends of arrows, centres of their labels."""

    width: float
    height: float
    nodes: Mapping[str, Point]
    arrows: tuple[tuple[Point, ...], ...]
    labels: tuple[Point | None, ...]


def available() -> bool:
    """Whether there is something to lay out with on this machine."""
    return graphlay is not None


def place(panel: Panel, sizes: Mapping[str, Size], labels: tuple[Size | None, ...]) -> Placed | None:
    """Lay a panel out, given the size of each box by id and of each arrow's label. None where that cannot be done."""
    if graphlay is None or len(panel.arrows) > MOST_ARROWS:
        return None
    graph = graphlay.Graph()
    for node in panel.nodes:
        graph.node(node.id, width=sizes[node.id][0], height=sizes[node.id][1])
    for arrow, label in zip(panel.arrows, labels, strict=True):
        more = {} if label is None else {"label_size": {"width": label[0], "height": label[1]}}
        graph.edge(arrow.source, arrow.target, weight=BACKWARD if arrow.back else FORWARD, **more)
    done = graphlay.layout(graph, options=OPTIONS)
    left, top, right, bottom = _around(done, labels)

    def moved(point: Mapping[str, float]) -> Point:
        return point["x"] - left, point["y"] - top

    return Placed(
        width=right - left,
        height=bottom - top,
        nodes={node.id: moved(put["center"]) for node, put in zip(panel.nodes, done.nodes, strict=True)},
        arrows=tuple(tuple(moved(point) for point in edge["points"]) for edge in done.edges),
        labels=tuple(moved(edge["label_anchor"]) if edge.get("label_anchor") else None for edge in done.edges),
    )


def _around(done: Any, labels: tuple[Size | None, ...]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of everything: the bounds of boxes and arrows do not count the labels beside them."""
    low, high = done.bounds["min"], done.bounds["max"]
    left, top, right, bottom = low["x"], low["y"], high["x"], high["y"]
    for edge, size in zip(done.edges, labels, strict=True):
        at = edge.get("label_anchor")
        if at and size:
            left, right = min(left, at["x"] - size[0] / 2), max(right, at["x"] + size[0] / 2)
            top, bottom = min(top, at["y"] - size[1] / 2), max(bottom, at["y"] + size[1] / 2)
    return left, top, right, bottom
