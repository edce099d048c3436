"""Views of the queue under a name: few, short, and shared only by who oversees."""

from __future__ import annotations

import pytest

from bot.services.keep_view import LONGEST_NAME, MOST, KeepView
from bot.services.triage import NotAllowedError
from bot.store import views
from bot.store.staff import Account
from tests.console.house import House
from tests.services.people import colleague


async def names(house: House, who: Account) -> list[str]:
    return [view.name for view in await house.store.db.read(lambda tx: views.of(tx, house.store.vault, who.id))]


async def test_a_view_is_ones_own_unless_who_oversees_shares_it(house: House) -> None:
    """Shared views stand first for everybody; one's own are seen by nobody else."""
    anna, bea = await colleague(house, "anna"), await colleague(house, "bea", "coordinator")
    keeping = KeepView(store=house.store)
    assert await keeping.keep(anna, "  van mij ", "tab=new", shared=False)
    assert await keeping.keep(bea, "van ons", "flag=druk", shared=True)
    with pytest.raises(NotAllowedError):
        await keeping.keep(anna, "voor iedereen", "tab=new", shared=True)
    assert await names(house, anna) == ["van ons", "van mij"]
    assert await names(house, bea) == ["van ons"]


async def test_only_ones_own_can_be_dropped_or_everybodys_by_who_oversees(house: House) -> None:
    """Not even a coordinator drops a colleague's own view."""
    anna, bea = await colleague(house, "anna"), await colleague(house, "bea", "coordinator")
    keeping = KeepView(store=house.store)
    await keeping.keep(anna, "van mij", "tab=new", shared=False)
    await keeping.keep(bea, "van ons", "flag=druk", shared=True)
    assert not await keeping.drop(bea, 1)
    assert not await keeping.drop(anna, 2)
    assert not await keeping.drop(anna, 99)
    assert await keeping.drop(anna, 1)
    assert await keeping.drop(bea, 2)
    assert await names(house, anna) == []


@pytest.mark.parametrize("name", ["", "  ", "x" * (LONGEST_NAME + 1)])
async def test_a_name_is_there_and_short(house: House, name: str) -> None:
    """Nothing, blanks and long stories are refused."""
    anna = await colleague(house, "anna")
    with pytest.raises(ValueError, match="name"):
        await KeepView(store=house.store).keep(anna, name, "", shared=False)


async def test_there_are_never_more_than_can_be_overseen(house: House) -> None:
    """At the most there is room again after one is dropped."""
    anna = await colleague(house, "anna")
    keeping = KeepView(store=house.store)
    for number in range(MOST):
        assert await keeping.keep(anna, str(number), "", shared=False)
    assert not await keeping.keep(anna, "te veel", "", shared=False)
    assert await keeping.drop(anna, 1)
    assert await keeping.keep(anna, "past weer", "", shared=False)
