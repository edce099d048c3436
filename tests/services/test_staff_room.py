"""Buttons in the staff group, through the real mailbox: who is linked takes a case and gives it back."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels import Button, Outbound
from bot.services import staff_room
from bot.services.link_telegram import LinkTelegram
from bot.store import ids, registrations, sight, staff
from bot.store.sight import PROGRAM
from bot.store.staff import Role
from tests.engine.small import NOW
from tests.house import GROUP, Clock, Guest, House, open_house
from tests.services.test_converse import send_in


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as opened:
        yield opened


async def linked(house: House, name: str, address: str, role: Role = "staff") -> Guest:
    """A colleague who linked the Telegram at this address."""

    def work(tx: sqlite3.Connection) -> staff.Account:
        return staff.add(tx, id=name, login=name, name=name.title(), role=role, password_hash="x", now=NOW)

    account = await house.store.db.write(work)
    code = await LinkTelegram(store=house.store, clock=house.clock).offer(account)
    return await house.guest(address).says(f"/koppel {code}", ref="own")


def notices(house: House) -> list[Outbound]:
    """What the group saw, edits included."""
    return [one for address, one in house.channels["telegram"].sent if address == GROUP]


def told(house: House, who: str) -> list[str]:
    """The answers to presses that only this colleague saw."""
    return [one.text for address, one in house.channels["telegram"].sent if address == who and one.kind == "toast"]


async def press(house: House, who: str, notice: Outbound, query: str = "q") -> None:
    """A press on the button of a notice."""
    data = notice.buttons[0][0].data
    await house.guest(GROUP).sends({"press": data, "colleague": who, "query": query, "ref": "m1"})


async def holder(house: House) -> str | None:
    """Who holds the only case."""
    (document,) = await house.registrations()
    case = await house.store.db.read(
        lambda tx: registrations.by_reference(tx, house.store.vault, PROGRAM, document["reference"])
    )
    assert case is not None
    return case.claimed_by


async def test_linked_takes_and_gives_back(house: House) -> None:
    """One press takes the case and the notice says who has it; the next gives it back and it is free again."""
    anna = await linked(house, "anna", "7")
    assert "Gelukt, Anna" in anna.last
    assert [one.kind for one in anna.sees] == ["message", "remove"], "the code leaves the chat"
    await send_in(house.guest("1"))
    await press(house, "7", notices(house)[0])
    assert await holder(house) == "anna"
    assert told(house, "7")[0].endswith("is nu van jou.")
    edited = notices(house)[-1]
    assert (edited.kind, edited.ref) == ("edit", "m1")
    assert edited.text.endswith("Opgepakt door Anna.")
    await press(house, "7", edited)
    assert await holder(house) is None
    assert notices(house)[-1].buttons[0][0].label == "Oppakken"


async def test_second_press_tells_who_was_first(house: House) -> None:
    """Two colleagues, one case: the second hears who has it, and cannot give it back for them."""
    await linked(house, "anna", "7")
    await linked(house, "bram", "8")
    await send_in(house.guest("1"))
    free = notices(house)[0]
    await press(house, "7", free)
    await press(house, "8", free)
    assert told(house, "8") == ["Deze aanmelding is van Anna."]
    await press(house, "8", notices(house)[-1])
    assert told(house, "8")[-1] == staff_room.NOT_YOURS
    assert await holder(house) == "anna"


async def test_who_is_not_linked_is_answered_alone(house: House) -> None:
    """A stranger's press changes nothing, and the group sees nothing of it."""
    await send_in(house.guest("1"))
    seen = len(notices(house))
    await press(house, "9", notices(house)[0])
    assert told(house, "9") == [staff_room.STRANGER]
    assert len(notices(house)) == seen
    assert await holder(house) is None


async def test_a_finished_case_cannot_be_taken(house: House) -> None:
    """An old button of a withdrawn registration says that it is over, and goes."""
    await linked(house, "anna", "7")
    await send_in(house.guest("1"))
    free = notices(house)[0]
    await house.store.db.write(
        lambda tx: registrations.set_status(tx, 1, "withdrawn", 1, who="participant", now=house.clock())
    )
    await press(house, "7", free)
    assert told(house, "7") == [staff_room.GONE]
    assert notices(house)[-1].buttons == ()
    assert await holder(house) is None


async def test_the_same_press_twice_counts_once(house: House) -> None:
    """A press that Telegram delivers again after a crash takes the case once and is answered once."""
    await linked(house, "anna", "7")
    await send_in(house.guest("1"))
    payload = {"press": notices(house)[0].buttons[0][0].data, "colleague": "7", "query": "q", "ref": "m1"}
    for _ in range(2):
        await house.guest(GROUP).sends(payload, external_id="same")
    assert len(told(house, "7")) == 1


@pytest.mark.parametrize("data", ["", "claim", "claim:new:HB-2222-2222", "claim:odd:x", "x:new:y", "claim:new:%s"])
async def test_odd_buttons_do_nothing(house: House, data: str) -> None:
    """Whatever a button carries, nothing breaks and nobody gets a case that is not there."""
    await linked(house, "anna", "7")
    await house.guest(GROUP).sends({"press": data, "colleague": "7", "query": "q"})
    assert told(house, "7") in ([], [staff_room.GONE])
    assert all(address != GROUP for address, _ in house.channels["telegram"].sent)


async def test_a_wrong_code_begins_no_conversation(house: House) -> None:
    """The bot says what to do, and neither a conversation nor a case comes of it; on the web it is only a word."""
    guest = await house.guest("7").says("/koppel AAAA-AAAA")
    assert [one.text for one in guest.sees] == [staff_room.NO_CODE]
    web = await house.guest("8", "web").says("/koppel AAAA-AAAA")
    assert staff_room.NO_CODE not in [one.text for one in web.sees]


async def test_what_was_pressed_before_a_stop_is_done_after_it(tmp_path: Path) -> None:
    """A press that was stored but not worked on when the service stopped is done and answered after the start."""
    clock = Clock()
    async with open_house(tmp_path, clock=clock) as house:
        await linked(house, "anna", "7")
        await send_in(house.guest("1"))
        data = notices(house)[0].buttons[0][0].data
        await house.guest(GROUP).sends(
            {"press": data, "colleague": "7", "query": "q", "ref": "m1"}, settle=False, external_id="p"
        )
    async with open_house(tmp_path, clock=clock) as house:
        await house.settle()
        assert await holder(house) == "anna"
        assert len(told(house, "7")) == 1


async def test_a_closed_case_is_as_one_that_is_no_more(house: House) -> None:
    """Who a case is closed to hears what anybody hears of an unknown one; the notice shows nothing more to anybody."""
    await linked(house, "anna", "7")
    await linked(house, "bea", "8", "coordinator")
    await send_in(house.guest("1"))
    (document,) = await house.registrations()
    await house.store.db.write(lambda tx: sight.close(tx, document["reference"], "anna"))
    free = notices(house)[0]
    await press(house, "7", free)
    await press(house, "7", replace(free, buttons=((Button(label="x", data=f"claim:new:{ids.reference()}"),),)))
    assert told(house, "7") == [staff_room.GONE, staff_room.GONE]
    assert await holder(house) is None
    await press(house, "8", free)
    assert await holder(house) == "bea"
    for edited in notices(house)[1:]:
        assert edited.buttons == ()
        assert edited.text.endswith("staat hier niets meer.")
