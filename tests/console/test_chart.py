"""Charts as a browser and a screen reader get them."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from bot.console.chart import FOOT, HEAD, HEIGHT, WIDTH, columns
from bot.services.figures import HIDDEN, Cell, Table


def drawn(*rows: tuple[str, Cell]) -> ET.Element:
    """The chart of these counts, read as the XML it must be."""
    table = Table(title="Per maand", head=("2026",), rows=tuple((label, (cell,)) for label, cell in rows))
    return ET.fromstring(str(columns(table)))  # noqa: S314 - our own drawing


def bars(chart: ET.Element) -> list[dict[str, float]]:
    """Where the columns stand and how large they are."""
    return [{name: float(bar.attrib[name]) for name in ("x", "y", "width", "height")} for bar in chart.iter("rect")]


def test_columns_are_as_tall_as_their_numbers() -> None:
    """The largest fills the room between head and foot, half of it is half as tall, and all stand on one line."""
    tall, half = bars(drawn(("jan", 40), ("feb", 20)))

    assert tall["height"] == HEIGHT - HEAD - FOOT
    assert half["height"] == tall["height"] / 2
    assert tall["y"] + tall["height"] == half["y"] + half["height"] == HEIGHT - FOOT


def test_columns_stand_beside_each_other_within_the_picture() -> None:
    """Twelve months never overlap and never run out of the drawing."""
    found = bars(drawn(*((str(month), month) for month in range(1, 13))))

    assert len(found) == 12
    assert all(one["x"] + one["width"] < other["x"] for one, other in pairwise(found))
    assert found[0]["x"] > 0
    assert found[-1]["x"] + found[-1]["width"] < WIDTH


def test_a_hidden_count_has_no_height_to_read_it_from() -> None:
    """A hidden count is a dot without a column; nothing at all is no column and no number."""
    chart = drawn(("jan", None), ("feb", 0), ("mrt", 9))

    assert len(bars(chart)) == 1
    assert [text.text for text in chart.iter("text")] == [HIDDEN, "jan", "feb", "9", "mrt"]


def test_who_cannot_see_it_hears_the_same_numbers() -> None:
    """The picture has its title and every label with its number as one sentence."""
    chart = drawn(("jan", 7), ("feb", None))

    assert chart.attrib["role"] == "img"
    assert chart.attrib["aria-label"] == f"Per maand: jan 7, feb {HIDDEN}"


@pytest.mark.parametrize("rows", [(), (("jan", None),), (("jan", 0), ("feb", 0))])
def test_nothing_to_draw_is_an_empty_chart(rows: tuple[tuple[str, Cell], ...]) -> None:
    """Without a single number to show there is a base line and no column."""
    chart = drawn(*rows)

    assert bars(chart) == []
    assert len(list(chart.iter("line"))) == 1


def test_labels_stay_text_and_nothing_is_inline() -> None:
    """A label from the scripts is never markup, and the drawing holds nothing that the strict policy would refuse."""
    label = "<script>'\"&"
    chart = drawn((label, 5))

    assert label in [text.text for text in chart.iter("text")]
    assert {one.tag for one in chart.iter()} == {"svg", "line", "rect", "text"}
    assert not any(name == "style" or name.startswith("on") for one in chart.iter() for name in one.attrib)
