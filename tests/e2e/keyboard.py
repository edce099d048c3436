"""Working with a page by keyboard alone, and looking whether everybody can."""

from __future__ import annotations

from collections.abc import Callable

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect


async def no_barriers(page: Page) -> None:
    """No accessibility rule is broken, and nothing sticks out sideways."""
    results = await Axe().run(page)
    assert results.violations_count == 0, f"{page.url}: {results.generate_report()}"
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{page.url} sticks out"


async def keys_work(page: Page) -> None:
    """The page's script has run: from here on single keys mean something."""
    await page.wait_for_load_state()
    await expect(page.get_by_role("button", name="Toetsen")).to_be_visible()


async def tab_to(page: Page, words: str) -> None:
    """Move the focus by keyboard alone to what has these words, or whose label has them."""
    for _ in range(90):
        await page.keyboard.press("Tab")
        said = await page.evaluate(
            "[...(document.activeElement.labels ?? [])].map((one) => one.textContent).join()"
            " || document.activeElement.textContent"
        )
        if said.strip().startswith(words):
            return
    raise AssertionError(f"{words} cannot be reached with Tab")


async def press(page: Page, words: str) -> None:
    """Go to a button or a heading that opens, and press Enter."""
    await tab_to(page, words)
    await page.keyboard.press("Enter")


async def enter(page: Page, url: str, login: str, password: str, code: Callable[[], str]) -> None:
    """Log in with password and code, hands on the keyboard."""
    await page.goto(f"{url}/")
    await expect(page.get_by_label("Naam")).to_be_focused()
    await page.keyboard.type(login)
    await page.keyboard.press("Tab")
    await page.keyboard.type(password)
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Code uit de app")).to_be_focused()
    await page.keyboard.type(code())
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Wachtrij")).to_be_visible()
    await page.wait_for_load_state()
