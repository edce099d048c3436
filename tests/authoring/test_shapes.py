from __future__ import annotations

import re
from typing import get_args

from bot.authoring.graph import Kind
from bot.authoring.shapes import outline_of, rounded


def test_every_kind_of_step_has_an_outline_of_its_own() -> None:
    """Told apart without colour, and none sticks out of its box."""
    found = {kind: outline_of(kind, 10, 20, 200, 80) for kind in get_args(Kind)}
    assert len(set(found.values())) == len(found)
    for paths in found.values():
        numbers = [float(one) for one in re.findall(r"-?\d+\.?\d*", " ".join(paths))]
        assert max(numbers) <= 210


def test_an_arrow_turns_round_its_corners_and_ends_where_it_should() -> None:
    """From the first to the last point; a corner is a curve, and a point that is no corner stays a line."""
    path = rounded(((0, 0), (0, 50), (80, 50)))
    assert path.startswith("M0.0 0.0")
    assert path.endswith("L80.0 50.0")
    assert path.count("Q") == 1
    assert "Q" not in rounded(((0, 0), (0, 0), (0, 50)))
