from __future__ import annotations

from bot.authoring.checks import check
from bot.authoring.condition_words import in_words
from bot.authoring.graph import LARGE, Arrow, Panel, backward, panels, walked, ways
from bot.authoring.reader import Scripts
from bot.engine.dialog import RETURN
from tests.authoring.shipped import shipped, texts
from tests.engine.small import TEXTS

GESPREK = "conversations/gesprek.yaml"


def small(old: str = "", new: str = "") -> Scripts:
    """The small script of these tests, with one text replaced."""
    assert old in TEXTS[GESPREK]
    return check({**TEXTS, GESPREK: TEXTS[GESPREK].replace(old, new, 1)})


def drawn(panel: Panel, source: str) -> dict[str | None, tuple[str, ...]]:
    """Where a step leads according to the panel, and why."""
    node = next(one for one in panel.nodes if one.id == source)
    arrows: dict[str | None, tuple[str, ...]] = {
        arrow.target: arrow.labels for arrow in panel.arrows if arrow.source == source
    }
    return {**arrows, **{way.to: way.labels for way in node.exits}}


def test_every_way_of_the_shipped_scripts_is_in_the_picture() -> None:
    """No choice, condition, way on or way of passing over is left out, and nothing is drawn that is not there."""
    scripts = shipped()
    dialog = scripts.dialog
    assert dialog is not None
    made = {node.id: drawn(panel, node.id) for panel in panels(scripts) for node in panel.nodes}
    written = {
        step.id: {None if way.to == RETURN else way.to for way in ways(dialog, step)} for step in dialog.steps.values()
    }
    assert {step: set(found) for step, found in made.items()} == written
    menu = made["menu"]
    assert menu["vraag"] == ("Ik heb een vraag",)
    assert made["hulp"][None] == ("Terug naar het gesprek",)


def test_a_small_conversation_is_one_picture_with_what_comes_between_apart() -> None:
    """Fifteen steps are read at a glance; asides are drawn apart, because everything can lead to them."""
    made = panels(small())
    assert [panel.title for panel in made] == ["gesprek", "tussendoor"]
    assert all(node.aside for node in made[1].nodes)
    assert not any(node.aside for node in made[0].nodes)


def test_a_large_conversation_is_a_sheet_of_panels_in_the_order_people_come_to_them() -> None:
    """One panel per file; the first holds the start."""
    made = panels(shipped())
    assert len(made) > 10
    assert any(node.start for node in made[0].nodes)
    assert max(len(panel.arrows) for panel in made) < 60


def test_arrows_back_are_known_as_such() -> None:
    """A way to a step that one came from is an arrow back; the main line never is."""
    scripts = small()
    assert scripts.dialog is not None
    back = backward(scripts.dialog, ["welkom"])
    assert ("kaart", "welkom") in back
    assert ("vraag", "welkom") in back
    assert ("welkom", "rol") not in back
    assert ("rol", "wens") not in back
    assert list(walked(scripts.dialog, ["welkom"]))[:3] == ["welkom", "rol", "straf"]


def test_what_is_wrong_is_visible() -> None:
    """A way to a step that is not there is a way that says so; a step nobody comes to is marked."""
    broken = panels(small("next: vorm\n", "next: vormm\n"))[0]
    wish = next(node for node in broken.nodes if node.id == "wens")
    assert [(way.to, way.missing) for way in wish.exits] == [("vormm", True)]
    assert next(node for node in panels(small("to: straf", "to: wens"))[0].nodes if node.id == "straf").unreachable


def test_reasons_are_on_the_arrows() -> None:
    """A choice's label, a condition in words, and the way of passing over."""
    main = panels(small())[0]
    assert drawn(main, "rol")["straf"] == ("als role = dader",)
    assert drawn(main, "wanneer")["datum"] == ("Later",)
    assert Arrow(source="welkom", target="rol", labels=("Ik wil me aanmelden",)) in main.arrows
    assert in_words({"role": ["dader", "verdachte"], "not": {"on_behalf": "ja"}, "naam": "*"}) == (
        "role = dader/verdachte en niet on_behalf = ja en naam bekend"
    )
    assert in_words({"any": [{"a": None}, {"b": "c"}]}) == "a onbekend of b = c"


def test_a_very_large_file_is_drawn_in_pieces() -> None:
    """Five hundred steps in one file are panels that can be read, not one that cannot be laid out."""
    steps = "".join(
        f'  - id: extra-{n}\n    say: "Vraag {n}?"\n    ask: card\n    next: extra-{(n + 1) % 390}\n'
        for n in range(390)
    )
    made = panels(check({**texts(), "conversations/extra.yaml": f"steps:\n{steps}"}))
    assert sum(len(panel.nodes) for panel in made) > 490
    assert max(len(panel.nodes) for panel in made) <= LARGE
