"""Two cases that seem to belong together are shown to who may know, and joined by nobody but staff."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.services.both_sides import MOST, BothSides
from bot.services.triage import NotAllowedError
from bot.store import registrations, sight, timeline
from bot.store.sight import PROGRAM
from bot.store.staff import Account
from tests.console.house import NOW, VICTIM, House
from tests.services.people import colleague, trail

EVENT = {"event_category": "geweld", "time_ago": "maand-tot-jaar", "running_case": "ja"}


async def sees(house: House, who: Account, reference: str) -> list[tuple[str, tuple[str, ...]]]:
    """(reference, reasons) of the candidates beside a case."""
    case = await house.store.db.read(lambda tx: registrations.by_reference(tx, house.store.vault, PROGRAM, reference))
    assert case is not None
    around = await BothSides(store=house.store, clock=house.clock).around(who, case)
    return [(one.case.reference, one.reasons) for one in around.candidates]


async def linked(house: House, who: Account, reference: str) -> list[tuple[str, str]]:
    """(reference, verdict) of what is linked to a case."""
    case = await house.store.db.read(lambda tx: registrations.by_reference(tx, house.store.vault, PROGRAM, reference))
    assert case is not None
    around = await BothSides(store=house.store, clock=house.clock).around(who, case)
    return [(one.reference, link.verdict) for one, link in around.linked]


async def test_the_same_person_after_years_is_a_candidate(house: House) -> None:
    """From the same chat, or with the same telephone number from another one: shown with the reason."""
    bea = await colleague(house, "bea", "coordinator")
    old, new = await house.handed_over("7", [NOW - timedelta(days=900), NOW], {"role": "dader"})
    assert await sees(house, bea, new) == [(old, ("same-chat",))]
    one, other = await house.registered(VICTIM), await house.registered(VICTIM, channel="web")
    assert await sees(house, bea, one) == [(other, ("same-contact",))]
    assert await sees(house, bea, other) == [(one, ("same-contact",))]


@pytest.mark.parametrize(
    ("other", "shown"),
    [
        ({"role": "dader", "circumstances": EVENT}, True),
        ({"role": "verdachte", "circumstances": EVENT}, True),
        ({"role": "slachtoffer", "circumstances": EVENT}, False),
        ({"role": "familie", "circumstances": EVENT}, False),
        ({"role": "dader", "circumstances": EVENT | {"time_ago": "langer-dan-vijf-jaar"}}, False),
        ({"role": "dader", "circumstances": {}}, False),
    ],
)
async def test_the_other_side_with_the_same_hints_is_a_candidate(
    house: House, other: dict[str, Any], shown: bool
) -> None:
    """Only somebody across, about the same kind of thing in the same time."""
    bea = await colleague(house, "bea", "coordinator")
    here = await house.registered({"role": "slachtoffer", "circumstances": EVENT})
    there = await house.registered(other)
    assert await sees(house, bea, here) == ([(there, ("same-hints",))] if shown else [])


async def test_hints_that_fit_many_say_nothing(house: House) -> None:
    """When more cases share the hints than can be looked at, none is shown for them; too long ago does not count."""
    bea = await colleague(house, "bea", "coordinator")
    here = await house.registered({"role": "slachtoffer", "circumstances": EVENT})
    across = {"role": "dader", "circumstances": EVENT}
    await house.registered(across, ago=timedelta(days=500))
    for _ in range(MOST):
        await house.registered(across)
    assert len(await sees(house, bea, here)) == MOST
    await house.registered(across)
    assert await sees(house, bea, here) == []


async def test_a_decision_shows_on_both_and_is_taken_back(house: House) -> None:
    """Nothing is joined before somebody decides; then each shows the other, until it is undone; all of it is noted."""
    bea = await colleague(house, "bea", "coordinator")
    one, other = await house.registered(VICTIM), await house.registered(VICTIM)
    sides = BothSides(store=house.store, clock=house.clock)
    assert await linked(house, bea, one) == []
    assert await sides.decide(bea, one, other, "same-event")
    assert await linked(house, bea, one) == [(other, "same-event")]
    assert await linked(house, bea, other) == [(one, "same-event")]
    assert await sees(house, bea, one) == []
    assert await sides.undo(bea, other, one)
    assert not await sides.undo(bea, other, one)
    assert await linked(house, bea, one) == []
    assert await sees(house, bea, one) == [(other, ("same-contact",))]
    assert sorted(await trail(house)) == sorted(
        (bea.id, what, ref) for what in ("link:same-event", "link:undone") for ref in (one, other)
    )
    events = await house.store.db.read(lambda tx: timeline.events(tx, 1))
    assert [event.kind for event in events][1:] == ["link:same-event", "link:undone"]


async def test_what_was_found_not_to_belong_is_not_shown_again(house: House) -> None:
    """A decision against it is remembered on both, and shows on neither."""
    bea = await colleague(house, "bea", "coordinator")
    one, other = await house.registered(VICTIM), await house.registered(VICTIM)
    await BothSides(store=house.store, clock=house.clock).decide(bea, one, other, "apart")
    for reference in (one, other):
        assert await sees(house, bea, reference) == []
        assert await linked(house, bea, reference) == []


async def test_candidates_and_decisions_are_for_who_may_see_the_case_whole(house: House) -> None:
    """A colleague without the case sees no candidates (they would tell of its contact data) and decides nothing."""
    anna = await colleague(house, "anna")
    one, other = await house.registered(VICTIM), await house.registered(VICTIM)
    sides = BothSides(store=house.store, clock=house.clock)
    assert await sees(house, anna, one) == []
    with pytest.raises(NotAllowedError):
        await sides.decide(anna, one, other, "same-person")
    with pytest.raises(NotAllowedError):
        await sides.undo(anna, one, other)


async def test_a_closed_case_is_neither_candidate_nor_link(house: House) -> None:
    """For who one of the two is closed to, the other stands alone, and a decision about them is about nothing."""
    bea, carla = [await colleague(house, one, "coordinator") for one in ("bea", "carla")]
    one, other = await house.registered(VICTIM), await house.registered(VICTIM)
    sides = BothSides(store=house.store, clock=house.clock)
    await house.store.db.write(lambda tx: sight.close(tx, other, carla.id))
    assert await sees(house, carla, one) == []
    await sides.decide(bea, one, other, "same-event")
    assert await linked(house, carla, one) == []
    assert not await sides.decide(carla, one, other, "apart")
    assert await linked(house, bea, one) == [(other, "same-event")]


async def test_nobody_there_is_no_decision(house: House) -> None:
    """A reference that is nowhere, and one and the same case, change nothing."""
    bea = await colleague(house, "bea", "coordinator")
    one = await house.registered(VICTIM)
    sides = BothSides(store=house.store, clock=house.clock)
    assert not await sides.decide(bea, one, "HB-2222-2222", "same-person")
    with pytest.raises(ValueError, match="itself"):
        await sides.decide(bea, one, one, "same-person")
    assert await trail(house) == []
