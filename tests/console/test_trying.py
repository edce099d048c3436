"""Trying the draft as a conversation."""

from __future__ import annotations

import re

from tests.console.scripts_house import ScriptsHouse


async def begun(scripts: ScriptsHouse, **form: str) -> str:
    """Begin a conversation; gives where it is shown."""
    answer = await scripts.sends("/preview", **form)
    assert answer.status_code == 303
    return str(answer.headers["location"].removeprefix("/staff/scripts").partition("#")[0])


async def pressed(scripts: ScriptsHouse, where: str, label: str) -> None:
    """Press a button of the conversation by what stands on it."""
    page = await scripts.sees(where)
    found = re.search(rf'name="press" value="([^"]+)">{re.escape(label)}<', page)
    assert found is not None, label
    identifier = re.search(r'name="preview" value="([^"]+)"', page)
    assert identifier is not None
    await scripts.sends("/preview/act", preview=identifier.group(1), press=found.group(1))


async def test_the_unsaved_words_are_heard_in_a_real_conversation(scripts: ScriptsHouse) -> None:
    """The draft is played, not what is published; buttons and typed words work; nothing is stored."""
    await scripts.sends("/steps/welkom", say__1__text="Waar kan ik bij helpen?")
    where = await begun(scripts)
    assert "Waar kan ik bij helpen?" in await scripts.sees(where)
    await pressed(scripts, where, "Wat is het?")
    assert "Een bemiddelaar helpt jullie praten." in await scripts.sees(where)
    identifier = where.partition("id=")[2]
    await scripts.sends("/preview/act", preview=identifier, text="verder")
    await scripts.sends("/preview/act", preview=identifier, later="40", unit="dagen")
    assert "Het is nu zondag 3 januari 2027" in await scripts.sees(where)
    tables = await scripts.house.store.db.read(
        lambda tx: [
            tx.execute("SELECT count(*) FROM session").fetchone()[0],
            tx.execute("SELECT count(*) FROM participant").fetchone()[0],
            tx.execute("SELECT count(*) FROM draft_save").fetchone()[0],
        ]
    )
    assert tables == [0, 0, 1]


async def test_it_can_be_tried_beside_a_step_as_somebody(scripts: ScriptsHouse) -> None:
    """From the step on, with the role given before and what is remembered visible."""
    where = await begun(scripts, step="straf", role="dader", beside="straf")
    assert where.startswith("/steps/straf?preview=")
    page = await scripts.sees(where)
    assert "Zit je vast?" in page
    assert "<dt>role</dt>" in page


async def test_a_preview_is_ones_own(scripts: ScriptsHouse) -> None:
    """A colleague with the address sees nothing of it; one that is forgotten is told so."""
    where = await begun(scripts)
    assert "Dag. Ik ben" not in await scripts.sees(where, scripts.bram)
    answer = await scripts.sends("/preview/act", preview="weg", text="hoi")
    assert "forgotten" in answer.headers["location"]


async def test_a_played_conversation_can_be_kept(scripts: ScriptsHouse) -> None:
    """It is in the draft as a rehearsal; not without a name, nor twice under one."""
    where = await begun(scripts)
    identifier = where.partition("id=")[2]
    await pressed(scripts, where, "Wat is het?")
    assert "not-kept" in (await scripts.sends("/preview/keep", preview=identifier)).headers["location"]
    kept = await scripts.sends("/preview/keep", preview=identifier, title="Wat is het?")
    assert "told=kept" in kept.headers["location"]
    text = (await scripts.publish.working()).texts["rehearsals/wat-is-het.txt"]
    assert "> [Wat is het?]" in text
    again = await scripts.sends("/preview/keep", preview=identifier, title="Wat is het")
    assert "name-taken" in again.headers["location"]
