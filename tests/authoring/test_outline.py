from __future__ import annotations

from bot.authoring.graph import panels
from bot.authoring.outline import outline, ways_on
from tests.authoring.shipped import shipped
from tests.authoring.test_graph import small


def test_the_outline_tells_everything_the_picture_shows() -> None:
    """Every step and every way on of the shipped scripts stands there, with the reason to take it."""
    scripts = shipped()
    told = outline(scripts)
    for panel in panels(scripts):
        for node in panel.nodes:
            assert f"\n{node.id} (" in told
            for why, to in ways_on(panel, node):
                assert f"  {why + ' ' if why else ''}→ {to or 'terug naar de vraag die openstond'}" in told


def test_what_is_wrong_is_said() -> None:
    """Who cannot see the picture hears of dead ways and steps nobody comes to as well."""
    assert "→ vormm (BESTAAT NIET)" in outline(small("next: vorm\n", "next: vormm\n"))
    assert "ONBEREIKBAAR" in outline(small("to: straf", "to: wens"))
