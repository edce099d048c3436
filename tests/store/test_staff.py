"""Accounts and sessions: who may come in, for how long, and who is put out."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

import pytest

from bot.store import ids, staff
from bot.store.opening import Store
from tests.store.people import NOW, colleague

MINUTE = timedelta(minutes=1)


async def session(store: Store, token: str, now: datetime) -> staff.StaffSession | None:
    """Who is logged in with this token."""
    return await store.db.read(lambda tx: staff.session(tx, token, now))


async def log_in(store: Store, who: str) -> str:
    """A new session's token."""
    token = ids.token()
    await store.db.write(lambda tx: staff.begin_session(tx, who, token, NOW))
    return token


async def test_a_login_is_found_however_it_is_typed(store: Store) -> None:
    """Capitals and spaces around it do not matter, and it is taken once."""
    who = await colleague(store, "anna")
    found = await store.db.read(lambda tx: staff.by_login(tx, " Anna "))
    assert found
    assert (found.id, found.role, found.disabled, found.has_totp) == (who, "staff", False, False)
    assert await store.db.read(lambda tx: staff.by_login(tx, "bram")) is None
    with pytest.raises(sqlite3.IntegrityError):
        await store.db.write(
            lambda tx: staff.add(tx, id="2", login="ANNA", name="A", role="staff", password_hash="-", now=NOW)
        )
    assert [account.login for account in await store.db.read(staff.everybody)] == ["anna"]


async def test_a_password_hash_is_not_shown(store: Store) -> None:
    """Printing an account (in a log, a traceback) does not print its hash."""
    await store.db.write(
        lambda tx: staff.add(tx, id="1", login="a", name="A", role="staff", password_hash="$argon2id$x", now=NOW)
    )
    account = await store.db.read(lambda tx: staff.get(tx, "1"))
    assert account
    assert account.password == "$argon2id$x"
    assert "argon2" not in repr(account)


async def test_a_session_lasts_while_it_is_used(store: Store) -> None:
    """Half an hour without use ends it; use keeps it going until eight hours, whatever happens."""
    who = await colleague(store)
    token = await log_in(store, who)
    assert await session(store, token, NOW + staff.IDLE) is None
    now = NOW
    while now - NOW < staff.LONGEST - 20 * MINUTE:
        now += 20 * MINUTE
        found = await session(store, token, now)
        assert found
        assert found.account.id == who
        await store.db.write(lambda tx, now=now: staff.touch(tx, token, now))  # type: ignore[misc]
    assert await session(store, token, NOW + staff.LONGEST - MINUTE)
    assert await session(store, token, NOW + staff.LONGEST) is None


async def test_a_guessed_token_is_nobody(store: Store) -> None:
    """And the token itself is not in the database."""
    token = await log_in(store, await colleague(store))
    assert await session(store, ids.token(), NOW) is None
    rows = await store.db.read(lambda tx: [tuple(row) for row in tx.execute("SELECT * FROM staff_session")])
    assert token not in repr(rows)


async def test_logging_out_ends_one_session_and_a_colleague_can_end_all(store: Store) -> None:
    """An ended session cannot be touched back to life."""
    who = await colleague(store)
    first, second, third = [await log_in(store, who) for _ in range(3)]
    await store.db.write(lambda tx: staff.end_session(tx, first, NOW))
    await store.db.write(lambda tx: staff.touch(tx, first, NOW))
    assert await session(store, first, NOW) is None
    assert await session(store, second, NOW)
    assert await store.db.write(lambda tx: staff.end_all(tx, who, NOW)) == 2
    assert await session(store, second, NOW) is None
    assert await session(store, third, NOW) is None
    assert await store.db.write(lambda tx: staff.purge_sessions(tx, NOW + 9 * staff.LONGEST)) == 3


async def test_a_closed_account_is_out_at_once(store: Store) -> None:
    """Its sessions end; opening it again does not bring them back."""
    who = await colleague(store)
    token = await log_in(store, who)
    await store.db.write(lambda tx: staff.set_disabled(tx, who, disabled=True, now=NOW))
    assert await session(store, token, NOW) is None
    await store.db.write(lambda tx: staff.set_disabled(tx, who, disabled=False, now=NOW))
    assert await session(store, token, NOW) is None


async def test_a_new_password_ends_all_sessions(store: Store) -> None:
    """And lifts a lock."""
    who = await colleague(store)
    token = await log_in(store, who)
    for _ in range(staff.FREE_ATTEMPTS):
        await store.db.write(lambda tx: staff.record_failure(tx, who, NOW))
    await store.db.write(lambda tx: staff.set_password(tx, who, "nieuw", NOW))
    account = await store.db.read(lambda tx: staff.get(tx, who))
    assert account
    assert (account.password, account.failed, account.locked(NOW)) == ("nieuw", 0, False)
    assert await session(store, token, NOW) is None


async def test_guessing_is_slowed_down_more_and_more(store: Store) -> None:
    """Four slips are free, then the wait doubles up to a quarter of an hour; success clears it."""
    who = await colleague(store)
    waits = []
    for _ in range(14):
        until = await store.db.write(lambda tx: staff.record_failure(tx, who, NOW))
        waits.append(None if until is None else (until - NOW).total_seconds())
    assert waits[:7] == [None, None, None, None, 30, 60, 120]
    assert waits[-1] == 15 * 60
    account = await store.db.read(lambda tx: staff.get(tx, who))
    assert account
    assert account.locked(NOW + 14 * MINUTE)
    assert not account.locked(NOW + 15 * MINUTE)
    await store.db.write(lambda tx: staff.record_success(tx, who))
    account = await store.db.read(lambda tx: staff.get(tx, who))
    assert account
    assert not account.locked(NOW)
    assert await store.db.write(lambda tx: staff.record_failure(tx, "niemand", NOW)) is None


async def test_a_role_counts_from_the_next_request(store: Store) -> None:
    """A session shows the role of now, not of logging in."""
    who = await colleague(store)
    token = await log_in(store, who)
    await store.db.write(lambda tx: staff.set_role(tx, who, "coordinator"))
    found = await session(store, token, NOW)
    assert found
    assert found.account.role == "coordinator"


async def test_a_second_factors_code_works_once(store: Store) -> None:
    """The seed comes back; a time step, or an earlier one, is refused the second time."""
    who = await colleague(store)
    assert await store.db.read(lambda tx: staff.totp(tx, store.vault, who)) is None
    await store.db.write(lambda tx: staff.set_totp(tx, store.vault, who, "JBSWY3DPEHPK3PXP"))
    assert await store.db.read(lambda tx: staff.totp(tx, store.vault, who)) == "JBSWY3DPEHPK3PXP"

    async def use(step: int) -> bool:
        return await store.db.write(lambda tx: staff.use_totp_step(tx, who, step))

    assert [await use(step) for step in (100, 100, 99, 101)] == [True, False, False, True]
    await store.db.write(lambda tx: staff.set_totp(tx, store.vault, who, None))
    assert await store.db.read(lambda tx: staff.totp(tx, store.vault, who)) is None
