"""Handing over to a case system: only when asked, until it arrives or is refused, through any stop."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

import pytest

from bot.channels import Delivery, Sent, TryLater, Undeliverable
from bot.engine.registration import Registration
from bot.services.case_system import PATIENCE, ToCaseSystem
from bot.services.triage import NotAllowedError, Triage
from bot.store import case_deliveries, external, participants, timeline
from bot.store.staff import Account
from tests.console.house import VICTIM, House
from tests.services.people import colleague, trail


@dataclass
class FakeReceiver:
    """A case system that answers what it is told, and then takes everything."""

    answers: list[Delivery] = field(default_factory=list)
    got: list[tuple[str, dict[str, object], int]] = field(default_factory=list)

    async def send(self, delivery: str, body: bytes, at: int) -> Delivery:
        self.got.append((delivery, json.loads(body), at))
        return self.answers.pop(0) if self.answers else Sent()


def way(house: House, receiver: FakeReceiver | None) -> ToCaseSystem:
    """The way to this case system."""
    return ToCaseSystem(store=house.store, clock=house.clock, receiver=receiver)


async def held(house: House) -> tuple[Account, str]:
    """A colleague and the case they hold."""
    anna = await colleague(house, "anna")
    reference = await house.registered(VICTIM)
    await Triage(store=house.store, clock=house.clock).claim(anna, reference, 1)
    return anna, reference


async def kinds(house: House) -> list[str]:
    """What is on the timeline of the first case."""
    return [one.kind for one in await house.store.db.read(lambda tx: timeline.events(tx, 1))]


async def state(house: House) -> str | None:
    """Where the first case is on its way."""
    found = await house.store.db.read(lambda tx: case_deliveries.latest(tx, 1))
    return None if found is None else found.state


async def test_it_goes_when_asked_and_brings_the_number(house: House) -> None:
    """Nothing leaves by itself; asked, the whole registration goes once, and the number of the answer is kept."""
    anna, reference = await held(house)
    receiver = FakeReceiver(answers=[Sent(ref="Z-17")])
    to = way(house, receiver)
    assert await to.round() == 0
    assert await to.give(anna, reference)
    assert await to.give(anna, reference)
    assert [await to.round(), await to.round()] == [1, 0]
    ((_, document, at),) = receiver.got
    assert Registration.model_validate(document).contact.name == "Roos de Wit"
    assert at == int(house.clock().timestamp())
    case = await Triage(store=house.store, clock=house.clock).look(anna, reference)
    assert case is not None
    number = await house.store.db.read(lambda tx: external.number(tx, house.store.vault, case.id, case.participant))
    assert number == "Z-17"
    assert (await kinds(house))[-2:] == ["case-system:asked", "case-system:arrived"]
    noted = [what for _, what, _ in await trail(house)]
    assert noted.count("exported:case-system") == noted.count("case-system:arrived") == 1


async def test_trouble_is_tried_again_with_growing_pauses_until_it_is_given_up(house: House) -> None:
    """The same delivery at the end of each pause and not before; after the last one the case says that it failed."""
    anna, reference = await held(house)
    receiver = FakeReceiver(answers=[TryLater(reason="http-503")] * (len(PATIENCE) + 1))
    to = way(house, receiver)
    await to.give(anna, reference)
    await to.round()
    for pause in PATIENCE:
        house.clock.forward(seconds=pause - 1)
        assert await to.round() == 0
        house.clock.forward(seconds=1)
        assert await to.round() == 1
    assert await state(house) == "failed"
    assert (await kinds(house))[-1] == "case-system:failed"
    assert len({delivery for delivery, _, _ in receiver.got}) == 1
    house.clock.forward(days=9)
    assert await to.round() == 0


async def test_told_to_wait_it_waits_so_long(house: House) -> None:
    """The other side's own wish goes before our pauses."""
    anna, reference = await held(house)
    to = way(house, FakeReceiver(answers=[TryLater(seconds=900, reason="http-429")]))
    await to.give(anna, reference)
    await to.round()
    house.clock.forward(seconds=899)
    assert await to.round() == 0
    house.clock.forward(seconds=1)
    assert await to.round() == 1
    assert await state(house) == "sent"


async def test_refused_is_final_until_somebody_asks_again(house: House) -> None:
    """A refusal stands on the case at once; asked again it is a new delivery."""
    anna, reference = await held(house)
    receiver = FakeReceiver(answers=[Undeliverable(reason="refused")])
    to = way(house, receiver)
    await to.give(anna, reference)
    await to.round()
    assert await state(house) == "failed"
    house.clock.forward(minutes=1)
    await to.give(anna, reference)
    await to.round()
    assert await state(house) == "sent"
    assert len({delivery for delivery, _, _ in receiver.got}) == 2


async def test_only_who_holds_it_and_only_when_there_is_a_system(house: House) -> None:
    """For a colleague without the case, and without a case system, nothing is put in line."""
    anna, reference = await held(house)
    bram = await colleague(house, "bram")
    with pytest.raises(NotAllowedError):
        await way(house, FakeReceiver()).give(bram, reference)
    with pytest.raises(ValueError, match="no case system"):
        await way(house, None).give(anna, reference)
    assert not await way(house, FakeReceiver()).give(anna, "HB-2222-2222")
    assert await way(house, None).round() == 0
    assert await state(house) is None


async def test_who_was_erased_meanwhile_is_not_sent(house: House) -> None:
    """Between asking and sending the person erased everything: nothing leaves."""
    anna, reference = await held(house)
    receiver = FakeReceiver()
    to = way(house, receiver)
    await to.give(anna, reference)
    case = await Triage(store=house.store, clock=house.clock).look(anna, reference)
    assert case is not None
    house.store.vault.destroy(case.participant)
    assert await to.round() == 1
    await house.store.db.write(lambda tx: participants.erase(tx, case.participant))
    assert await to.round() == 0
    assert receiver.got == []
