from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.house import GROUP, House, open_house
from tests.services.test_converse import send_in


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as opened:
        yield opened


async def test_a_conversation_ends_as_exactly_one_registration(house: House) -> None:
    """What a person answered stands in the queue, with its source, channel and the revision it was asked with."""
    guest = await send_in(house.guest("1"))

    (found,) = await house.registrations()
    assert found["reference"] in guest.sees[-2].text
    assert (found["source"], found["channel"], found["status"]) == ("pi-dordrecht", "telegram", "new")
    assert found["forms"] == ["brief"]
    assert found["contact"]["name"] == "Mila"
    assert found["script_revision"] == house.library.current.dialog.revision


async def test_staff_hear_that_something_came_in_and_nothing_else(house: House) -> None:
    """The group gets the reference and no word of what was said."""
    await send_in(house.guest("1"))

    (notice,) = [one.text for address, one in house.channels["telegram"].sent if address == GROUP]
    assert (await house.registrations())[0]["reference"] in notice
    assert "Mila" not in notice


async def test_a_changed_registration_stays_one_registration(house: House) -> None:
    """Changing after sending amends the case; the reference stays."""
    guest = await send_in(house.guest("1"))
    reference = (await house.registrations())[0]["reference"]
    for label in ("Iets wijzigen", "Iets veranderen", "Naam"):
        await guest.presses(label)
    await guest.says("Bo")
    await guest.presses("Ja, dit klopt")
    await guest.presses("Ja")

    (found,) = await house.registrations()
    assert (found["reference"], found["contact"]["name"]) == (reference, "Bo")


async def test_a_fresh_start_after_withdrawing_is_a_new_registration(house: House) -> None:
    """Whoever takes a registration back and later begins again has two, each with a reference of its own."""
    guest = await send_in(house.guest("1"))
    for label in (
        "Intrekken",
        "Ik wil me aanmelden",
        "Mij is iets aangedaan",
        "Ja",
        "Weet ik nog niet",
        "Zo snel mogelijk",
    ):
        await guest.presses(label)
    await guest.says("Bo")
    for label in ("Overslaan", "Ja, dit klopt", "Ja"):
        await guest.presses(label)

    statuses = {one["reference"]: one["status"] for one in await house.registrations()}
    assert sorted(statuses.values()) == ["new", "withdrawn"]
