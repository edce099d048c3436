"""Finding a case by what is in hand, for who may."""

from __future__ import annotations

import pytest

from bot.services.hand_over import HandOver
from bot.services.search import Search
from bot.services.triage import Triage
from bot.store import sight
from bot.store.staff import Account
from tests.console.house import VICTIM, House
from tests.services.people import colleague


async def found(house: House, who: Account, typed: str) -> list[str]:
    """The references that a search gives."""
    return [case.reference for case in await Search(store=house.store).find(who, typed)]


async def held(house: House, who: Account) -> str:
    """A case that this colleague holds, with a number elsewhere."""
    reference = await house.registered(VICTIM)
    await Triage(store=house.store, clock=house.clock).claim(who, reference, 1)
    await HandOver(store=house.store, clock=house.clock).number(who, reference, "Z-2026 17")
    return reference


@pytest.mark.parametrize("typed", ["06-12345678", "z-202617", " Z-2026 17 ", "{reference}", "{bare}"])
async def test_the_holder_finds_by_everything(house: House, typed: str) -> None:
    """Telephone, number elsewhere and reference, spelled as it comes."""
    anna = await colleague(house, "anna")
    reference = await held(house, anna)
    bare = reference.lower().replace("-", " ")
    assert await found(house, anna, typed.format(reference=reference, bare=bare)) == [reference]


async def test_a_search_tells_nobody_who_is_known_here(house: House) -> None:
    """By number or address a colleague without the case finds nothing, as for somebody unknown; a coordinator does."""
    anna, bram, bea = [
        await colleague(house, one, "staff" if one != "bea" else "coordinator") for one in ("anna", "bram", "bea")
    ]
    reference = await held(house, anna)
    for typed in ("0612345678", "Z-2026 17"):
        assert await found(house, bram, typed) == []
        assert await found(house, bea, typed) == [reference]
    assert await found(house, bram, reference) == [reference]
    assert await found(house, bea, "0687654321") == []


async def test_what_is_closed_is_found_by_nobody_it_is_closed_to(house: House) -> None:
    """For who knows a party no search leads to the case, whatever is typed."""
    anna, bea = await colleague(house, "anna"), await colleague(house, "bea", "coordinator")
    reference = await held(house, anna)
    await house.store.db.write(lambda tx: sight.close(tx, reference, bea.id))
    for typed in (reference, "0612345678", "Z-2026 17"):
        assert await found(house, bea, typed) == []


async def test_a_number_shared_by_many_gives_the_newest(house: House) -> None:
    """A professional's telephone stands on many cases: all of one's own are found, the newest first."""
    anna = await colleague(house, "anna")
    made = [await house.registered(VICTIM) for _ in range(3)]
    triage = Triage(store=house.store, clock=house.clock)
    for reference in made[:2]:
        await triage.claim(anna, reference, 1)
    assert await found(house, anna, "0612345678") == made[1::-1]


async def test_who_was_erased_is_not_found(house: House) -> None:
    """Without a key there is no case to find by number."""
    anna = await colleague(house, "anna")
    reference = await held(house, anna)
    case = await Triage(store=house.store, clock=house.clock).look(anna, reference)
    assert case is not None
    house.store.vault.destroy(case.participant)
    assert await found(house, anna, "0612345678") == []
