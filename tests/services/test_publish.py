from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.services.library import Library
from bot.services.publish import Publish, Refused
from bot.services.rehearse import replay
from bot.store import audit
from bot.store.sight import PROGRAM
from tests.engine.small import TEXTS, understand
from tests.house import House, open_house

GESPREK = "conversations/gesprek.yaml"
REHEARSAL = "rehearsals/begin.txt"


def changed(old: str, new: str) -> dict[str, str]:
    """The small script with one text replaced."""
    assert old in TEXTS[GESPREK]
    return {**TEXTS, GESPREK: TEXTS[GESPREK].replace(old, new, 1)}


KIND = changed("Wat wil je doen?", "Waar kan ik bij helpen?")
CONSENT = changed("Mogen wij dit doorgeven", "Mag dit naar")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A running house."""
    async with open_house(tmp_path) as opened:
        yield opened


def desk(house: House) -> Publish:
    """Where one publishes."""
    return Publish(store=house.store, library=house.library, clock=house.clock)


async def test_a_good_change_is_published_with_a_summary_and_told_in_the_trail(house: House) -> None:
    """It becomes current, the history says who and why, and the audit trail has it."""
    made = await desk(house).publish(KIND, author="anna", summary=" Vriendelijker begin ")
    assert house.library.current.dialog.revision == made
    first = (await desk(house).history())[0]
    assert (first.revision, first.author, first.summary) == (made, "anna", "Vriendelijker begin")
    trail = await house.store.db.read(lambda tx: audit.entries(tx, PROGRAM, ref=made))
    assert [(one.who, one.what) for one in trail] == [("anna", "scripts-published")]


async def test_what_stands_in_the_way_is_said_and_nothing_changes(house: House) -> None:
    """A mistake, no change at all, no summary, and a sensitive text without a second coordinator."""
    before = house.library.current.dialog.revision
    for texts, second, summary, why in (
        (changed("next: vorm\n", "next: vormm\n"), None, "x", "vormm"),
        (dict(TEXTS), None, "x", "niets veranderd"),
        (KIND, None, "  ", "samenvatting"),
        (CONSENT, None, "x", "tweede coördinator"),
        (CONSENT, "anna", "x", "tweede coördinator"),
    ):
        with pytest.raises(Refused, match=why):
            await desk(house).publish(texts, author="anna", summary=summary, second=second)
    assert house.library.current.dialog.revision == before
    assert await desk(house).publish(CONSENT, author="anna", summary="Korter", second="bram")


async def test_a_rehearsal_that_goes_otherwise_must_be_accepted(house: House) -> None:
    """The difference is shown as a conversation; accepting writes it down as it goes now."""
    written = replay(REHEARSAL, "> /start\n", house.library.current).text
    with_rehearsal = {**TEXTS, REHEARSAL: written}
    await desk(house).publish(with_rehearsal, author="anna", summary="Oefengesprek")
    texts = {**KIND, REHEARSAL: written}
    proof = await desk(house).prove(texts)
    assert [one.name for one in proof.different] == [REHEARSAL]
    assert any("Waar kan ik bij helpen?" in line for line in proof.different[0].differences)
    with pytest.raises(Refused, match="begin"):
        await desk(house).publish(texts, author="anna", summary="Welkom")
    await desk(house).publish(texts, author="anna", summary="Welkom", accept=True)
    assert "Waar kan ik bij helpen?" in (await desk(house).current())[REHEARSAL]


async def test_an_old_version_can_be_put_back(house: House) -> None:
    """Rolling back is publishing what was there before: same id, one line more in the history."""
    first = house.library.current.dialog.revision
    await desk(house).publish(KIND, author="anna", summary="Welkom")
    back = await desk(house).publish(await desk(house).texts(first), author="anna", summary="Terug")
    assert back == first == house.library.current.dialog.revision
    assert [one.summary for one in await desk(house).history()][:2] == ["Terug", "Welkom"]


async def test_a_running_service_notices_what_the_shell_published(house: House) -> None:
    """Another process published: after a refresh new conversations begin on it."""
    other = Library(house.store, understand=understand)
    await other.open(TEXTS, house.clock())
    elsewhere = Publish(store=house.store, library=other, clock=house.clock)
    made = await elsewhere.publish(KIND, author="anna", summary="Welkom")
    assert house.library.current.dialog.revision != made
    await house.library.refresh()
    assert house.library.current.dialog.revision == made
    assert (await house.guest("1").says("/start")).last == "Waar kan ik bij helpen?"


async def test_draft_approval_and_discarding(house: House) -> None:
    """The draft's life, through the service."""
    work = desk(house)
    version = await work.save(KIND, based_on=0, author="anna", what="stap welkom")
    await work.approve(based_on=version, who="bram")
    draft = await work.draft()
    assert draft is not None
    assert draft.approved_by == "bram"
    assert [one.what for one in await work.saves()] == ["stap welkom"]
    await work.discard(based_on=version)
    assert await work.draft() is None
