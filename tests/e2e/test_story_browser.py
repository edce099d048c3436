"""The page on which somebody tells more, as it is met on a telephone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

from tests.channels.test_webchat_story import Stories
from tests.e2e.browser import LEAVE, browser, needs_browser, served, visitor

pytestmark = [needs_browser, pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def chromium() -> AsyncIterator[Browser]:
    """One browser for all."""
    async with browser() as running:
        yield running


async def no_barriers(page: Page) -> None:
    """No accessibility rule is broken on the page as it is now."""
    results = await Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", [360, 1280])
async def test_somebody_tells_their_story_once(chromium: Browser, tmp_path: Path, width: int) -> None:
    """The token leaves the address at once; what goes is shown first, danger brings a number, and then it is closed."""
    stories = Stories(text="Eerder geschreven")
    async with served(stories=stories) as chat:
        page, seen = await visitor(chromium, width=width, height=720)
        await page.goto(f"{chat.url}/vertel#goed")
        await expect(page.get_by_label("Wat wil je vertellen?")).to_have_value("Eerder geschreven")
        assert page.url == f"{chat.url}/vertel"
        await no_barriers(page)
        await page.screenshot(path=tmp_path / f"{width}-1.png")
        await page.get_by_label("Wat wil je vertellen?").fill("Er was brand. Bel 06 12345678")
        await page.get_by_role("button", name="Bewaar dit").click()
        await expect(page.get_by_role("heading", name="Zo bewaar ik het")).to_be_focused()
        await expect(page.locator("blockquote")).to_have_text("[telefoonnummer]")
        await no_barriers(page)
        await page.screenshot(path=tmp_path / f"{width}-2.png")
        await page.get_by_role("button", name="Ik wil het veranderen").click()
        await expect(page.get_by_label("Wat wil je vertellen?")).to_be_focused()
        await page.get_by_role("button", name="Bewaar dit").click()
        await page.get_by_role("button", name="Goed zo, bewaar het").click()
        await expect(page.get_by_role("heading", name="Het is bewaard")).to_be_visible()
        await expect(page.get_by_role("link", name="112")).to_be_visible()
        await no_barriers(page)
        await page.screenshot(path=tmp_path / f"{width}-3.png")
        assert await page.evaluate("document.documentElement.scrollWidth") == width
        assert stories.kept == [("Er was brand. Bel 06 12345678", True)]
        await page.goto(f"{chat.url}/vertel#goed")
        await expect(page.get_by_text("Deze pagina werkt niet meer")).to_be_visible()
        await expect(page.locator("#telling")).to_be_hidden()
        assert [one for one in seen.console if "404" not in one] == []
        assert seen.hosts == {chat.url.removeprefix("http://")}


async def test_leaving_and_losing_the_connection(chromium: Browser) -> None:
    """Without a connection the words stay; twice Escape leads away and going back shows none of them."""
    stories = Stories()
    async with served(stories=stories) as chat:
        page, _ = await visitor(chromium)
        await page.goto(f"{chat.url}/vertel#goed")
        await page.get_by_label("Wat wil je vertellen?").fill("Mijn woorden")
        await page.route("**/vertel/bewaar", lambda route: route.abort(), times=1)
        await page.get_by_role("button", name="Bewaar dit").click()
        await expect(page.get_by_text("geen verbinding")).to_be_visible()
        assert await page.get_by_label("Wat wil je vertellen?").input_value() == "Mijn woorden"
        await page.keyboard.press("Escape")
        await page.keyboard.press("Escape")
        await page.wait_for_url(LEAVE)
        await page.go_back()
        await page.wait_for_load_state()
        assert "Mijn woorden" not in await page.content()
        assert stories.kept == []
