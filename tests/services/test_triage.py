"""The work on cases, under the pages: one holder, nothing lost, everything noted."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.services.triage import NotAllowedError, Triage
from bot.store import audit, holding, staff, timeline
from bot.store.cases import Changed, Claimed, HeldBy
from bot.store.opening import open_store
from bot.store.sight import PROGRAM
from bot.store.staff import Account
from tests.console.house import VICTIM, House, open_house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A store with people in it."""
    async with open_store(tmp_path / "data") as store, open_house(store) as opened:
        yield opened


async def account(house: House, login: str) -> Account:
    """A colleague as the console knows them."""
    found = await house.store.db.read(lambda tx: staff.by_login(tx, login))
    assert found is not None
    return found


async def test_two_hundred_claims_by_twenty_accounts(house: House) -> None:
    """Of 200 claims at once exactly one colleague gets the case; every other answer names that colleague."""
    reference = await house.registered(VICTIM)
    people = []
    for number in range(20):
        await house.colleague(f"c{number}")
        people.append(await account(house, f"c{number}"))
    triage = Triage(store=house.store, clock=house.clock)
    outcomes = await asyncio.gather(*(triage.claim(one, reference, 1) for _ in range(10) for one in people))
    holder = await house.holder(reference)
    assert holder is not None
    for one, outcome in zip(people * 10, outcomes, strict=True):
        assert outcome == (Claimed(version=2) if one.id == holder else HeldBy(who=holder))
    events = await house.store.db.read(lambda tx: timeline.events(tx, 1))
    assert Counter(event.kind for event in events) == {"registered": 1, "claimed": 1}


async def test_two_changes_from_the_same_version(house: House) -> None:
    """The second of two changes based on one version is told, and changes nothing."""
    await house.colleague("anna")
    anna = await account(house, "anna")
    reference = await house.registered(VICTIM)
    triage = Triage(store=house.store, clock=house.clock)
    await triage.claim(anna, reference, 1)
    first, second = await asyncio.gather(
        triage.move(anna, reference, 2, "contacted"), triage.move(anna, reference, 2, "unsuitable")
    )
    assert not isinstance(first, Changed)
    assert second == Changed(version=3)


async def test_what_did_not_happen_leaves_no_row(house: House) -> None:
    """A refused or outdated change is not in the trail."""
    await house.colleague("anna")
    await house.colleague("bram")
    anna, bram = await account(house, "anna"), await account(house, "bram")
    reference = await house.registered(VICTIM)
    triage = Triage(store=house.store, clock=house.clock)
    await triage.claim(anna, reference, 1)
    with pytest.raises(NotAllowedError):
        await triage.move(bram, reference, 2, "unsuitable")
    await triage.move(anna, reference, 1, "unsuitable")
    await triage.claim(anna, "HB-2222-2222", 1)
    rows = await house.store.db.read(lambda tx: audit.entries(tx, PROGRAM))
    assert [(row.who, row.what) for row in rows] == [("id-anna", "claimed")]


async def test_passing_everything_on_to_nobody_changes_nothing(house: House) -> None:
    """A colleague who is not there, or whose account is closed, cannot be given cases."""
    await house.colleague("anna")
    await house.colleague("bea", "coordinator")
    await house.colleague("weg")
    bea, anna = await account(house, "bea"), await account(house, "anna")
    reference = await house.registered(VICTIM)
    triage = Triage(store=house.store, clock=house.clock)
    await triage.claim(anna, reference, 1)
    await house.store.db.write(lambda tx: staff.set_disabled(tx, "id-weg", disabled=True, now=house.clock()))
    for to in ("id-weg", "id-niemand"):
        with pytest.raises(ValueError, match="no such colleague"):
            await triage.give_all(bea, "id-anna", to)
    with pytest.raises(NotAllowedError):
        await triage.give_all(anna, "id-anna", "id-bea")
    assert await house.store.db.read(lambda tx: holding.counts(tx, PROGRAM)) == {"id-anna": 1}
    assert await triage.give_all(bea, "id-anna", "id-bea") == 0
    assert await house.store.db.read(lambda tx: holding.counts(tx, PROGRAM)) == {"id-bea": 1}
