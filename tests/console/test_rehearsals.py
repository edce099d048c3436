"""The rehearsals in the console."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.console.rehearsals import spoken_lines, unchosen
from bot.services.coverage import Coverage
from bot.services.rehearse import Outcome
from tests.console.scripts_house import ScriptsHouse, scripts_house
from tests.engine.small import TEXTS

NAME = "rehearsals/uitleg.txt"
REHEARSAL = """# Iemand leest de uitleg
> /start
< Dag. Ik ben een computerprogramma.
< Wat wil je doen?
< [Ik wil me aanmelden]
< [Wat is het?] [Ik heb een vraag]
< [Hulp of stoppen]
> [Wat is het?]
< Een bemiddelaar helpt jullie praten.
< [Verder] [Sla over]
< [Terug] [Hulp of stoppen]
"""


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[ScriptsHouse]:
    """A house with one rehearsal."""
    async with scripts_house(tmp_path, {**TEXTS, NAME: REHEARSAL}) as opened:
        yield opened


async def test_they_read_as_conversations_with_what_none_comes_by(office: ScriptsHouse) -> None:
    """Every rehearsal by its title, and every step and choice that is left, as a link."""
    page = await office.sees("/rehearsals")
    assert "Iemand leest de uitleg" in page
    assert '<p class="mine">[Wat is het?]</p>' in page
    assert "gaat nu anders" not in page
    assert "2 van de" in page
    assert 'href="/staff/scripts/steps/naam">naam</a>' in page
    assert "Ik wil me aanmelden · Ik heb een vraag" in page


async def test_a_difference_reads_as_a_conversation(office: ScriptsHouse) -> None:
    """What was said, what is said now, and the lines around it; here and before publishing."""
    await office.sends("/steps/welkom", say__1__text="Waar kan ik bij helpen?")
    for path in ("/rehearsals", "/publish"):
        page = await office.sees(path)
        assert '<p class="was"><span class="hint">was</span> < Wat wil je doen?</p>' in page
        assert '<p class="now"><span class="hint">nu</span> < Waar kan ik bij helpen?</p>' in page
        assert '<p class="same">< Dag. Ik ben een computerprogramma.</p>' in page


async def test_they_wait_for_scripts_without_mistakes(office: ScriptsHouse) -> None:
    """With a way to the mistakes."""
    await office.sends("/steps/kaart-twee", way__0__to="nergens")
    assert "als er geen fouten meer zijn" in await office.sees("/rehearsals")


def test_lines_know_whose_they_are() -> None:
    """The title and empty lines are left out."""
    lines = list(spoken_lines(Outcome(name="x", text="# Titel\n> hoi\n< Dag.\n<\n= role: dader\n", differences=())))
    assert lines == [("mine", "hoi"), ("bot", "Dag."), ("note", "role: dader")]


def test_choices_are_listed_for_steps_that_are_come_by() -> None:
    """A step nobody comes to is said once, not for each of its choices."""
    found = Coverage(steps=2, choices=3, unwalked=("b",), unchosen=(("a", "x", "X"), ("a", "y", "Y"), ("b", "z", "Z")))
    assert unchosen(found) == {"a": ["X", "Y"]}
    assert unchosen(None) == {}
