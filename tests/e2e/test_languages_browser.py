"""The conversation in other languages, with the whole program and in a real browser."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, expect

from tests.e2e.browser import browser, needs_browser, visitor
from tests.journeys.conftest import running, settings

pytestmark = [needs_browser, pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def chromium() -> AsyncIterator[Browser]:
    """One browser for all tests."""
    async with browser() as running_browser:
        yield running_browser


async def test_a_browser_in_english_begins_in_english_and_the_page_follows_a_change(
    chromium: Browser, tmp_path: Path
) -> None:
    """The first words, the buttons and the page around them; after "u graag" all of it in Dutch with u, and back again."""
    async with running(settings(tmp_path)) as service:
        page, seen = await visitor(chromium, width=360, height=640, locale="en-GB", reduced_motion="reduce")
        await page.goto(f"{service.address}/")
        await expect(page.locator("#rows")).to_contain_text("I want to sign up")
        await expect(page.locator("html")).to_have_attribute("lang", "en")
        await expect(page.get_by_role("button", name="Send")).to_be_visible()
        assert (await Axe().run(page)).violations_count == 0
        for words, code, button, question in (
            ("u graag", "nl-formal", "Verstuur", "Waar kan ik u mee helpen?"),
            ("english", "en", "Send", "What can I help you with?"),
        ):
            await page.locator("#tekst").fill(words)
            await page.keyboard.press("Enter")
            await expect(page.locator("html")).to_have_attribute("data-language", code)
            await expect(page.locator("#log > :last-child")).to_contain_text(question)
            await expect(page.get_by_role("button", name=button)).to_be_visible()
        assert (await Axe().run(page)).violations_count == 0
    assert seen.console == []
    assert seen.hosts == {service.address.removeprefix("http://")}
