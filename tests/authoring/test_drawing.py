from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from bot.authoring.drawing import NAMES, STYLE, Look, draw
from bot.authoring.graph import shortened
from bot.authoring.layout import available
from tests.authoring.shipped import shipped
from tests.authoring.test_graph import small

pytestmark = pytest.mark.skipif(not available(), reason="nothing to lay out with on this platform")
SVG = "{http://www.w3.org/2000/svg}"


def picture(look: Look | None = None) -> ET.Element:
    """The shipped scripts as a parsed SVG."""
    svg = draw(shipped(), look)
    assert svg is not None
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def test_the_picture_is_a_whole_svg_that_carries_its_style() -> None:
    """A file one can mail: well-formed, with colours for light and dark, and nothing from outside."""
    root = picture()
    assert root.tag == f"{SVG}svg"
    style = root.find(f"{SVG}style")
    assert style is not None
    assert style.text is not None
    assert "prefers-color-scheme: dark" in style.text
    assert not re.search(r"url\(|@import|<script", ET.tostring(root, encoding="unicode"))


def test_every_step_is_a_link_that_says_in_full_what_it_shortens() -> None:
    """Shape and words, not only colour: each box has a title with the kind of step, its id and its whole text."""
    root = picture(Look(href=lambda step: f"/staff/scripts/{step}"))
    boxes = [one for one in root.iter(f"{SVG}g") if one.get("class", "").startswith("box ")]
    assert len(boxes) > 100
    for box in boxes:
        link = box.find(f"{SVG}a")
        assert link is not None
        title = link.find(f"{SVG}title")
        assert title is not None
        assert link.get("aria-label") == title.text
        assert (title.text or "").split(" – ")[0] in NAMES.values()


def test_for_a_page_the_picture_has_no_style_of_its_own() -> None:
    """A strict policy would refuse it; the page's style sheet has it."""
    root = picture(
        Look(
            style="",
            chosen="welkom",
            counts={"menu": ("12 keer bezocht", "40% ging niet verder")},
            leaky=frozenset({"menu"}),
        )
    )
    assert root.find(f"{SVG}style") is None
    assert "style=" not in ET.tostring(root, encoding="unicode")
    chosen = [one for one in root.iter(f"{SVG}g") if "chosen" in one.get("class", "").split()]
    assert len(chosen) == 1
    assert "12 keer bezocht" in [text.text for text in root.iter(f"{SVG}text") if text.get("class") == "count"]
    assert ".graph .chosen" in STYLE


def test_one_panel_can_be_drawn_alone() -> None:
    """Beside the form of a step stands the part of the conversation it is in."""
    root = picture(Look(only="overzicht"))
    assert [one.text for one in root.iter(f"{SVG}text") if one.get("class") == "head"] == ["overzicht"]


def test_a_way_to_nowhere_and_hostile_words_are_drawn_safely() -> None:
    """What is wrong is marked; what looks like markup stays text."""
    svg = draw(small('say: "Welke vorm past bij jou?"', 'say: "</text><script>x</script>"'))
    assert svg is not None
    assert "<script>" not in svg
    broken = draw(small("next: vorm\n", "next: vormm\n"))
    assert broken is not None
    assert "exit gone" in broken
    assert "deze stap bestaat niet" in broken


def test_values_are_shortened_to_their_names() -> None:
    """What a coordinator sees in a box is text, not template."""
    assert shortened("Dag **{{ naam }}**{% if website %} op {{ website }}{% endif %}.") == "Dag ‹naam› op ‹website›."
    assert replace(Look(), style="").style == ""
