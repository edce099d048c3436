"""The team page: what each holds, passing everything on, accounts; and who has a case open."""

from __future__ import annotations

import re

import pytest

from bot.store import audit, staff
from bot.store.sight import PROGRAM
from tests.console.house import PASSWORD, VICTIM, House, send


async def people(house: House) -> None:
    """A member, a coordinator and an administrator."""
    await house.colleague("anna")
    await house.colleague("bea", "coordinator")
    await house.colleague("carla", "administrator")


async def test_everything_of_an_absent_colleague_goes_in_one_go(house: House) -> None:
    """All open cases move to somebody who is there, each with its row; nothing stays behind."""
    await people(house)
    anna = await house.logged_in("anna")
    references = [await house.registered(VICTIM) for _ in range(3)]
    for reference in references:
        await send(anna, f"/staff/cases/{reference}/claim", {"version": "1"})
    await send(anna, f"/staff/cases/{references[0]}/move", {"version": "2", "status": "unsuitable"})
    bea = await house.logged_in("bea")
    assert "2 open aanmeldingen" in (await bea.get("/staff/team")).text
    assert (await send(bea, "/staff/team/id-anna/hand-over", {"to": "id-bea"})).status_code == 303
    assert [await house.holder(reference) for reference in references] == ["id-anna", "id-bea", "id-bea"]
    rows = await house.store.db.read(lambda tx: audit.entries(tx, PROGRAM))
    assert [row.what for row in rows].count("given") == 2


async def test_lost_laptop_is_shut_out_at_once(house: House) -> None:
    """A coordinator ends all sessions of a colleague; the next click of that browser ends at the door."""
    await people(house)
    anna = await house.logged_in("anna")
    assert (await anna.get("/staff/")).status_code == 200
    await send(await house.logged_in("bea"), "/staff/team/id-anna/end-sessions")
    assert (await anna.get("/staff/")).status_code == 303


async def test_closed_account_and_new_role_count_from_the_next_click(house: House) -> None:
    """An administrator gives another role, closes and opens an account."""
    await people(house)
    anna, carla = await house.logged_in("anna"), await house.logged_in("carla")
    await send(carla, "/staff/team/id-anna/role", {"role": "coordinator"})
    assert (await anna.get("/staff/team")).status_code == 200
    await send(carla, "/staff/team/id-anna/access", {"disabled": "1"})
    assert (await anna.get("/staff/")).status_code == 303
    await send(carla, "/staff/team/id-anna/access", {"disabled": "0"})
    account = await house.store.db.read(lambda tx: staff.by_login(tx, "anna"))
    assert account is not None
    assert not account.disabled


async def test_nobody_changes_their_own_account(house: House) -> None:
    """So that there is always an administrator left."""
    await people(house)
    carla = await house.logged_in("carla")
    for form, data in {
        "role": {"role": "staff"},
        "access": {"disabled": "1"},
        "password": {},
        "second-factor": {},
    }.items():
        assert (await send(carla, f"/staff/team/id-carla/{form}", data)).status_code == 404
    assert (await carla.get("/staff/audit")).status_code == 200


async def test_new_colleague_logs_in_with_the_password_shown_once(house: House) -> None:
    """The page shows a password that works; a login that is taken or odd makes nothing."""
    await people(house)
    carla = await house.logged_in("carla")
    form = {"login": "Dirk.Jan", "name": "Dirk-Jan", "role": "staff"}
    made = await send(carla, "/staff/team/add", form)
    (password,) = re.findall(r'class="secret">([a-z2-9-]{23})<', made.text)
    entered = await send(
        house.browser(), "/staff/login", {"login": "dirk.jan", "password": password}, via="/staff/login"
    )
    assert entered.status_code == 303
    for change in (
        {},
        {"login": "a b"},
        {"login": ""},
        {"login": "nieuw", "name": " "},
        {"login": "n2", "role": "baas"},
    ):
        answer = await send(carla, "/staff/team/add", form | change)
        assert answer.status_code == 400
        assert "secret" not in answer.text


async def test_new_password_replaces_the_old_one(house: House) -> None:
    """After a reset the old password is worth nothing and the new one opens."""
    await people(house)
    made = await send(await house.logged_in("carla"), "/staff/team/id-anna/password")
    (password,) = re.findall(r'class="secret">([a-z2-9-]{23})<', made.text)
    for typed, status in ((PASSWORD, 403), (password, 303)):
        answer = await send(house.browser(), "/staff/login", {"login": "anna", "password": typed}, via="/staff/login")
        assert answer.status_code == status


@pytest.mark.parametrize("form", ["role", "access", "second-factor", "password", "end-sessions"])
async def test_unknown_account_is_nowhere(house: House, form: str) -> None:
    """A guessed account changes nothing."""
    await people(house)
    carla = await house.logged_in("carla")
    answer = await send(carla, f"/staff/team/id-niemand/{form}", {"role": "staff", "disabled": "1"})
    assert answer.status_code == 404


async def test_who_else_is_looking(house: House) -> None:
    """Two with the same case open see each other; who leaves is gone within a minute; asking keeps nobody logged in."""
    await people(house)
    reference = await house.registered(VICTIM)
    anna, bea = await house.logged_in("anna"), await house.logged_in("bea")
    path = f"/staff/cases/{reference}"
    await anna.get(path)
    assert "<bdi>Anna</bdi> kijkt hier nu ook" in (await bea.get(path)).text
    assert (await anna.get(f"{path}/here")).json() == {"others": ["Bea"], "version": 1}
    house.clock.forward(seconds=55)
    assert (await anna.get(f"{path}/here")).json()["others"] == []
    for _ in range(29):
        house.clock.forward(minutes=1)
        await anna.get(f"{path}/here")
    house.clock.forward(minutes=1)
    assert (await anna.get(f"{path}/here")).status_code == 303
