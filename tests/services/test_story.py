"""A story told on our own page becomes the own words of the registration."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.services import story
from bot.services.story import LONGEST, Tell
from bot.store import audit, registrations, story_pages
from bot.store.sight import PROGRAM
from tests.house import House, open_house
from tests.services.test_converse import send_in

URL = "https://gesprek.test/vertel#" + "t" * 43
TOKEN = "t" * 43


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """Somebody sent a registration and was given a page."""
    async with open_house(tmp_path) as opened:
        await send_in(opened.guest("1"))
        await give(opened)
        yield opened


async def give(house: House) -> None:
    """A page for the only case."""
    (found,) = await house.registrations()
    store = house.store
    case = await store.db.read(lambda tx: registrations.by_reference(tx, store.vault, PROGRAM, found["reference"]))
    assert case is not None
    await store.db.write(lambda tx: story.offer(tx, store.vault, case, URL, house.clock()))


def tell(house: House) -> Tell:
    """The service behind the page."""
    notify = house.receive._conversation.notify
    return Tell(store=house.store, library=house.library, notify=notify, clock=house.clock)


async def remark(house: House) -> str | None:
    """The own words in the only registration."""
    (found,) = await house.registrations()
    return found["remark"]  # type: ignore[no-any-return]


def test_the_token_stands_where_no_browser_sends_it() -> None:
    """The link carries its 256 bits behind the number sign; without an address of our own there is no link."""
    assert story.link("https://gesprek.test/", "abc") == "https://gesprek.test/vertel#abc"
    assert story.link("", "abc") == ""


async def test_what_is_told_stands_in_the_registration_and_the_page_is_closed(house: House) -> None:
    """Kept word for word, on the trail as the person's own change, and the token works once."""
    assert await tell(house).open(TOKEN) == ""
    kept = await tell(house).keep(TOKEN, "Ik denk er elke dag aan.\nSorry zeggen helpt mij.", sure=False)
    assert kept is not None
    assert (kept.kept, kept.first) == (True, ())
    assert await remark(house) == "Ik denk er elke dag aan.\nSorry zeggen helpt mij."
    assert await tell(house).open(TOKEN) is None
    assert await tell(house).keep(TOKEN, "nog iets", sure=True) is None
    rows = await house.store.db.read(lambda tx: audit.entries(tx, PROGRAM))
    assert ("participant", "amended") in {(row.who, row.what) for row in rows}


async def test_an_earlier_story_can_be_read_changed_and_taken_away(house: House) -> None:
    """A new page begins with what was told; saving it empty leaves nothing."""
    await tell(house).keep(TOKEN, "De eerste versie", sure=False)
    await give(house)
    assert await tell(house).open(TOKEN) == "De eerste versie"
    await tell(house).keep(TOKEN, "  ", sure=False)
    assert await remark(house) is None


async def test_identifying_data_is_shown_to_be_left_out_before_it_is(house: House) -> None:
    """The first time nothing is kept and the page stays open; sure, it is kept without the number."""
    text = "Bel mij op 06 12345678, ik wil praten."
    asked = await tell(house).keep(TOKEN, text, sure=False)
    assert asked is not None
    assert not asked.kept
    assert asked.text == "Bel mij op [telefoonnummer], ik wil praten."
    assert await remark(house) is None
    kept = await tell(house).keep(TOKEN, text, sure=True)
    assert kept is not None
    assert kept.kept
    assert await remark(house) == asked.text


async def test_danger_in_a_story_brings_the_number_and_alerts_staff(house: House) -> None:
    """What the conversation would do, the page does: the number first, the flag, and word to the group."""
    before = len(house.channels["telegram"].sent)
    kept = await tell(house).keep(TOKEN, "Er is brand bij mij thuis", sure=False)
    assert kept is not None
    assert kept.first == ("Bel nu 112.",)
    await house.settle()
    (told,) = house.channels["telegram"].sent[before:]
    assert re.search("signaal van gevaar", told[1].text)
    (found,) = await house.registrations()
    assert "crisis" in found["flags"]


async def test_a_change_of_answers_keeps_the_story(house: House) -> None:
    """Who corrects an answer afterwards does not lose what was told."""
    await tell(house).keep(TOKEN, "Mijn woorden", sure=False)
    guest = house.guest("1")
    for one in ("Iets wijzigen", "Iets veranderen", "Naam"):
        await guest.presses(one)
    await guest.says("Noor")
    await guest.presses("Ja, dit klopt")
    (found,) = await house.registrations()
    if found["contact"]["name"] != "Noor":  # consent is asked again
        await guest.presses("Ja")
        (found,) = await house.registrations()
    assert found["contact"]["name"] == "Noor"
    assert found["remark"] == "Mijn woorden"


async def test_a_page_does_not_outlive_its_day_nor_the_registration(house: House) -> None:
    """A day later, or after withdrawing, the link is nothing; too long a story is refused whole."""
    with pytest.raises(ValueError, match="length"):
        await tell(house).keep(TOKEN, "x" * (LONGEST + 1), sure=True)
    house.clock.advance(hours=24)
    assert await tell(house).open(TOKEN) is None
    house.clock.advance(hours=-24)
    assert await tell(house).open(TOKEN) == ""
    await house.guest("1").presses("Intrekken")
    assert await tell(house).open(TOKEN) is None
    assert await house.store.db.write(lambda tx: story_pages.purge(tx, house.clock() + timedelta(days=2))) == 1
