"""What coordinators see of the scripts."""

from __future__ import annotations

from bot.store import step_counts
from tests.console.scripts_house import GESPREK, ScriptsHouse
from tests.engine.small import TEXTS


async def test_the_whole_conversation_is_a_picture_a_list_and_a_text(scripts: ScriptsHouse) -> None:
    """Every step is reachable three ways: as a box, in the list, and in the text for who cannot see the picture."""
    page = await scripts.sees("")
    assert "<svg" in page
    assert page.count('href="/staff/scripts/steps/welkom"') >= 2
    assert "Ik wil me aanmelden → rol" in page
    assert "Dit is wat nu gepubliceerd is" in page
    assert 'width="' in await scripts.sees("?zoom=150")


async def test_a_step_or_file_that_is_not_there_leads_back(scripts: ScriptsHouse) -> None:
    """An old link does not end in an error."""
    assert "Die stap is er niet" in await scripts.sees("/steps/nergens")
    assert "Dat bestand is er niet" in await scripts.sees("/file?path=nergens.yaml")
    assert "Alle stappen" in await scripts.sees("/file")


async def test_a_file_shows_its_problems_at_their_line(scripts: ScriptsHouse) -> None:
    """With the line itself, a caret under the place, and the likely correction."""
    wrong = TEXTS[GESPREK].replace("next: vorm\n", "next: vormm\n", 1)
    await scripts.sends("/file", path=GESPREK, text=wrong)
    page = await scripts.sees(f"/file?path={GESPREK}")
    line = wrong[: wrong.index("next: vormm")].count("\n") + 1
    assert f"Regel {line}, teken" in page
    assert 'bedoelde je "vorm"?' in page
    front = await scripts.sees("")
    assert 'href="/staff/scripts/steps/wens"' in front
    assert "Eerst dit verbeteren" in front
    assert 'bedoelde je "vorm"?' in await scripts.sees("/steps/wens")


async def test_who_else_is_there_is_told(scripts: ScriptsHouse) -> None:
    """Two people at the same step know of each other before anything is saved."""
    await scripts.sees("/steps/welkom", scripts.bram)
    assert "Ook hier bezig: <bdi>Bram de Boer" in await scripts.sees("/steps/welkom")


async def test_the_picture_has_its_colours_from_a_file(scripts: ScriptsHouse) -> None:
    """The strict policy allows no style in the page."""
    answer = await scripts.anna.get("/staff/scripts/graph.css")
    assert answer.headers["content-type"].startswith("text/css")
    assert ".graph .chosen" in answer.text
    page = await scripts.sees("")
    assert "<style" not in page
    assert " style=" not in page


async def test_how_it_goes_per_step_is_shown_without_small_numbers(scripts: ScriptsHouse) -> None:
    """On the picture and in a table; what is too small to show is said to be."""
    assert "Nog niets geteld" in await scripts.sees("/insight")
    revision = scripts.library.current.dialog.revision
    today = scripts.house.clock().date()
    happened: list[tuple[str, step_counts.What]] = [("welkom", "visit") for _ in range(12)]
    happened += [("welkom", "onward") for _ in range(6)]
    happened += [("rol", "visit")]
    await scripts.house.store.db.write(lambda tx: step_counts.add(tx, today, revision, happened))
    page = await scripts.sees("/insight?days=7")
    assert '<td class="num">12</td><td class="num">50%</td>' in page
    assert "12 keer bezocht" in page
    assert "50% ging niet verder" in page
    assert "leaky" in page
    assert "&lt; 5" in (await scripts.anna.get("/staff/scripts/insight")).text
    assert "Nog niets geteld" not in await scripts.sees("/insight?versions=all")
