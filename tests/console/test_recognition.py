"""The score before and after an edit."""

from __future__ import annotations

from html import unescape

from tests.console.house import send
from tests.console.scripts_house import ScriptsHouse

SCORE = "/staff/questions/score"


async def measured(scripts: ScriptsHouse) -> None:
    """Ask, as the page does, whether it is ready."""
    assert (await scripts.anna.get(f"{SCORE}/ready")).json() == {"ready": True}


async def shown(scripts: ScriptsHouse) -> str:
    """The page."""
    return unescape((await scripts.anna.get(SCORE)).text)


async def test_the_score_is_shown_when_it_is_there(scripts: ScriptsHouse) -> None:
    """Until then the page says that it is being measured, and asks by itself whether it is ready."""
    assert "We meten nu" in await shown(scripts)
    await measured(scripts)
    page = await shown(scripts)
    assert "Meteen het goede antwoord" in page
    assert "Zoals het nu is" in page
    assert "Verschil" not in page


async def test_an_edit_is_measured_against_what_is_published(scripts: ScriptsHouse) -> None:
    """Both stand beside each other, per outcome and per answer."""
    form = {"version": "0", "examples": "wat kost het\r\nis het gratis\r\nmoet ik betalen\r\nhoeveel geld"}
    await send(scripts.anna, "/staff/questions/answers/kosten", form, via="/staff/questions")
    await shown(scripts)
    await measured(scripts)
    page = await shown(scripts)
    assert "Voor en na het concept" in page
    assert '<th scope="col" class="num">Verschil</th>' in page
