"""After half an hour of silence no earlier answer is shown before somebody says that it may."""

from __future__ import annotations

from functools import cache

import pytest

from bot.authoring.checks import check
from bot.engine import events
from bot.engine.dialog import Dialog
from bot.engine.events import Listed, MomentCame
from tests.engine.small import TEXTS, Walker, small_dialog

ASKING = """
steps:
  - id: stil
    aside: true
    say: "Wil je het zien?"
    ask: choice
    choices:
      - {id: ja, label: "Ja, laat zien", next: zien}
      - {id: nee, label: "Nee, nu niet", next: welkom}
    next: return
  - id: zien
    do: show-withheld
    next: return
  - id: mijn-gegevens
    say: "Dit heb ik."
    do: show-data
    next: return
"""


@cache
def asking() -> Dialog:
    """The small script with a question after silence, and a command that shows everything."""
    system = (
        f'{TEXTS["system.yaml"]}\n  mijngegevens: {{description: "Alles", step: mijn-gegevens}}\nafter_silence: stil\n'
    )
    scripts = check({**TEXTS, "conversations/stilte.yaml": ASKING, "system.yaml": system})
    assert scripts.dialog is not None, scripts.problems
    return scripts.dialog


@pytest.fixture
def walker() -> Walker:
    """Somebody who has still to give a telephone number, the last question before the overview."""
    walker = Walker(asking())
    for label in ("Ik wil me aanmelden", "Mij is iets aangedaan", "Ja", "Een brief", "Klaar", "Zo snel mogelijk"):
        walker.presses(label)
    return walker.types("Mila")


def listed(walker: Walker) -> bool:
    """Whether answers were shown in the last turn."""
    return any(isinstance(event, Listed) for event in walker.happened)


def test_within_half_an_hour_nothing_is_asked(walker: Walker) -> None:
    """Who goes on after twenty-nine minutes sees the overview at once."""
    assert listed(walker.later(minutes=29).types("06 12345678"))


def test_after_half_an_hour_the_overview_waits_for_a_yes(walker: Walker) -> None:
    """The answer given now is kept, the earlier ones stay out of sight until yes; then all goes on as it would."""
    walker.later(minutes=30).types("06 12345678")
    assert walker.session.value("contact.phone") == "+31612345678"
    assert not listed(walker)
    assert "Mila" not in walker.text
    assert walker.text.endswith("Wil je het zien?")
    walker.presses("Ja, laat zien")
    assert listed(walker)
    assert "Mila" in walker.text
    walker.presses("Ja, dit klopt").presses("Ja")
    assert events.HandedOver(number=1) in walker.happened


def test_who_says_no_sees_nothing_and_loses_nothing(walker: Walker) -> None:
    """Whatever is pressed or typed after a no, the answers stay away until somebody says yes."""
    walker.later(hours=3).types("06 12345678").presses("Nee, nu niet")
    assert "aanmelden" in " ".join(walker.labels)
    for _ in range(2):
        walker.presses("Ik wil me aanmelden")
        assert not listed(walker)
        walker.presses("Nee, nu niet")
    walker.presses("Ik wil me aanmelden").presses("Ja, laat zien")
    assert listed(walker)


def test_asking_for_everything_is_asked_back_too(walker: Walker) -> None:
    """/mijngegevens after a silence first asks whether it may be seen, and then shows it and returns to the question."""
    walker.later(days=40).types("/mijngegevens")
    assert not any(isinstance(event, events.DataShown) for event in walker.happened)
    walker.presses("Ja, laat zien")
    assert any(isinstance(event, events.DataShown) for event in walker.happened)
    assert listed(walker)
    assert walker.session.step == "telefoon"


def test_a_name_is_not_said_either(walker: Walker) -> None:
    """A question that would call somebody by the name they gave leaves it out after a silence."""
    assert "Mila" in walker.text
    walker.later(minutes=31).types("zomaar iets")
    assert "telefoon" in (walker.session.step or "")
    assert "Mila" not in walker.text


def test_a_reminder_is_no_sign_of_life(walker: Walker) -> None:
    """What the bot says by itself does not count as somebody being there, and shows nothing."""
    walker.later(hours=20).does(MomentCame())
    assert not listed(walker)
    walker.later(minutes=1).types("06 12345678")
    assert not listed(walker)


def test_a_second_silence_asks_again(walker: Walker) -> None:
    """One yes is for now, not for ever."""
    walker.later(hours=1).types("06 12345678").presses("Ja, laat zien")
    walker.later(minutes=5).types("/mijngegevens")
    assert listed(walker)
    walker.later(hours=1).types("/mijngegevens")
    assert not listed(walker)


def test_scripts_from_before_have_no_such_question() -> None:
    """A conversation that began on scripts without that question goes on as it did."""
    walker = Walker(small_dialog())
    for label in ("Ik wil me aanmelden", "Mij is iets aangedaan", "Ja", "Een brief", "Klaar", "Zo snel mogelijk"):
        walker.presses(label)
    assert listed(walker.types("Mila").later(hours=2).types("06 12345678"))
