"""Closing a case to a colleague, as a service; what it means on every page is in the console's tests."""

from __future__ import annotations

import pytest

from bot.services.close_off import CloseOff, NobodyLeftError
from bot.services.triage import NotAllowedError, Triage
from bot.store import sight, timeline
from tests.console.house import VICTIM, House
from tests.services.people import colleague, trail


async def test_closing_twice_is_noted_once(house: House) -> None:
    """The second time nothing happens; the timeline and the trail say who did it and to whom, once."""
    bea, anna = await colleague(house, "bea", "coordinator"), await colleague(house, "anna")
    reference = await house.registered(VICTIM)
    service = CloseOff(store=house.store, clock=house.clock)
    assert await service.close(bea, reference, anna.id)
    assert await service.close(bea, reference, anna.id)
    assert await trail(house) == [("id-bea", "closed:id-anna", reference)]
    events = await house.store.db.read(lambda tx: timeline.events(tx, 1))
    assert [one.kind for one in events] == ["registered", "closed:id-anna"]


async def test_for_who_it_is_closed_to_there_is_nothing_to_close(house: House) -> None:
    """An unknown case and one that is closed to who asks are the same, also for who oversees."""
    bea, carla = await colleague(house, "bea", "coordinator"), await colleague(house, "carla", "administrator")
    reference = await house.registered(VICTIM)
    service = CloseOff(store=house.store, clock=house.clock)
    assert await service.close(bea, reference, carla.id)
    for asked in (reference, "HB-2222-2222"):
        assert not await service.close(carla, asked, bea.id)
        assert not await service.reopen(carla, asked, carla.id)
    assert await house.store.db.read(lambda tx: sight.closed_to(tx, reference)) == [carla.id]


async def test_somebody_who_oversees_is_always_left(house: House) -> None:
    """The last coordinator or administrator who sees a case cannot be shut out, and not everybody may close one."""
    anna, bram = await colleague(house, "anna"), await colleague(house, "bram")
    bea, reference = await colleague(house, "bea", "coordinator"), await house.registered(VICTIM)
    service = CloseOff(store=house.store, clock=house.clock)
    with pytest.raises(NotAllowedError):
        await service.close(anna, reference, bram.id)
    await Triage(store=house.store, clock=house.clock).claim(anna, reference, 1)
    with pytest.raises(NobodyLeftError):
        await service.close(anna, reference, bea.id)
    await colleague(house, "carla", "administrator")
    assert await service.close(anna, reference, bea.id)
