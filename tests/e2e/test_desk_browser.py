"""A morning at the desk with the whole program: somebody on Telegram, somebody at the keyboard, and both get answers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pyotp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.app import App
from bot.services.moments import AMSTERDAM
from bot.services.workdays import next_monday
from bot.store import registrations, staff
from bot.store.sight import PROGRAM
from tests.console.house import PASSWORD, hashed
from tests.e2e.browser import browser, needs_browser, visitor
from tests.e2e.keyboard import enter, keys_work, no_barriers, press, tab_to
from tests.fakes.bot_api.people import Person
from tests.fakes.bot_api.server import BotApi
from tests.journeys.acts import rehearsal
from tests.journeys.conftest import running, settings
from tests.journeys.test_telegram import plays

pytestmark = [needs_browser, pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

SEED = pyotp.random_base32()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def chromium() -> AsyncIterator[Browser]:
    """One browser."""
    async with browser() as running_:
        yield running_


def code() -> str:
    """What the app on Sam's telephone shows now."""
    return pyotp.TOTP(SEED).now()


async def hired(app: App) -> None:
    """Sam, with a second factor that was set up on an earlier day."""

    def work(tx: sqlite3.Connection) -> None:
        staff.add(tx, id="sam", login="sam", name="Sam", role="staff", password_hash=hashed(PASSWORD), now=app.clock())
        staff.set_totp(tx, app.store.vault, "sam", SEED)

    await app.store.db.write(work)


async def claimed(page: Page) -> None:
    """Find the case with pressure in the queue and take it."""
    await tab_to(page, "Signaal")
    await page.keyboard.type("Mogelijk")
    await press(page, "Toon")
    await page.wait_for_url("**flag=druk**")
    await keys_work(page)
    await page.keyboard.press("j")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Vrijwilligheid")).to_be_visible()
    await keys_work(page)
    await page.keyboard.press("c")
    await expect(page.get_by_text("Deze aanmelding is nu van jou")).to_be_visible()
    await page.wait_for_load_state()


async def talked(page: Page, bo: Person) -> None:
    """Write to Bo, who reads it in Telegram and writes back; the answer stands on the case."""
    await tab_to(page, "Bericht in de chat")
    await page.keyboard.type("Hoe gaat het nu met je?")
    await press(page, "Verstuur")
    await expect(page.get_by_text("is op weg naar de deelnemer")).to_be_visible()
    seen = await bo.expects("Hoe gaat het nu met je?", timeout=30)
    bo.presses(seen.labels[0])
    await bo.expects("Wat wil je terugschrijven?", timeout=30)
    bo.says("Het gaat wel. Bel maar op dinsdag.")
    await bo.expects("Ik heb het doorgegeven", timeout=30)
    await page.reload()
    await expect(page.get_by_text("Bel maar op dinsdag")).to_be_visible()
    await expect(page.get_by_text("bezorgd", exact=True)).to_be_visible()


async def noted(page: Page) -> None:
    """An attempt to reach Bo."""
    await press(page, "Poging tot contact")
    await tab_to(page, "Toelichting")
    await page.keyboard.type("Ingesproken")
    await press(page, "Schrijf op")
    await expect(page.get_by_text("Ingesproken")).to_be_visible()
    await page.wait_for_load_state()


async def taken_along(page: Page) -> str:
    """The case as JSON and on paper; gives its reference."""
    await press(page, "Op papier of als bestand")
    await tab_to(page, "JSON")
    async with page.expect_download() as downloading:
        await page.keyboard.press("Enter")
    kept = json.loads((await (await downloading.value).path()).read_text())
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name=f"Aanmelding {kept['reference']}")).to_be_visible()
    await no_barriers(page)
    await press(page, "Terug naar de aanmelding")
    await expect(page.get_by_role("heading", name="Tijdlijn")).to_be_visible()
    await page.wait_for_load_state()
    return str(kept["reference"])


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1280, 800)])
async def test_from_the_log_in_to_next_monday(
    chromium: Browser, tmp_path: Path, learnt: Path, width: int, height: int
) -> None:
    """By keyboard alone: second factor, the case with pressure, a talk over Telegram, an attempt, paper, JSON, away."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "learnt").symlink_to(learnt, target_is_directory=True)
    with BotApi() as telegram:
        async with running(settings(tmp_path, telegram)) as service:
            await hired(service.app)
            bo, played = telegram.person("Bo"), rehearsal("onder-druk")
            await plays(bo, played.acts)
            page, seen = await visitor(chromium, width=width, height=height)
            await enter(page, f"{service.address}/staff", "sam", PASSWORD, code)
            await claimed(page)
            await no_barriers(page)
            await talked(page, bo)
            await noted(page)
            reference = await taken_along(page)
            await press(page, "Wegleggen tot een dag")
            await press(page, "Leg weg")
            await expect(page.get_by_text("komt op die dag vanzelf terug")).to_be_visible()
            await page.context.close()  # it asks by itself who else is there, and soon nobody answers
            store = service.app.store
            case = await store.db.read(lambda tx: registrations.by_reference(tx, store.vault, PROGRAM, reference))
            bo.says("/status")
            await bo.expects("wacht even", timeout=30)
    assert case is not None
    assert case.waiting_until is not None
    today = service.app.clock().date()
    assert case.waiting_until.astimezone(AMSTERDAM).date() == next_monday(today)
    assert not seen.console
    assert len(seen.hosts) == 1
