from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store import messages, registrations, timeline, unanswered
from bot.store.sight import PROGRAM
from tests.engine.small import TEXTS
from tests.house import GROUP, Clock, Guest, House, open_house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as opened:
        yield opened


async def send_in(guest: Guest, name: str = "Mila") -> Guest:
    """Walk through the small script to the end."""
    await guest.says("/start pi-dordrecht")
    for label in ("Ik wil me aanmelden", "Mij is iets aangedaan", "Ja", "Een brief", "Klaar", "Zo snel mogelijk"):
        await guest.presses(label)
    await guest.says(name)
    await guest.says("06 12345678")
    await guest.presses("Ja, dit klopt")
    return await guest.presses("Ja")


async def test_the_same_update_twice_counts_once(house: House) -> None:
    """A repeated delivery brings no second answer."""
    guest = await house.guest("1").says("/start")
    before = len(guest.sees)
    press = {"kind": "press", "press": guest.sees[-1].buttons[0][0].data}
    await guest.sends(press, external_id="same")
    once = len(guest.sees)
    await guest.sends(press, external_id="same")

    assert len(guest.sees) == once > before


async def test_a_first_message_that_asks_something_is_welcomed_and_answered(house: House) -> None:
    """Whoever begins with a question hears what this is and gets the answer."""
    guest = await house.guest("1").says("wat kost dit")

    said = [one.text for one in guest.sees]
    assert "computerprogramma" in said[0]
    assert "Meedoen is gratis." in said


async def test_danger_alerts_staff_at_once_without_content(house: House) -> None:
    """The group hears that there is a signal; the words themselves are nowhere but in the eyes of who wrote them."""
    guest = await house.guest("1").says("/start")
    await guest.says("er is brand bij mij thuis")

    notices = [one.text for address, one in house.channels["telegram"].sent if address == GROUP]
    assert len(notices) == 1
    assert "brand" not in notices[0]


async def test_what_nobody_understood_reaches_the_coordinators_masked(house: House) -> None:
    """The list holds the words without identifying data and without who wrote them."""
    guest = await house.guest("1").says("/start")
    await guest.says("mijn bsn is 999900146 en verder niks")

    listed = await house.store.db.read(lambda tx: unanswered.listed(tx, house.store.vault))
    assert [one.step for one in listed] == ["welkom"]
    assert "999900146" not in listed[0].text


async def test_identifying_words_leave_the_chat(house: House) -> None:
    """The person's own message is taken out where the channel knows it."""
    guest = await house.guest("1").says("/start")
    await guest.says("mijn bsn is 999900146", ref="m9")

    assert [one.ref for one in guest.sees if one.kind == "remove"] == ["m9"]


async def test_two_people_never_see_each_others_words(house: House) -> None:
    """Two conversations side by side end as two registrations with their own names."""
    first, second = await send_in(house.guest("1"), "Ans"), await send_in(house.guest("2", "web"), "Bep")

    assert {one["contact"]["name"] for one in await house.registrations()} == {"Ans", "Bep"}
    assert "Bep" not in " ".join(one.text for one in first.sees)
    assert "Ans" not in " ".join(one.text for one in second.sees)


async def test_a_deep_link_carries_a_slug_and_nothing_else(house: House) -> None:
    """Whatever somebody makes of the link, only letters, digits and dashes become a source."""
    await house.guest("1").says("/start <script>alert(1)</script>")
    await send_in(house.guest("2"))

    assert [one["source"] for one in await house.registrations()] == ["pi-dordrecht"]


async def test_a_reply_stands_on_the_case_and_staff_hear_that_it_is_there(house: House) -> None:
    """What somebody writes back is sealed on their case; the group only hears the reference."""
    guest = await send_in(house.guest("1"))
    await guest.says("/antwoord")
    await guest.says("morgen kan ik wel")
    reference = (await house.registrations())[0]["reference"]

    def look(tx: sqlite3.Connection) -> list[str]:
        case = registrations.by_reference(tx, house.store.vault, PROGRAM, reference)
        assert case is not None
        return [one.text for one in messages.listed(tx, house.store.vault, case.id)]

    assert await house.store.db.read(look) == ["morgen kan ik wel"]
    notices = [one.text for address, one in house.channels["telegram"].sent if address == GROUP]
    assert reference in notices[-1]
    assert "morgen" not in notices[-1]


async def test_danger_after_sending_makes_the_case_stand_out(house: House) -> None:
    """Staff who hold the registration see the flag on it, and that there was a signal; not the words."""
    guest = await send_in(house.guest("1"))
    await guest.says("er is brand bij mij thuis")

    (found,) = await house.registrations()
    assert "crisis" in found["flags"]
    kinds = await house.store.db.read(lambda tx: [one.kind for one in timeline.events(tx, 1)])
    assert "signal" in kinds


LEAVING = """
  - id: weg
    say: "Tot een andere keer."
    ask: choice
    aside: true
    do: clear-chat
    choices:
      - {id: verder, label: "Verder", next: return}
"""
WITH_LEAVING = {
    **TEXTS,
    "conversations/gesprek.yaml": TEXTS["conversations/gesprek.yaml"] + LEAVING,
    "system.yaml": TEXTS["system.yaml"] + '\n  weg: {description: "Weg", step: weg}',
}


async def test_the_chat_is_emptied_and_the_conversation_stays(tmp_path: Path) -> None:
    """Every message of the last two days goes out of the chat with the command itself; the person goes on where they were."""
    clock = Clock()
    async with open_house(tmp_path, texts=WITH_LEAVING, clock=clock) as house:
        guest = await house.guest("1").says("/start")
        old = len(guest.sees)
        clock.advance(hours=49)
        for label in ("Ik wil me aanmelden", "Mij is iets aangedaan", "Ja"):
            await guest.presses(label)
        open_question = guest.last
        said = {f"m{number}" for number, one in enumerate(guest.sees, 1) if number > old and one.kind == "message"}
        seen = len(guest.sees)
        await guest.says("/weg", ref="asked")

        removed = [one.ref for one in guest.sees[seen:] if one.kind == "remove"]
        assert said <= set(removed)
        assert removed[0] == "asked"
        assert len(removed) == len(set(removed))
        assert not {f"m{number}" for number in range(1, old + 1)} & set(removed)
        assert [one.text for one in guest.sees[seen:] if one.kind == "message"] == ["Tot een andere keer."]
        await guest.presses("Verder")
        assert guest.last == open_question
