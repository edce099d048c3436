"""The console in a real browser: a morning's work by keyboard alone, on a phone and on a desk, and nothing for axe."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.server import bind, serve
from bot.services.second_factor import SecondFactor
from bot.services.triage import Triage
from bot.services.wire import unpack
from bot.store import outbox, registrations, staff
from bot.store.opening import open_store
from bot.store.sight import PROGRAM
from tests.console.house import PASSWORD, VICTIM, House, open_house
from tests.e2e import keyboard
from tests.e2e.browser import browser, needs_browser, visitor
from tests.e2e.keyboard import keys_work, no_barriers, press, tab_to

pytestmark = [needs_browser, pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

SIZES = [(360, 740), (1280, 800)]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def chromium() -> AsyncIterator[Browser]:
    """One browser; every colleague has a window of their own."""
    async with browser() as running:
        yield running


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A console at a real address, with work waiting."""

    house: House
    url: str
    pressed: str
    totp: str


@pytest_asyncio.fixture(loop_scope="module")
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """A console with a coordinator who has a second factor, a colleague, and three registrations."""
    async with open_store(tmp_path / "data") as store, open_house(store) as house, _served(house) as url:
        await house.colleague("anna", "administrator", "Anna Visser")
        await house.colleague("bram", "staff", "Bram de Boer")
        seed = await _with_second_factor(house, "anna")
        await house.registered({"role": "dader", "flags": ["crisis"]}, ago=timedelta(days=9))
        pressed = await house.registered(VICTIM, ago=timedelta(days=3))
        await house.registered({"role": "dader", "flags": ["tolk"]})
        yield Desk(house=house, url=f"{url}/staff", pressed=pressed, totp=seed)


@asynccontextmanager
async def _served(house: House) -> AsyncIterator[str]:
    listener, stop = bind("127.0.0.1", 0), asyncio.Event()
    serving = asyncio.create_task(serve(house.app, listener, stop))
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        stop.set()
        await serving


async def _with_second_factor(house: House, login: str) -> str:
    factor = SecondFactor(store=house.store, clock=house.clock)
    seed = factor.new_seed()
    account = await house.store.db.read(lambda tx: staff.by_login(tx, login))
    assert account is not None
    assert await factor.set_up(account, seed, pyotp.TOTP(seed).at(house.clock())) is not None
    house.clock.forward(minutes=2)
    return seed


async def enter(page: Page, desk: Desk) -> None:
    """Anna logs in."""
    await keyboard.enter(page, desk.url, "anna", PASSWORD, lambda: pyotp.TOTP(desk.totp).at(desk.house.clock()))


@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_a_mornings_work_by_keyboard(chromium: Browser, desk: Desk, width: int, height: int) -> None:
    """Log in, find the case with pressure, take it, write to the person, note an attempt, paper and JSON, put away."""
    page, seen = await visitor(chromium, width=width, height=height)
    await enter(page, desk)

    await tab_to(page, "Signaal")
    await page.keyboard.type("Mogelijk")
    await press(page, "Toon")
    await page.wait_for_url("**flag=druk**")
    await keys_work(page)
    await page.keyboard.press("j")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name=desk.pressed)).to_be_visible()
    await keys_work(page)

    await page.keyboard.press("c")
    await expect(page.get_by_text("Deze aanmelding is nu van jou")).to_be_visible()
    await page.wait_for_load_state()
    await tab_to(page, "Bericht in de chat")
    await page.keyboard.type("Wanneer komt het jou uit? j c u blijven letters.")
    await press(page, "Verstuur")
    await expect(page.get_by_text("is op weg naar de deelnemer")).to_be_visible()
    await page.wait_for_load_state()

    await press(page, "Poging tot contact")
    await tab_to(page, "Toelichting")
    await page.keyboard.type("Nog niet gesproken")
    await press(page, "Schrijf op")
    await expect(page.get_by_text("Nog niet gesproken")).to_be_visible()
    await page.wait_for_load_state()

    await press(page, "Op papier of als bestand")
    await tab_to(page, "JSON")
    async with page.expect_download() as downloading:
        await page.keyboard.press("Enter")
    kept = json.loads((await (await downloading.value).path()).read_text())
    assert kept["reference"] == desk.pressed
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name=f"Aanmelding {desk.pressed}")).to_be_visible()
    await no_barriers(page)

    await press(page, "Terug naar de aanmelding")
    await expect(page.get_by_role("heading", name="Tijdlijn")).to_be_visible()
    await page.wait_for_load_state()
    await press(page, "Wegleggen tot een dag")
    await press(page, "Leg weg")
    await expect(page.get_by_text("komt op die dag vanzelf terug")).to_be_visible()

    assert not seen.console
    assert len(seen.hosts) == 1
    await _was_done(desk)


