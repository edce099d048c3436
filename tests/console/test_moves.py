"""What can be done with a case through its page: contact, resting, finishing, passing on, notes."""

from __future__ import annotations

import pytest

from bot.services.triage import Triage
from bot.store import audit, registrations
from bot.store.sight import PROGRAM
from tests.console.house import VICTIM, House, send


async def held(house: House, login: str = "anna") -> tuple[str, str]:
    """A case that this colleague holds: its address and reference."""
    await house.colleague(login)
    reference = await house.registered(VICTIM)
    await send(await house.logged_in(login), f"/staff/cases/{reference}/claim", {"version": "1"})
    return f"/staff/cases/{reference}", reference


async def status(house: House, reference: str) -> str:
    """The status a case has."""
    case = await house.store.db.read(lambda tx: registrations.by_reference(tx, house.store.vault, PROGRAM, reference))
    assert case is not None
    return case.status


async def test_contact_that_worked_moves_the_case(house: House) -> None:
    """Who spoke to somebody writes down how; the case has been in contact and the timeline says so."""
    path, reference = await held(house)
    anna = await house.logged_in("anna")
    form = {"way": "phone", "result": "reached", "text": "belt zelf terug"}
    assert (await send(anna, f"{path}/attempt", form)).status_code == 303
    assert await status(house, reference) == "contacted"
    page = (await anna.get(path)).text
    assert "Gebeld: gesproken" in page
    assert "belt zelf terug" in page


async def test_contact_that_failed_leaves_the_case(house: House) -> None:
    """Not reached is on the timeline, and the service clock keeps running."""
    path, reference = await held(house)
    anna = await house.logged_in("anna")
    await send(anna, f"{path}/attempt", {"way": "phone", "result": "none"})
    assert await status(house, reference) == "claimed"
    assert "Gebeld: niet bereikt" in (await anna.get(path)).text


async def test_put_away_until_a_day_it_returns_by_itself(house: House) -> None:
    """A resting case is back with its holder on the morning of the day, and not before."""
    path, reference = await held(house)
    anna = await house.logged_in("anna")
    await send(anna, f"{path}/move", {"version": "2", "status": "waiting", "until": "2026-03-09"})
    assert await status(house, reference) == "waiting"
    assert "tot <time datetime='2026-03-09'>" in (await anna.get(path)).text
    triage = Triage(store=house.store, clock=house.clock)
    house.clock.forward(days=6)
    assert await triage.come_back() == 0
    house.clock.forward(days=1)
    assert await triage.come_back() == 1
    assert await triage.come_back() == 0
    assert await status(house, reference) == "claimed"
    assert await house.holder(reference) == "id-anna"


@pytest.mark.parametrize("day", ["", "2026-03-02", "2026-02-30", "2020-01-01", "morgen"])
async def test_a_day_of_return_must_be_a_later_day(house: House, day: str) -> None:
    """Without a usable day nothing changes, and the page says what is missing."""
    path, reference = await held(house)
    anna = await house.logged_in("anna")
    answer = await send(anna, f"{path}/move", {"version": "2", "status": "waiting", "until": day})
    assert answer.headers["location"].endswith("told=no-day")
    assert await status(house, reference) == "claimed"


@pytest.mark.parametrize("wrong", ["new", "withdrawn", "erased", ""])
async def test_some_statuses_are_not_given_by_hand(house: House, wrong: str) -> None:
    """Withdrawing is the participant's, and a made-up status is nobody's."""
    path, reference = await held(house)
    answer = await send(await house.logged_in("anna"), f"{path}/move", {"version": "2", "status": wrong})
    assert answer.status_code == 400
    assert await status(house, reference) == "claimed"


async def test_colleague_without_the_case_can_change_nothing(house: House) -> None:
    """Every form of a case that somebody else holds is nowhere for a colleague."""
    path, reference = await held(house)
    await house.colleague("bram")
    bram = await house.logged_in("bram")
    for form, data in {
        "move": {"status": "unsuitable"},
        "give": {"to": "id-bram"},
        "note": {"text": "hallo"},
        "attempt": {"way": "phone", "result": "none"},
        "release": {},
        "message": {"text": "hallo"},
    }.items():
        answer = await send(bram, f"{path}/{form}", {"version": "2"} | data)
        assert answer.status_code == 404, form
    assert await status(house, reference) == "claimed"
    assert await house.holder(reference) == "id-anna"


async def test_notes_are_for_who_may_see_contact_data(house: House) -> None:
    """A note may name people: colleagues see that it is there, the holder reads it."""
    path, _ = await held(house)
    await house.colleague("bram")
    anna, bram = await house.logged_in("anna"), await house.logged_in("bram")
    await send(anna, f"{path}/note", {"text": "Zus Karin <b>belt</b>\r\nmorgen"})
    mine, theirs = (await anna.get(path)).text, (await bram.get(path)).text
    assert "Zus Karin &lt;b&gt;belt&lt;/b&gt;\nmorgen" in mine
    assert "Karin" not in theirs
    assert "Notitie" in theirs


async def test_given_to_a_colleague_it_is_theirs(house: House) -> None:
    """Passing on moves the case with its rights; a colleague who is not there cannot get it."""
    path, reference = await held(house)
    await house.colleague("bram")
    anna = await house.logged_in("anna")
    assert (await send(anna, f"{path}/give", {"version": "2", "to": "id-niemand"})).status_code == 400
    assert (await send(anna, f"{path}/give", {"version": "2", "to": "id-bram"})).status_code == 303
    assert await house.holder(reference) == "id-bram"
    page = (await anna.get(path)).text
    assert "Gegeven aan Bram" in page
    assert "Roos" not in page


async def test_every_change_leaves_a_row(house: House) -> None:
    """Whatever is done to a case is in the audit trail, in order, without content."""
    path, reference = await held(house)
    anna = await house.logged_in("anna")
    await send(anna, f"{path}/note", {"text": "geheim"})
    await send(anna, f"{path}/move", {"version": "2", "status": "contacted"})
    await send(anna, f"{path}/release", {"version": "3"})
    rows = await house.store.db.read(lambda tx: audit.entries(tx, PROGRAM, ref=reference))
    assert [row.what for row in reversed(rows)] == ["claimed", "noted", "status:contacted", "released"]
