"""The second factor: a code counts once, a paper code counts once, and neither can be guessed for long."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest

from bot.services.second_factor import PAPER_CODES, SecondFactor
from bot.services.signin import CODE_TRIES, NeedsCode, Refused, SignIn, Welcome
from bot.store import staff
from bot.store.opening import Store, open_store
from bot.store.staff import Account
from tests.services.test_signin import PASSWORD, Hands, hashed


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A store with one colleague."""
    async with open_store(tmp_path / "data") as opened:
        yield opened


async def anna(store: Store) -> Account:
    """A colleague with a password."""

    def work(tx: sqlite3.Connection) -> Account:
        return staff.add(
            tx, id="anna", login="anna", name="Anna", role="staff", password_hash=hashed(PASSWORD), now=Hands().now
        )

    return await store.db.write(work)


async def with_app(store: Store, clock: Hands) -> tuple[str, tuple[str, ...]]:
    """Anna, with an app on her telephone: its secret and the paper codes."""
    factor = SecondFactor(store=store, clock=clock)
    seed = factor.new_seed()
    codes = await factor.set_up(await anna(store), seed, pyotp.TOTP(seed).at(clock.now))
    assert codes is not None
    clock.now += timedelta(minutes=2)
    return seed, codes


async def halfway(door: SignIn) -> str:
    """Past the password, before the code."""
    answer = await door.log_in("anna", PASSWORD)
    assert isinstance(answer, NeedsCode)
    return answer.halfway


async def test_wrong_code_sets_nothing_up(store: Store) -> None:
    """Only who shows a code of the new secret gets it, so nobody locks themselves out."""
    clock = Hands()
    factor = SecondFactor(store=store, clock=clock)
    account = await anna(store)
    assert await factor.set_up(account, factor.new_seed(), "000000") is None
    assert isinstance(await SignIn(store, clock).log_in("anna", PASSWORD), Welcome)


async def test_code_of_the_app_opens_once(store: Store) -> None:
    """The same code a second time, in another log-in, is refused; the next one is not."""
    clock = Hands()
    seed, _ = await with_app(store, clock)
    door = SignIn(store, clock)
    code = pyotp.TOTP(seed).at(clock.now)
    assert isinstance(await door.with_code(await halfway(door), code), Welcome)
    again = await halfway(door)
    assert isinstance(await door.with_code(again, code), NeedsCode)
    clock.now += timedelta(seconds=30)
    assert isinstance(await door.with_code(again, pyotp.TOTP(seed).at(clock.now)), Welcome)


async def test_telephone_may_be_half_a_minute_off(store: Store) -> None:
    """One step early or late counts, two do not."""
    clock = Hands()
    seed, _ = await with_app(store, clock)
    door = SignIn(store, clock)
    for seconds, expected in ((-60, NeedsCode), (-30, Welcome), (30, Welcome), (60, NeedsCode)):
        code = pyotp.TOTP(seed).at(clock.now + timedelta(seconds=seconds))
        assert isinstance(await door.with_code(await halfway(door), code), expected), seconds


async def test_paper_code_counts_once(store: Store) -> None:
    """However it is typed, a paper code works one time."""
    clock = Hands()
    _, codes = await with_app(store, clock)
    assert len(set(codes)) == PAPER_CODES
    door = SignIn(store, clock)
    typed = codes[0].lower().replace("-", " ")
    assert isinstance(await door.with_code(await halfway(door), typed), Welcome)
    assert isinstance(await door.with_code(await halfway(door), codes[0]), NeedsCode)


async def test_guessing_codes_ends(store: Store) -> None:
    """After a few wrong codes the door is shut, also with the right code, and the account is locked a while."""
    clock = Hands()
    seed, _ = await with_app(store, clock)
    door = SignIn(store, clock)
    start = await halfway(door)
    answers = [await door.with_code(start, "123456") for _ in range(CODE_TRIES)]
    assert answers[-1] == Refused()
    assert await door.with_code(start, pyotp.TOTP(seed).at(clock.now)) == Refused()
    assert await door.log_in("anna", PASSWORD) == Refused()


async def test_code_must_follow_soon(store: Store) -> None:
    """A forgotten half log-in is worth nothing later."""
    clock = Hands()
    seed, _ = await with_app(store, clock)
    door = SignIn(store, clock)
    start = await halfway(door)
    clock.now += timedelta(minutes=6)
    assert await door.with_code(start, pyotp.TOTP(seed).at(clock.now)) == Refused()


async def test_taking_it_away_takes_the_paper_codes_too(store: Store) -> None:
    """After an administrator removed the second factor the password is enough, and no old code is left."""
    clock = Hands()
    await with_app(store, clock)
    factor = SecondFactor(store=store, clock=clock)
    account = await store.db.read(lambda tx: staff.by_login(tx, "anna"))
    assert account is not None
    await factor.take_away(account, by=account)
    assert await factor.codes_left(account) == 0
    assert isinstance(await SignIn(store, clock).log_in("anna", PASSWORD), Welcome)
