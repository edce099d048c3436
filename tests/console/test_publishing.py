"""From draft to publication, and back."""

from __future__ import annotations

from html import unescape

from tests.console.scripts_house import GESPREK, ScriptsHouse
from tests.engine.small import TEXTS


async def test_check_differences_publish_and_back_in_one_click(scripts: ScriptsHouse) -> None:
    """What changed is told in words; new conversations begin on it; rolling back is one button."""
    first = scripts.library.current.dialog.revision
    await scripts.sends("/steps/welkom", say__1__text="Waar kan ik bij helpen?")
    page = await scripts.sees("/publish")
    assert "“Wat wil je doen?” → “Waar kan ik bij helpen?”" in page
    assert "gevoelig" not in page
    answer = await scripts.sends("/publish", summary="Vriendelijker")
    assert answer.headers["location"] == "/staff/scripts/history?told=published"
    made = scripts.library.current.dialog.revision
    assert made != first
    assert await scripts.version() == 0
    history = await scripts.sees(f"/history?revision={first}")
    assert "Vriendelijker" in history
    assert "Anna Visser" in history
    assert "“Waar kan ik bij helpen?” → “Wat wil je doen?”" in history
    back = await scripts.sends("/history", revision=first)
    assert back.headers["location"].endswith("told=back")
    assert scripts.library.current.dialog.revision == first


async def test_a_dead_end_is_not_published_and_says_what_to_do(scripts: ScriptsHouse) -> None:
    """The page names the step and the remedy in Dutch; nothing is published."""
    before = scripts.library.current.dialog.revision
    await scripts.sends(
        "/file", path=GESPREK, text=TEXTS[GESPREK].replace('say: "Tot ziens."\n    end: true', 'say: "Tot ziens."')
    )
    page = await scripts.sees("/publish")
    assert "leidt nergens heen; voeg next toe, of end: true" in page
    answer = await scripts.sends("/publish", summary="x")
    assert answer.status_code == 409
    assert "Niet gepubliceerd" in unescape(answer.text)
    assert scripts.library.current.dialog.revision == before


async def test_a_sensitive_text_needs_two_people(scripts: ScriptsHouse) -> None:
    """Not alone, not with one's own approval, and not with an approval of other texts."""
    before = scripts.library.current.dialog.revision
    await scripts.sends("/steps/toestemming", say__0__text="Mag dit naar een medewerker?")
    assert "gevoelig" in await scripts.sees("/publish")
    assert (await scripts.sends("/publish", summary="x")).status_code == 409
    await scripts.sends("/approve")
    assert (await scripts.sends("/publish", summary="x")).status_code == 409
    assert "Een collega moet nu publiceren" in await scripts.sees("/publish")
    await scripts.sends("/steps/toestemming", scripts.bram, say__0__text="Mag dit door?")
    assert (await scripts.sends("/publish", scripts.bram, summary="x")).status_code == 409
    assert scripts.library.current.dialog.revision == before
    await scripts.sends("/approve", scripts.bram)
    answer = await scripts.sends("/publish", summary="Kortere toestemming")
    assert answer.status_code == 303
    assert scripts.library.current.dialog.steps["toestemming"].say[0].text == "Mag dit door?"


async def test_a_rehearsal_that_goes_otherwise_is_shown_and_can_be_accepted(scripts: ScriptsHouse) -> None:
    """The difference reads as a conversation."""
    await scripts.sends("/preview")
    begun = await scripts.anna.post("/staff/scripts/preview", data={"x": "y"})
    assert begun.status_code == 403, "a form without its token is refused"
    started = await scripts.sends("/preview")
    identifier = started.headers["location"].partition("id=")[2].partition("#")[0]
    await scripts.sends("/preview/keep", preview=identifier, title="Het begin")
    await scripts.sends("/publish", summary="Oefengesprek")
    await scripts.sends("/steps/welkom", say__1__text="Waar kan ik bij helpen?")
    page = await scripts.sees("/publish")
    assert "<summary>Het begin</summary>" in page
    assert '<span class="hint">nu</span> < Waar kan ik bij helpen?' in page
    assert (await scripts.sends("/publish", summary="Welkom")).status_code == 409
    assert (await scripts.sends("/publish", summary="Welkom", accept="1")).status_code == 303


async def test_nothing_to_publish_is_said(scripts: ScriptsHouse) -> None:
    """Without a draft there is no form; a form sent late, or a version that is not there, changes nothing."""
    assert "Er is geen concept" in await scripts.sees("/publish")
    assert "overtaken" in (await scripts.sends("/publish", summary="x")).headers["location"]
    assert "overtaken" in (await scripts.sends("/approve")).headers["location"]
    assert "no-version" in (await scripts.sends("/history", revision="x")).headers["location"]
