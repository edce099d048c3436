"""Saving in the draft."""

from __future__ import annotations

from tests.console.house import send
from tests.console.scripts_house import ScriptsHouse


async def test_who_comes_second_overwrites_nothing_and_loses_nothing(scripts: ScriptsHouse) -> None:
    """Their words are shown to them, with who saved what meanwhile."""
    await scripts.sends("/steps/welkom", say__1__text="Van Anna")
    answer = await send(scripts.bram, "/staff/scripts/steps/welkom", {"version": "0", "say.1.text": "Van Bram"})
    assert answer.status_code == 409
    assert "Van Bram" in answer.text
    assert "Anna Visser" in answer.text
    assert "Van Anna" in await scripts.text()
    late = await send(scripts.bram, "/staff/scripts/discard", {"version": "0"})
    assert late.status_code == 409
    assert await scripts.version() == 1
