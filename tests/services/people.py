"""Colleagues as the services know them, and what they did."""

from __future__ import annotations

from bot.store import audit, staff
from bot.store.sight import PROGRAM
from bot.store.staff import Account, Role
from tests.console.house import House


async def colleague(house: House, login: str, role: Role = "staff") -> Account:
    """Somebody new with an account."""
    await house.colleague(login, role)
    return await account(house, login)


async def account(house: House, login: str) -> Account:
    """The account as it is now."""
    found = await house.store.db.read(lambda tx: staff.by_login(tx, login))
    assert found is not None
    return found


async def trail(house: House) -> list[tuple[str, str, str]]:
    """(who, what, about what) of everything noted, the oldest first."""
    entries = await house.store.db.read(lambda tx: audit.entries(tx, PROGRAM))
    return [(entry.who, entry.what, entry.ref) for entry in reversed(entries)]
