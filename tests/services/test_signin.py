"""The door of the console, without its pages."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from bot.services.signin import AT_ONCE, IN_LINE, Refused, SignIn, Welcome
from bot.store import staff
from bot.store.opening import Store, open_store
from bot.store.passwords import hash_password

PASSWORD = "een lange zin als wachtwoord"
hashed = cache(hash_password)


class Hands:
    """A clock with hands to move."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A store with one colleague."""

    def anna(tx: sqlite3.Connection) -> None:
        staff.add(
            tx, id="anna", login="anna", name="Anna", role="staff", password_hash=hashed(PASSWORD), now=Hands().now
        )

    async with open_store(tmp_path / "data") as opened:
        await opened.db.write(anna)
        yield opened


async def test_five_mistakes_lock_for_a_while(store: Store) -> None:
    """After five mistakes even the right password is refused, and half a minute later it is not."""
    clock = Hands()
    door = SignIn(store, clock)
    for _ in range(5):
        assert await door.log_in("anna", "mis") == Refused()
    assert await door.log_in("anna", PASSWORD) == Refused()
    clock.now += timedelta(seconds=31)
    assert isinstance(await door.log_in("anna", PASSWORD), Welcome)


async def test_knocking_while_locked_does_not_lengthen_the_lock(store: Store) -> None:
    """A stranger who keeps trying cannot keep a colleague out for ever."""
    clock = Hands()
    door = SignIn(store, clock)
    for _ in range(8):
        await door.log_in("anna", "mis")
    account = await store.db.read(lambda tx: staff.by_login(tx, "anna"))
    assert account is not None
    assert account.failed == 5


async def test_a_crowd_is_told_to_wait(store: Store) -> None:
    """Beyond the short line nothing is checked, so that guessing in bulk costs us nothing."""
    door = SignIn(store, Hands())
    answers = await asyncio.gather(*(door.log_in("niemand", "mis") for _ in range(IN_LINE + 5)))
    assert answers.count(Refused(busy=True)) == 5
    assert AT_ONCE < IN_LINE


async def test_disabled_account_stays_out(store: Store) -> None:
    """Who left cannot log in with the right password."""
    door = SignIn(store, Hands())
    await store.db.write(lambda tx: staff.set_disabled(tx, "anna", disabled=True, now=Hands().now))
    assert await door.log_in("anna", PASSWORD) == Refused()


async def test_each_log_in_has_its_own_token(store: Store) -> None:
    """Two log-ins give two sessions; logging out of one leaves the other."""
    door = SignIn(store, Hands())
    first, second = [await door.log_in("anna", PASSWORD) for _ in range(2)]
    assert isinstance(first, Welcome)
    assert isinstance(second, Welcome)
    assert first.token != second.token
    await door.log_out(first.token)
    assert await door.who(first.token) is None
    assert await door.who(second.token) is not None
