"""The list of what nobody understood."""

from __future__ import annotations

from pathlib import Path

from bot.services.teach import NOT_OURS
from bot.store import unanswered
from tests.console.house import send
from tests.console.scripts_house import ScriptsHouse, scripts_house
from tests.engine.small import TEXTS


async def asked(scripts: ScriptsHouse, text: str) -> str:
    """Somebody asked this; gives its number on the list."""
    house = scripts.house
    await house.store.db.write(
        lambda tx: unanswered.add(tx, house.store.vault, step="welkom", text=text, now=house.clock())
    )
    found = await house.store.db.read(lambda tx: unanswered.listed(tx, house.store.vault))
    return str(found[0].id)


async def taught(scripts: ScriptsHouse, **form: str) -> str:
    """Send the form; gives what the page says."""
    answer = await send(scripts.anna, "/staff/questions", form, via="/staff/questions")
    assert answer.status_code == 303
    return str((await scripts.anna.get(answer.headers["location"])).text)


async def test_a_question_becomes_an_example_in_the_draft(scripts: ScriptsHouse) -> None:
    """One click, with words that may be changed first; it is off the list, and every comment in the file stays."""
    number = await asked(scripts, "hoe duur is dat dan <b>")
    assert "hoe duur is dat dan &lt;b&gt;" in (await scripts.anna.get("/staff/questions")).text
    page = await taught(scripts, number=number, text="hoe duur is dat dan", topic="kosten", to="example")
    assert "Toegevoegd aan het concept" in page
    assert "hoe duur" not in page.partition("<ol")[2]
    work = await scripts.publish.working()
    assert work.scripts.dialog is not None
    assert "hoe duur is dat dan" in work.scripts.dialog.topics["kosten"].examples
    again = await asked(scripts, "Hoe duur is dat dan")
    assert "stond er al" in await taught(
        scripts, number=again, text="Hoe duur is dat dan", topic="kosten", to="example"
    )


async def test_without_an_answer_to_belong_to_nothing_is_done(scripts: ScriptsHouse) -> None:
    """The question stays on the list; taking it off is a choice of its own."""
    number = await asked(scripts, "wat eten we")
    assert "Kies een antwoord" in await taught(scripts, number=number, text="wat eten we", to="example")
    assert "van de lijst" in await taught(scripts, number=number, text="wat eten we", to="forget")
    assert "niets op de lijst" in (await scripts.anna.get("/staff/questions")).text


async def test_the_nearest_answers_are_one_click_away(scripts: ScriptsHouse) -> None:
    """Pressing one makes the question, as it stands, an example of it."""
    number = await asked(scripts, "is het duur")
    page = (await scripts.anna.get("/staff/questions")).text
    assert 'name="near" value="kosten"' in page
    assert "Toegevoegd" in await taught(scripts, number=number, text="is het duur", near="kosten", topic="")
    work = await scripts.publish.working()
    assert work.scripts.dialog is not None
    assert "is het duur" in work.scripts.dialog.topics["kosten"].examples


async def test_what_is_not_ours_is_learnt_as_that(tmp_path: Path) -> None:
    """It goes into the list of what the bot should leave alone."""
    async with scripts_house(tmp_path, {**TEXTS, NOT_OURS: 'off_topic:\n  - "hoe laat is het"\n'}) as scripts:
        number = await asked(scripts, "wat eten we")
        assert "Toegevoegd" in await taught(scripts, number=number, text="wat eten we", to="not-ours")
        known = (await scripts.publish.working()).texts[NOT_OURS]
        assert known == 'off_topic:\n  - "hoe laat is het"\n  - "wat eten we"\n'
