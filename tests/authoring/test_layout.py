from __future__ import annotations

from itertools import pairwise

import pytest

from bot.authoring import drawing
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


Box = tuple[float, float, float, float]


def as_drawn(panel: Panel) -> tuple[Placed, list[Box], list[Box]]:
    """The panel with the sizes it is drawn with; the boxes of its steps, and of its labels."""
    rows = {node.id: drawing._rows(node, ()) for node in panel.nodes}
    sizes = {name: (drawing.WIDTH, drawing.LINE * len(lines) + 14) for name, lines in rows.items()}
    labels = [drawing._label(arrow.labels) for arrow in panel.arrows]
    spaces = tuple(drawing._label_size(lines) if lines else None for lines in labels)
    placed = place(panel, sizes, spaces)
    assert placed is not None
    steps = [around(placed.nodes[node.id], sizes[node.id]) for node in panel.nodes]
    return placed, steps, [around(at, size) for at, size in zip(placed.labels, spaces, strict=True) if at and size]


def around(at: tuple[float, float], size: tuple[float, float]) -> Box:
    """Left, top, right, bottom."""
    return at[0] - size[0] / 2, at[1] - size[1] / 2, at[0] + size[0] / 2, at[1] + size[1] / 2


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return one[0] < other[2] - 1 and other[0] < one[2] - 1 and one[1] < other[3] - 1 and other[1] < one[3] - 1


@pytest.mark.parametrize("panel", panels(shipped()), ids=lambda panel: panel.title)
def test_no_arrow_crosses_another_and_every_label_can_be_read(panel: Panel) -> None:
    """As it is drawn: no crossing in any panel; a label is inside its panel, and over no other label and no box."""
    placed, steps, labels = as_drawn(panel)
    assert crossings(placed) == 0
    for number, label in enumerate(labels):
        assert label[0] >= -1
        assert label[2] <= placed.width + 1
        assert not any(overlap(label, other) for other in [*steps, *labels[number + 1 :]])


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
