"""Who asked to be asked later is left alone until then."""

from __future__ import annotations

from typing import Any

import pytest

from bot.engine.registration import Registration
from bot.services.rest import rest
from bot.services.triage import Triage
from bot.store import registrations, timeline
from bot.store.cases import Case
from bot.store.sight import PROGRAM
from tests.console.house import NOW, House

LATER = {"timing": {"kind": "niet-nu", "ask_again": "2026-09-01"}, "flags": ["nu-niet"]}


async def rests(house: House, answers: dict[str, Any]) -> tuple[bool, Case]:
    """A new case with these answers, and whether it rests."""
    reference = await house.registered(answers)

    def look(tx: Any) -> Case:
        found = registrations.by_reference(tx, house.store.vault, PROGRAM, reference)
        assert found is not None
        return found

    case = await house.store.db.read(look)
    assert case.content is not None
    told = Registration.model_validate_json(case.content)
    resting = await house.store.db.write(lambda tx: rest(tx, case, told, NOW))
    return resting, await house.store.db.read(look)


async def test_it_rests_and_comes_back_by_itself(house: House) -> None:
    """On the morning of the named day the case is new again, for everybody; until then it asks for nobody."""
    resting, case = await rests(house, LATER)
    assert resting
    assert case.status == "waiting"
    assert case.waiting_until is not None
    assert case.waiting_until.isoformat() == "2026-09-01T05:00:00+00:00"
    house.clock.forward(days=183)
    assert await Triage(store=house.store, clock=house.clock).come_back() == 1
    events = await house.store.db.read(lambda tx: timeline.events(tx, case.id))
    assert [(one.kind, one.who) for one in events] == [
        ("registered", "participant"),
        ("status:waiting", "participant"),
        ("status:new", "system"),
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"flags": ["nu-niet", "crisis"]},
        {"flags": ["nu-niet", "druk"]},
        {"timing": {"kind": "niet-nu"}},
        {"timing": {"kind": "niet-nu", "ask_again": "overgeslagen"}},
        {"timing": {"kind": "niet-nu", "ask_again": "2026-03-02"}},
        {"timing": {"kind": "zo-snel-mogelijk", "ask_again": "2026-09-01"}},
    ],
)
async def test_otherwise_somebody_looks_now(house: House, change: dict[str, Any]) -> None:
    """Danger or pressure, no day, a day that has come, or a wish to begin: the case is simply new."""
    resting, case = await rests(house, LATER | change)
    assert not resting
    assert case.status == "new"
