from __future__ import annotations

from itertools import pairwise

import pytest

from bot.authoring.graph import Arrow, Node, Panel, panels
from bot.authoring.layout import MOST_ARROWS, Placed, available, place
from bot.authoring.problems import Place
from tests.authoring.shipped import shipped

pytestmark = pytest.mark.skipif(not available(), reason="nothing to lay out with on this platform")
SIZE = (236.0, 80.0)


def laid_out(panel: Panel) -> Placed:
    """The panel with boxes of one size and labels of one size."""
    labels = tuple((120.0, 18.0) if arrow.labels else None for arrow in panel.arrows)
    placed = place(panel, dict.fromkeys([node.id for node in panel.nodes], SIZE), labels)
    assert placed is not None
    return placed


def crossings(placed: Placed) -> int:
    """How often arrows cross each other."""
    lines = [[*pairwise(points)] for points in placed.arrows]
    found = 0
    for number, one in enumerate(lines):
        for other in lines[number + 1 :]:
            found += sum(_cross(a, b) for a in one for b in other)
    return found


def _cross(
    a: tuple[tuple[float, float], tuple[float, float]], b: tuple[tuple[float, float], tuple[float, float]]
) -> bool:
    flat, steep = (a, b) if abs(a[0][1] - a[1][1]) < 0.5 else (b, a)
    if abs(flat[0][1] - flat[1][1]) >= 0.5 or abs(steep[0][0] - steep[1][0]) >= 0.5:
        return False
    x, y = steep[0][0], flat[0][1]
    return (
        min(flat[0][0], flat[1][0]) < x - 0.5
        and x + 0.5 < max(flat[0][0], flat[1][0])
        and min(steep[0][1], steep[1][1]) < y - 0.5
        and y + 0.5 < max(steep[0][1], steep[1][1])
    )


@pytest.mark.parametrize("panel", panels(shipped()), ids=lambda panel: panel.title)
def test_no_boxes_overlap_and_every_arrow_arrives(panel: Panel) -> None:
    """The contract with the layout library, held for every panel of the shipped scripts."""
    placed = laid_out(panel)
    boxes = list(placed.nodes.values())
    for number, (x, y) in enumerate(boxes):
        assert all(abs(x - u) >= SIZE[0] or abs(y - v) >= SIZE[1] for u, v in boxes[number + 1 :])
        assert SIZE[0] / 2 - 1 <= x <= placed.width
        assert SIZE[1] / 2 - 1 <= y <= placed.height
    for arrow, points in zip(panel.arrows, placed.arrows, strict=True):
        for end, (x, y) in ((arrow.source, points[0]), (arrow.target, points[-1])):
            assert abs(x - placed.nodes[end][0]) <= SIZE[0] / 2 + 1
            assert abs(y - placed.nodes[end][1]) <= SIZE[1] / 2 + 1
    assert all(at is not None for arrow, at in zip(panel.arrows, placed.labels, strict=True) if arrow.labels)


def test_the_shipped_scripts_have_hardly_a_crossing() -> None:
    """Looked at as a picture there is nothing to disentangle; this keeps it so."""
    found = {panel.title: crossings(laid_out(panel)) for panel in panels(shipped())}
    assert sum(found.values()) <= 6, found


def test_same_panel_same_picture() -> None:
    """A picture only changes when the conversation does."""
    panel = panels(shipped())[0]
    assert laid_out(panel) == laid_out(panel)


def test_too_dense_a_panel_is_not_tried() -> None:
    """A graph that would hold up the whole service is refused."""
    nodes = tuple(Node(id=f"s{n}", kind="say", place=Place(file="x")) for n in range(30))
    arrows = tuple(Arrow(source=a.id, target=b.id) for a in nodes for b in nodes if a is not b)
    assert len(arrows) > MOST_ARROWS
    assert (
        place(Panel(title="x", nodes=nodes, arrows=arrows), {n.id: SIZE for n in nodes}, (None,) * len(arrows)) is None
    )
