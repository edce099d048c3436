"""Accounts of staff: by administrators, never their own, and always somebody left."""

from __future__ import annotations

import asyncio

import pytest

from bot.services.accounts import LONGEST_NAME, Accounts
from bot.services.triage import NotAllowedError
from bot.store import staff
from bot.store.passwords import check_password
from tests.console.house import House
from tests.services.people import account, colleague, trail


def accounts(house: House) -> Accounts:
    return Accounts(store=house.store, clock=house.clock)


async def test_a_new_colleague_gets_a_password_that_fits(house: House) -> None:
    """The login is kept in small letters, the password only as a hash, and the trail names the role."""
    chief = await colleague(house, "chef", "administrator")
    made = await accounts(house).add(chief, "  Noor.B ", " Noor ", "coordinator")
    assert made is not None
    noor = await account(house, "noor.b")
    assert (noor.name, noor.role) == ("Noor", "coordinator")
    assert check_password(noor.password, made.password)
    assert made.password not in repr(made)
    assert await trail(house) == [(chief.id, "account-added:coordinator", noor.id)]


async def test_a_login_is_given_once(house: House) -> None:
    """A second account with the same login, however it is typed, is not made."""
    chief = await colleague(house, "chef", "administrator")
    assert await accounts(house).add(chief, "CHEF", "Ander", "staff") is None
    assert len(await house.store.db.read(staff.everybody)) == 1
    assert await trail(house) == []


@pytest.mark.parametrize(
    ("login", "name", "role"),
    [
        ("", "Noor", "staff"),
        ("-", "Noor", "staff"),
        ("noor b", "Noor", "staff"),
        ("noör", "Noor", "staff"),
        ("noor", " ", "staff"),
        ("noor", "Noor", "directeur"),
        ("n" * (LONGEST_NAME + 1), "Noor", "staff"),
        ("noor", "N" * (LONGEST_NAME + 1), "staff"),
    ],
)
async def test_what_cannot_be_an_account_is_refused(house: House, login: str, name: str, role: str) -> None:
    """Logins are letters, digits, dots and hyphens; names are there and short; roles exist."""
    chief = await colleague(house, "chef", "administrator")
    with pytest.raises(ValueError, match=r".*"):
        await accounts(house).add(chief, login, name, role)
    assert len(await house.store.db.read(staff.everybody)) == 1


async def test_only_administrators_change_accounts(house: House) -> None:
    """A coordinator may log a colleague out, and nothing more; staff may not even that."""
    bea, anna = await colleague(house, "bea", "coordinator"), await colleague(house, "anna")
    whose = accounts(house)
    for forbidden in (
        whose.add(bea, "x", "X", "staff"),
        whose.set_role(bea, anna.id, "administrator"),
        whose.set_disabled(bea, anna.id, disabled=True),
        whose.new_password(bea, anna.id),
        whose.remove_second_factor(bea, anna.id),
        whose.end_sessions(anna, bea.id),
    ):
        with pytest.raises(NotAllowedError):
            await forbidden
    await house.logged_in("anna")
    await whose.end_sessions(bea, anna.id)
    assert await house.store.db.read(lambda tx: staff.open_sessions(tx, house.clock())) == {}
    assert await trail(house) == [(bea.id, "sessions-ended", anna.id)]


async def test_nobody_changes_their_own_account(house: House) -> None:
    """So that an administrator cannot lock themselves out, or in."""
    chief = await colleague(house, "chef", "administrator")
    whose = accounts(house)
    for forbidden in (
        whose.set_role(chief, chief.id, "staff"),
        whose.set_disabled(chief, chief.id, disabled=True),
        whose.new_password(chief, chief.id),
        whose.remove_second_factor(chief, chief.id),
    ):
        with pytest.raises(NotAllowedError):
            await forbidden


async def test_two_administrators_cannot_remove_each_other_at_once(house: House) -> None:
    """Who came second is no administrator any more, so that there is always one left."""
    one, other = await colleague(house, "een", "administrator"), await colleague(house, "twee", "administrator")
    whose = accounts(house)
    outcomes = await asyncio.gather(
        whose.set_role(one, other.id, "staff"), whose.set_disabled(other, one.id, disabled=True), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes].count(NotAllowedError) == 1
    left = [who for who in await house.store.db.read(staff.everybody) if who.role == "administrator"]
    assert any(not who.disabled for who in left)


async def test_a_closed_account_is_logged_out_and_can_be_opened_again(house: House) -> None:
    """Closing ends the sessions at once; opening again does not bring them back."""
    chief, anna = await colleague(house, "chef", "administrator"), await colleague(house, "anna")
    await house.logged_in("anna")
    await accounts(house).set_disabled(chief, anna.id, disabled=True)
    assert (await account(house, "anna")).disabled
    await accounts(house).set_disabled(chief, anna.id, disabled=False)
    assert not (await account(house, "anna")).disabled
    assert await house.store.db.read(lambda tx: staff.open_sessions(tx, house.clock())) == {}
    assert [what for _, what, _ in await trail(house)] == ["account-disabled", "account-enabled"]


async def test_a_new_password_takes_the_place_of_the_old(house: House) -> None:
    """The old one no longer fits, and whoever was logged in with it is out."""
    chief, anna = await colleague(house, "chef", "administrator"), await colleague(house, "anna")
    await house.logged_in("anna")
    made = await accounts(house).new_password(chief, anna.id)
    now = await account(house, "anna")
    assert check_password(now.password, made.password)
    assert now.password != anna.password
    assert await house.store.db.read(lambda tx: staff.open_sessions(tx, house.clock())) == {}


async def test_an_unknown_account_or_role_changes_nothing(house: House) -> None:
    """Neither leaves a trace in the trail."""
    chief, anna = await colleague(house, "chef", "administrator"), await colleague(house, "anna")
    whose = accounts(house)
    for impossible in (
        whose.set_role(chief, anna.id, "directeur"),
        whose.set_role(chief, "niemand", "staff"),
        whose.end_sessions(chief, "niemand"),
        whose.remove_second_factor(chief, "niemand"),
    ):
        with pytest.raises(ValueError, match=r"directeur|niemand"):
            await impossible
    assert await trail(house) == []
    await whose.set_role(chief, anna.id, "coordinator")
    assert (await account(house, "anna")).role == "coordinator"
