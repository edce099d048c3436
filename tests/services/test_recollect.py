"""Who said "not now" is found again years later, if they agreed; and nobody who asked to be erased."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from bot.services import recollect
from bot.services.backup import back_up
from bot.services.forget import Forget
from bot.services.retain import Retain
from bot.services.triage import Triage
from bot.store import erasures, participants, registrations, sight, staff, timeline
from bot.store.expiry import Terms
from bot.store.sight import PROGRAM
from bot.store.staff import Account
from tests.engine.small import TEXTS
from tests.house import House, open_house
from tests.services.test_converse import send_in
from tests.services.test_restore import put_back

GESPREK = "conversations/gesprek.yaml"


def texts(answer: str) -> Mapping[str, str]:
    """The small script, in which "as soon as possible" means "not now" and says whether to remember."""
    said = TEXTS[GESPREK]
    choice = '{id: zo-snel-mogelijk, label: "Zo snel mogelijk"'
    assert choice in said
    other = f'{{id: niet-nu, set: {{memo.onthouden: "{answer}"}}, label: "Zo snel mogelijk"'
    return {**TEXTS, GESPREK: said.replace(choice, other)}


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """Everybody agrees to be remembered."""
    async with open_house(tmp_path, texts=texts("ja")) as opened:
        yield opened


async def colleague(house: House, login: str) -> Account:
    """Somebody who works there."""
    return await house.store.db.write(
        lambda tx: staff.add(
            tx, id=f"id-{login}", login=login, name=login.title(), role="staff", password_hash="-", now=house.clock()
        )
    )


async def gone(house: House, *, reason: str = "retention") -> None:
    """The person of the only case is erased for this reason."""
    store, now = house.store, house.clock()
    (found,) = await house.registrations()
    case = await store.db.read(lambda tx: registrations.by_reference(tx, store.vault, PROGRAM, found["reference"]))
    assert case is not None
    await store.db.write(lambda tx: erasures.ask(tx, case.participant, reason=reason, now=now))
    house.clock.advance(minutes=2)
    assert await Forget(store, {}, house.clock).round() == 1
    assert await house.registrations() == []


async def earlier(house: House) -> list[str]:
    """What the timeline of the only case says about earlier ones."""
    events = await house.store.db.read(
        lambda tx: [
            one.kind
            for row in tx.execute("SELECT id FROM registration").fetchall()
            for one in timeline.events(tx, row["id"])
        ]
    )
    return [kind for kind in events if kind.startswith("earlier:")]


@pytest.mark.parametrize("way", ["same-chat", "same-number"])
async def test_years_later_the_earlier_registration_and_who_had_it_are_found(house: House, way: str) -> None:
    """All rows of then are gone; from the same chat or with the same number the new case names the old one."""
    anna = await colleague(house, "anna")
    await send_in(house.guest("1"))
    (found,) = await house.registrations()
    await Triage(store=house.store, clock=house.clock).claim(anna, found["reference"], 1)
    await gone(house)
    house.clock.advance(days=3 * 365)
    await send_in(house.guest("1" if way == "same-chat" else "2"))
    assert await earlier(house) == [f"earlier:{found['reference']}:2026-11:id-anna"]


async def test_who_did_not_agree_is_not_remembered(tmp_path: Path) -> None:
    """Without a yes nothing outlives the registration."""
    async with open_house(tmp_path, texts=texts("nee")) as house:
        await send_in(house.guest("1"))
        await gone(house)
        await send_in(house.guest("1"))
        assert await earlier(house) == []


@pytest.mark.parametrize("reason", ["asked", "staff"])
async def test_erasing_somebody_takes_it_along(house: House, reason: str) -> None:
    """Asked for, by the person or by staff, nothing is left to find, neither the rows nor the key."""
    await send_in(house.guest("1"))
    await gone(house, reason=reason)
    (left,) = await house.store.db.read(lambda tx: tx.execute("SELECT count(*) FROM not_now").fetchone())
    assert left == 0
    await send_in(house.guest("1"))
    assert await earlier(house) == []


async def test_asking_later_erases_what_was_remembered_from_before(house: House) -> None:
    """Who returns after years and then asks to be erased leaves no trace of then either."""
    await send_in(house.guest("1"))
    await gone(house)
    await send_in(house.guest("2"))  # another chat, the same telephone number
    await gone(house, reason="asked")
    (left,) = await house.store.db.read(lambda tx: tx.execute("SELECT count(*) FROM not_now").fetchone())
    assert left == 0


async def test_changing_ones_mind_counts(house: House) -> None:
    """An amended registration is remembered once; the person can see until when."""
    await send_in(house.guest("1"))
    for one in ("Iets wijzigen", "Ja, dit klopt"):
        await house.guest("1").presses(one)
    (kept,) = await house.store.db.read(lambda tx: tx.execute("SELECT count(*) FROM not_now").fetchone())
    assert kept == 1
    store = house.store
    person = await store.db.read(lambda tx: participants.find(tx, store.vault, "telegram", "1"))
    assert person is not None
    (known,) = await store.db.read(lambda tx: recollect.remembered(tx, store.vault, person.id))
    assert known.expires_at.year == 2031


async def test_what_was_closed_then_is_closed_now(house: House) -> None:
    """The colleague who knew somebody does not see them when they return, nor that they were here before."""
    anna = await colleague(house, "anna")
    await send_in(house.guest("1"))
    (found,) = await house.registrations()
    await house.store.db.write(lambda tx: sight.close(tx, found["reference"], anna.id))
    await gone(house)
    await send_in(house.guest("1"))
    (again,) = await house.registrations()
    assert await house.store.db.read(lambda tx: sight.closed_to(tx, again["reference"])) == [anna.id]


async def test_it_ends_after_its_term(house: House) -> None:
    """Five years later the retention job takes it away, key first."""
    await send_in(house.guest("1"))
    await gone(house)
    retain = Retain(store=house.store, clock=house.clock, notify=house.receive._conversation.notify, terms=Terms())
    house.clock.advance(days=1824)
    await retain.round()
    (kept,) = await house.store.db.read(lambda tx: tx.execute("SELECT count(*) FROM not_now").fetchone())
    assert kept == 1
    house.clock.advance(days=1)
    await retain.round()
    (kept,) = await house.store.db.read(lambda tx: tx.execute("SELECT count(*) FROM not_now").fetchone())
    assert kept == 0
    assert timedelta(days=1825) == recollect.KEPT


async def test_yesterdays_backup_does_not_bring_it_back(tmp_path: Path) -> None:
    """Restored beside today's keys, what was remembered of somebody erased since is not there."""
    async with open_house(tmp_path / "data", texts=texts("ja")) as house:
        await send_in(house.guest("1"))
        await gone(house)
        await back_up(house.store, tmp_path / "b", with_keys=True)
        await send_in(house.guest("1"))
        await gone(house, reason="asked")
    (tmp_path / "new").mkdir()
    (tmp_path / "data" / "keys.db").rename(tmp_path / "new" / "keys.db")
    master = tmp_path / "data" / "master.key"
    await put_back(tmp_path / "new", tmp_path / "b", None, master)
    (tmp_path / "new" / "master.key").write_bytes(master.read_bytes())
    async with open_house(tmp_path / "new", texts=texts("ja")) as house:
        (left,) = await house.store.db.read(lambda tx: tx.execute("SELECT count(*) FROM not_now").fetchone())
    assert left == 0