async def _was_done(desk: Desk) -> None:
    """What the keyboard did, as it stands in the store: sent, and resting until the person's own day."""
    store = desk.house.store
    (message,) = await store.db.write(lambda tx: outbox.claim(tx, store.vault, desk.house.clock(), 5))
    assert "Wanneer komt het jou uit? j c u blijven letters." in unpack(message.content).text
    case = await store.db.read(lambda tx: registrations.by_reference(tx, store.vault, PROGRAM, desk.pressed))
    assert case is not None
    assert case.status == "waiting"
    assert case.waiting_until is not None
    assert case.waiting_until.date().isoformat() == "2026-09-01", "the day the person asked to wait for"


async def test_the_sheet_of_keys_is_for_everybody(chromium: Browser, desk: Desk) -> None:
    """The dialog that tells which keys there are opens with a key and has no barrier."""
    page, seen = await visitor(chromium)
    await enter(page, desk)
    await page.keyboard.press("?")
    await expect(page.get_by_role("dialog", name="Toetsen")).to_be_visible()
    await no_barriers(page)
    assert not seen.console


async def test_keys_can_be_switched_off(chromium: Browser, desk: Desk) -> None:
    """Who switches the keys off can press any letter without anything happening."""
    page, _ = await visitor(chromium)
    await enter(page, desk)
    await page.keyboard.press("?")
    await tab_to(page, "Toetsen gebruiken")
    await page.keyboard.press("Space")
    await page.keyboard.press("Escape")
    await page.goto(f"{desk.url}/cases/{desk.pressed}")
    await page.keyboard.press("c")
    await page.keyboard.press("u")
    await page.goto(f"{desk.url}/cases/{desk.pressed}")
    assert await desk.house.holder(desk.pressed) is None


async def test_works_without_script(chromium: Browser, desk: Desk) -> None:
    """Everything is a form and a page: taking a case and giving it back need no script at all."""
    page, _ = await visitor(chromium, java_script_enabled=False)
    await enter(page, desk)
    await page.get_by_role("link", name=desk.pressed).click()
    await page.get_by_role("button", name="Oppakken").click()
    await expect(page.get_by_text("Roos de Wit")).to_be_visible()
    await page.get_by_role("button", name="Teruggeven").click()
    await expect(page.get_by_text("staat weer in de wachtrij")).to_be_visible()


async def test_colleague_who_was_first_is_named(chromium: Browser, desk: Desk) -> None:
    """Two have the case open; the second to press is told who has it, and sees it without pressing after a while."""
    page, _ = await visitor(chromium)
    await enter(page, desk)
    await page.goto(f"{desk.url}/cases/{desk.pressed}")
    bram = await desk.house.store.db.read(lambda tx: staff.by_login(tx, "bram"))
    assert bram is not None
    await Triage(store=desk.house.store, clock=desk.house.clock).claim(bram, desk.pressed, 1)
    await page.keyboard.press("c")
    await expect(page.get_by_role("heading", name="Bram de Boer was net iets eerder")).to_be_visible()
    await no_barriers(page)
