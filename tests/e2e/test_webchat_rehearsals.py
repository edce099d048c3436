"""Whole conversations with the whole program, in a real browser and by keyboard alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

from tests.e2e.browser import browser, needs_browser, visitor
from tests.journeys.acts import Act, rehearsal, unmet
from tests.journeys.conftest import running, settings

pytestmark = [needs_browser, pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

PLAYED = [("moeder-twee-vormen", 360, 640), ("slachtoffer-brief-nu-niet", 1280, 800)]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def chromium() -> AsyncIterator[Browser]:
    """One browser for all journeys."""
    async with browser() as running_browser:
        yield running_browser


async def chooses(page: Page, label: str) -> None:
    """Go back from the field to an answer with Shift and Tab, and choose it with Enter."""
    await page.locator("#tekst").focus()
    for _ in range(20):
        await page.keyboard.press("Shift+Tab")
        if await page.evaluate("document.activeElement.textContent") == label:
            await page.keyboard.press("Enter")
            return
    raise AssertionError(f"{label} cannot be reached by keyboard")


async def does(page: Page, act: Act) -> None:
    """Do one thing and wait until the conversation has answered it."""
    before = await page.locator("#log .own").count()
    if act.presses is None:
        await page.locator("#tekst").focus()
        await page.keyboard.insert_text(act.does.replace("@web", "").strip())
        await page.keyboard.press("Enter")
    else:
        await chooses(page, act.presses)
    await expect(page.locator("#log .own")).to_have_count(before + 1)
    await expect(page.locator("#log > :last-child")).to_contain_text(act.last_words)


@pytest.mark.parametrize(("name", "width", "height"), PLAYED)
async def test_a_rehearsal_by_keyboard_in_a_browser(
    chromium: Browser, tmp_path: Path, name: str, width: int, height: int
) -> None:
    """What is rehearsed beside the scripts happens just so in a browser, and stands in the queue once."""
    played = rehearsal(name)
    async with running(settings(tmp_path)) as service:
        page, seen = await visitor(chromium, width=width, height=height, reduced_motion="reduce")
        await page.goto(f"{service.address}/")
        await expect(page.locator("#log .bot").first).to_be_visible()
        for act in played.acts:
            if not act.does.startswith("/start"):
                await does(page, act)
        await page.screenshot(path=tmp_path / f"{name}.png")
        assert (await Axe().run(page)).violations_count == 0
        found = await service.documents()

    assert len(found) == 1
    assert unmet(found[0], played.wishes) == {}
    assert seen.console == []
    assert seen.hosts == {service.address.removeprefix("http://")}
