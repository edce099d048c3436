"""A colleague's Telegram becomes theirs with a code that works once, shortly, and cannot be guessed."""

from __future__ import annotations

import pytest

from bot.services.link_telegram import LASTS, MOST_MISSES, MOST_MISSES_TOGETHER, LinkTelegram, colleague, redeem
from bot.store import staff
from bot.store.staff import Account
from tests.console.house import House
from tests.services.people import colleague as somebody
from tests.services.people import trail


async def send(house: House, code: str, address: str = "7") -> Account | None:
    """Somebody sends a code from this address."""
    return await house.store.db.write(lambda tx: redeem(tx, house.store.vault, address, code, house.clock()))


async def linked(house: House, address: str = "7") -> Account | None:
    """Whose address it is."""
    return await house.store.db.read(lambda tx: colleague(tx, house.store.vault, address))


@pytest.mark.parametrize("typed", ["{code}", " {code} ", "{low}", "{bare}"])
async def test_the_code_links_however_it_is_typed(house: House, typed: str) -> None:
    """Capitals, dash and spaces do not matter; the link and its end are in the trail."""
    anna = await somebody(house, "anna")
    link = LinkTelegram(store=house.store, clock=house.clock)
    code = await link.offer(anna)
    found = await send(house, typed.format(code=code, low=code.lower(), bare=code.replace("-", "")))
    assert found is not None
    assert found.id == anna.id
    assert await link.since(anna) == house.clock()
    await link.unlink(anna)
    assert await linked(house) is None
    assert [what for _, what, _ in await trail(house)] == ["telegram-code", "telegram-linked", "telegram-unlinked"]


async def test_a_code_works_once_and_not_for_long(house: House) -> None:
    """A second use and a use after ten minutes are refused alike."""
    anna = await somebody(house, "anna")
    link = LinkTelegram(store=house.store, clock=house.clock)
    code = await link.offer(anna)
    assert await send(house, code) is not None
    assert await send(house, code, "8") is None
    code = await link.offer(anna)
    house.clock.forward(seconds=LASTS.total_seconds())
    assert await send(house, code, "8") is None
    assert await linked(house, "8") is None


async def test_guessing_is_cut_off(house: House) -> None:
    """After five wrong codes from one chat even the right one is refused there for an hour, and nowhere else."""
    anna = await somebody(house, "anna")
    link = LinkTelegram(store=house.store, clock=house.clock)
    for _ in range(MOST_MISSES):
        assert await send(house, "ZZZZ-ZZZZ") is None
    code = await link.offer(anna)
    assert await send(house, code) is None
    house.clock.forward(minutes=5)
    assert await send(house, code, "8") is not None
    house.clock.forward(hours=1)
    assert await send(house, await link.offer(anna)) is not None


async def test_guessing_from_many_chats_is_cut_off(house: House) -> None:
    """A hundred wrong codes in an hour, each from elsewhere, close the door for everybody."""
    anna = await somebody(house, "anna")
    for number in range(MOST_MISSES_TOGETHER):
        await send(house, "ZZZZ-ZZZZ", f"1{number}")
    assert await send(house, await LinkTelegram(store=house.store, clock=house.clock).offer(anna)) is None


async def test_a_closed_account_has_no_telegram(house: House) -> None:
    """Neither an open code nor a link of earlier is worth anything once the account is closed."""
    anna = await somebody(house, "anna")
    link = LinkTelegram(store=house.store, clock=house.clock)
    assert await send(house, await link.offer(anna)) is not None
    code = await link.offer(anna)
    await house.store.db.write(lambda tx: staff.set_disabled(tx, anna.id, disabled=True, now=house.clock()))
    assert await linked(house) is None
    assert await send(house, code) is None
