"""A legal hold: who may, what it stops, and that it can be seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.services.forget import Forget
from bot.services.keep_longer import KeepLonger
from bot.services.triage import NotAllowedError
from bot.store import erasures, legal_holds, registrations, staff, timeline
from bot.store.sight import PROGRAM
from tests.console.house import VICTIM, House
from tests.house import House as WholeHouse
from tests.house import open_house
from tests.services.people import colleague, trail
from tests.services.test_converse import send_in


async def test_who_oversees_holds_and_lifts_and_it_is_noted(house: House) -> None:
    """On the timeline and in the trail with its reason; doing it twice is noted once."""
    bea, reference = await colleague(house, "bea", "coordinator"), await house.registered(VICTIM)
    service = KeepLonger(store=house.store, clock=house.clock)
    for _ in range(2):
        assert await service.place(bea, reference, "complaint")
    for _ in range(2):
        assert await service.lift(bea, reference)
    assert await trail(house) == [("id-bea", "hold:complaint", reference), ("id-bea", "hold:lifted", reference)]
    events = await house.store.db.read(lambda tx: timeline.events(tx, 1))
    assert [one.kind for one in events] == ["registered", "hold:complaint", "hold:lifted"]


async def test_nobody_else_does_and_only_for_a_reason(house: House) -> None:
    """A member of staff is refused, a reason of one's own too, and an unknown case is not there."""
    anna, bea = await colleague(house, "anna"), await colleague(house, "bea", "coordinator")
    reference = await house.registered(VICTIM)
    service = KeepLonger(store=house.store, clock=house.clock)
    with pytest.raises(NotAllowedError):
        await service.place(anna, reference, "court")
    with pytest.raises(ValueError, match="reason"):
        await service.place(bea, reference, "zomaar")
    assert not await service.place(bea, "HB-2222-2222", "court")
    assert await house.store.db.read(lambda tx: legal_holds.of(tx, 1)) is None


async def lifted(house: WholeHouse, reference: str) -> None:
    """A coordinator lifts the hold."""
    account = await house.store.db.read(lambda tx: staff.by_login(tx, "bea"))
    assert account is not None
    assert await KeepLonger(store=house.store, clock=house.clock).lift(account, reference)


async def test_who_asks_to_be_erased_under_a_hold_waits_and_goes_when_it_is_lifted(tmp_path: Path) -> None:
    """Nothing is erased while it is held, staff see that it was asked, and lifting it erases by itself."""
    async with open_house(tmp_path) as house:
        store = house.store
        await send_in(house.guest("1"))
        (found,) = await house.registrations()
        bea = await store.db.write(
            lambda tx: staff.add(
                tx, id="bea", login="bea", name="Bea", role="coordinator", password_hash="-", now=house.clock()
            )
        )
        service = KeepLonger(store=store, clock=house.clock)
        await service.place(bea, found["reference"], "supervisor")
        case = await store.db.read(lambda tx: registrations.by_reference(tx, store.vault, PROGRAM, found["reference"]))
        assert case is not None
        await store.db.write(lambda tx: erasures.ask(tx, case.participant, reason="asked", now=house.clock()))
        forget = Forget(store, {}, house.clock)
        house.clock.advance(days=400)
        assert await forget.round() == 0
        assert len(await house.registrations()) == 1
        await lifted(house, found["reference"])
        assert await forget.round() == 1
        assert await house.registrations() == []
