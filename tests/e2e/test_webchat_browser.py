"""The web chat as somebody meets it: a phone or a wide screen, a keyboard, no script, a bad connection."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

from tests.e2e.browser import LEAVE, Served, browser, needs_browser, served, visitor

pytestmark = [needs_browser, pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

SIZES = [(360, 640), (1280, 800)]
MEASURE = """() => [...document.querySelectorAll('button, a.leave, summary, textarea')]
  .filter((one) => one.checkVisibility())
  .map((one) => [one.textContent.trim(), one.getBoundingClientRect().height])"""


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def chromium() -> AsyncIterator[Browser]:
    """One browser for all journeys; every visitor has a window of their own."""
    async with browser() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def chat() -> AsyncIterator[Served]:
    """A web chat for one journey."""
    async with served() as running:
        yield running


async def begun(page: Page, chat: Served, query: str = "") -> None:
    """The page after its conversation began by itself."""
    await page.goto(f"{chat.url}/{query}")
    await expect(page.get_by_role("button", name="Ik wil me aanmelden")).to_be_visible()


async def no_barriers(page: Page) -> None:
    """No accessibility rule is broken on the page as it is now."""
    results = await Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


async def tab_to(page: Page, text: str, *, key: str = "Tab") -> None:
    """Move the focus by keyboard alone until it is on something with these words."""
    for _ in range(40):
        await page.keyboard.press(key)
        if text in await page.evaluate("document.activeElement.textContent"):
            return
    raise AssertionError(f"{text} cannot be reached with {key}")


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_conversation_by_keyboard_alone(
    chromium: Browser, chat: Served, tmp_path: Path, width: int, height: int, scheme: Any
) -> None:
    """It begins by itself, buttons and field work without a mouse, nothing is broken and nobody else is asked."""
    page, seen = await visitor(chromium, width=width, height=height, color_scheme=scheme, reduced_motion="reduce")
    await begun(page, chat, "?bron=pi-dordrecht")
    assert page.url == f"{chat.url}/"
    assert await page.title() == "Gesprek"
    await no_barriers(page)
    await page.screenshot(path=tmp_path / f"{width}-{scheme}-1.png")

    await tab_to(page, "Ik wil me aanmelden")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Vraag 4 van ongeveer 20")).to_be_visible()
    await expect(page.locator("#tekst")).to_be_focused()
    await tab_to(page, "Weet ik nog niet", key="Shift+Tab")
    await page.keyboard.press("Space")
    await expect(page.locator("#tekst")).to_be_focused()

    await page.keyboard.type("Ik twijfel <b>erg</b>")
    await page.keyboard.press("Enter")
    await expect(page.locator(".own").last).to_have_text(re.compile("Ik twijfel <b>erg</b>"))
    await expect(page.get_by_text("Ik heb het opgeschreven")).to_be_visible()
    await expect(page.locator("#tekst")).to_be_focused()
    await expect(page.locator("#tekst")).to_have_value("")
    await page.screenshot(path=tmp_path / f"{width}-{scheme}-2.png")
    await no_barriers(page)

    assert [one.press or one.text for one in chat.desk.heard] == [
        "/start pi-dordrecht", "a.2", "b.3", "Ik twijfel <b>erg</b>",
    ]  # fmt: skip
    assert await page.locator(".own").count() == 3
    assert await page.evaluate("document.documentElement.scrollWidth") == width
    assert page.url == f"{chat.url}/"
    assert await page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert seen.console == []
    assert seen.hosts == {chat.url.removeprefix("http://")}


async def test_everything_to_press_is_large_enough_on_a_phone(chromium: Browser, chat: Served) -> None:
    """Answers and the ways out are at least 44 pixels high, the small links at least 40."""
    page, _ = await visitor(chromium, width=360, height=640, has_touch=True)
    await begun(page, chat)
    heights = dict(await page.evaluate(MEASURE))
    small = {"Later verder", "Menu", "Privacy", "Ik heb een code"}
    assert {"Sluit deze pagina", "Ik heb nu hulp nodig", "Ik wil me aanmelden", "Verstuur", *small} <= heights.keys()
    assert all(height >= (40 if name in small else 44) for name, height in heights.items()), heights


async def test_a_reload_shows_the_same_and_goes_on(chromium: Browser, chat: Served) -> None:
    """After a reload everything said is there, the answers to choose from too, and new lines still arrive."""
    page, seen = await visitor(chromium)
    await begun(page, chat)
    await page.get_by_role("button", name="Ik heb een vraag").click()
    await expect(page.get_by_role("button", name="Een brief")).to_be_visible()
    before = await page.locator("#log .bubble").all_inner_texts()
    await page.reload()
    assert await page.locator("#log .bubble").all_inner_texts() == before
    await page.get_by_role("button", name="Een brief").click()
    await expect(page.locator(".own")).to_have_count(2)
    assert len(chat.desk.accepted) == 3
    assert seen.console == []


async def test_a_number_that_identifies_disappears_from_the_page(chromium: Browser, chat: Served) -> None:
    """What was masked is not left standing in the visitor's own bubble."""
    page, _ = await visitor(chromium)
    await begun(page, chat)
    await page.locator("#tekst").fill("111222333")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Dat nummer heb ik weggehaald")).to_be_visible()
    await expect(page.get_by_text("[weggehaald]")).to_be_visible()
    assert "111222333" not in await page.content()


async def test_a_bad_connection_loses_nothing_and_repeats_nothing(chromium: Browser, chat: Served) -> None:
    """While it is not sent the words stay in the field and the page says so; the answer that got lost is not doubled."""
    page, _ = await visitor(chromium)
    await begun(page, chat)
    await page.route("**/say", lambda route: route.abort(), times=1)
    await page.locator("#tekst").fill("Dit is belangrijk")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Nog niet verstuurd, ik probeer het opnieuw.")).to_be_visible()
    assert await page.locator("#tekst").input_value() == "Dit is belangrijk"
    await expect(page.locator(".own")).to_have_text(re.compile("Dit is belangrijk"))
    await expect(page.locator("#status")).to_be_empty()

    async def lost(route: Any) -> None:
        await route.fetch()  # it reaches the server, but the tick does not come back
        await route.abort()

    await page.route("**/say", lost, times=1)
    await page.locator("#tekst").fill("En dit ook")
    await page.keyboard.press("Enter")
    await expect(page.locator("#tekst")).to_have_value("")
    await expect(page.locator(".own")).to_have_count(2)
    assert [one.text for one in chat.desk.heard] == ["/start", "Dit is belangrijk", "En dit ook"]


async def test_typing_goes_on_while_an_answer_is_on_its_way(chromium: Browser, chat: Served) -> None:
    """Whoever is faster than the connection loses nothing: what is typed meanwhile follows when Enter was pressed."""
    page, _ = await visitor(chromium)
    await begun(page, chat)
    arrived = asyncio.Event()

    async def slowly(route: Any) -> None:
        await arrived.wait()
        await route.continue_()

    await page.route("**/say", slowly, times=1)
    await page.get_by_role("button", name="Ik heb een vraag").click()
    await page.get_by_role("button", name="Ik heb een vraag").click()
    await page.locator("#tekst").focus()
    await page.keyboard.type("Kost het iets")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    assert await page.locator("#tekst").input_value() == "Kost het iets"
    arrived.set()
    await expect(page.locator(".own")).to_have_count(2)
    await expect(page.locator("#tekst")).to_have_value("")
    assert [one.press or one.text for one in chat.desk.heard] == ["/start", "a.1", "Kost het iets"]


async def test_a_text_that_is_too_long_stays_in_the_field(chromium: Browser, chat: Served) -> None:
    """It is kindly refused before it is sent."""
    page, _ = await visitor(chromium)
    await begun(page, chat)
    await page.locator("#tekst").fill("a" * 4001)
    await page.keyboard.press("Enter")
    await expect(page.locator("#status")).to_contain_text("te lang")
    assert len(await page.locator("#tekst").input_value()) == 4001
    await no_barriers(page)
    assert len(chat.desk.accepted) == 1


@pytest.mark.parametrize("way", ["button", "escape", "link"])
async def test_leaving_at_once(chromium: Browser, chat: Served, way: str) -> None:
    """One press, or Escape twice, leads to the neutral page; the cookie is gone and going back shows nothing."""
    page, seen = await visitor(chromium, java_script_enabled=way != "link")
    await page.goto(f"{chat.url}/")
    if way == "link":
        await page.get_by_role("button", name="Begin").click()
    await page.get_by_role("button", name="Ik heb een vraag").click()
    await expect(page.locator(".own")).to_have_text(re.compile("Ik heb een vraag"))
    address = (await page.context.cookies())[0]["value"]
    if way == "escape":
        await page.keyboard.press("Escape")
        await page.keyboard.press("Escape")
    else:
        await page.get_by_role("link", name="Sluit deze pagina").click()
    await page.wait_for_url(LEAVE)
    assert await page.context.cookies() == []
    await page.go_back()
    await page.wait_for_load_state()
    assert await page.locator(".own").count() == 0
    assert address not in str(await page.context.cookies())
    assert seen.console == []


async def test_leaving_closes_the_other_tabs_too(chromium: Browser, chat: Served) -> None:
    """Who leaves in one tab has left in all of them."""
    page, _ = await visitor(chromium)
    await begun(page, chat)
    other = await page.context.new_page()
    await begun(other, chat)
    await page.get_by_role("link", name="Sluit deze pagina").click()
    await other.wait_for_url(LEAVE)


async def test_the_chat_goes_out_of_sight_when_nobody_is_there(chromium: Browser, chat: Served) -> None:
    """After ten minutes without a sign of life the page asks whether somebody is there and shows nothing else."""
    page, _ = await visitor(chromium)
    await page.clock.install()
    await begun(page, chat)
    await page.clock.run_for(9 * 60 * 1000)
    await expect(page.get_by_text("Ben je er nog?")).to_be_hidden()
    await page.clock.run_for(2 * 60 * 1000)
    await expect(page.get_by_text("Ben je er nog?")).to_be_visible()
    await expect(page.locator("#log")).to_be_hidden()
    await page.keyboard.press("Escape")
    await expect(page.locator("#log")).to_be_hidden()
    await page.get_by_role("button", name="Ja, verder").click()
    await expect(page.locator("#log")).to_be_visible()


async def test_a_shared_device_begins_again_by_itself(chromium: Browser, chat: Served) -> None:
    """There nothing begins until somebody presses; minutes later it asks, then forgets and stands ready for the next."""
    page, seen = await visitor(chromium, width=360, height=640)
    await page.clock.install()
    await page.goto(f"{chat.url}/?gedeeld=1")
    await expect(page.get_by_text("Deze pagina onthoudt niets")).to_be_visible()
    await no_barriers(page)
    await page.clock.run_for(20 * 60 * 1000)
    assert chat.desk.accepted == {}, "nobody is there, so nothing begins"
    await page.get_by_role("button", name="Begin").click()
    await page.get_by_role("button", name="Ik heb een vraag").click()
    await expect(page.locator(".own")).to_have_text(re.compile("Ik heb een vraag"))
    await page.clock.run_for(3 * 60 * 1000 + 10_000)
    await expect(page.get_by_text("Ben je er nog?")).to_be_visible()
    await page.get_by_role("button", name="Ja, verder").click()
    await expect(page.locator("#log")).to_be_visible()
    await page.clock.run_for(3 * 60 * 1000 + 10_000)
    await expect(page.locator("#log")).to_be_hidden()
    await page.clock.run_for(65_000)
    await expect(page.get_by_role("button", name="Begin")).to_be_visible()
    assert page.url == f"{chat.url}/?gedeeld=1"
    assert await page.context.cookies() == []
    assert await page.locator(".own").count() == 0
    await page.go_back()
    await page.wait_for_load_state()
    assert await page.locator(".own").count() == 0
    assert seen.console == []


async def test_coming_back_with_a_code(chromium: Browser, chat: Served) -> None:
    """On another device the code shows the conversation again; a wrong one is kindly refused, next to its field."""
    first, _ = await visitor(chromium)
    await begun(first, chat)
    chat.desk.codes["1234567890123452"] = (await first.context.cookies())[0]["value"]
    page, _ = await visitor(chromium, width=360, height=640)
    await begun(page, chat)
    await page.get_by_text("Ik heb een code").click()
    await no_barriers(page)
    await page.get_by_label("Verder met je code").fill("1111 1111 1111 1111")
    await page.get_by_role("button", name="Ga verder").click()
    await expect(page.get_by_text("vinden we geen gesprek")).to_be_visible()
    await no_barriers(page)
    await first.get_by_role("button", name="Ik heb een vraag").click()
    await expect(first.get_by_text("Goed dat je het zegt.")).to_be_visible()
    await page.get_by_label("Verder met je code").fill("1234 5678 9012 3452")
    await page.get_by_role("button", name="Ga verder").click()
    await expect(page.locator(".own")).to_have_text(re.compile("Ik heb een vraag"))
    assert page.url == f"{chat.url}/"


@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_a_conversation_without_script(chromium: Browser, chat: Served, width: int, height: int) -> None:
    """Without script every step is a page of its own, at the same address, with the latest turn in view."""
    page, seen = await visitor(chromium, width=width, height=height, java_script_enabled=False)
    await page.goto(f"{chat.url}/?bron=pi-dordrecht")
    await page.get_by_role("button", name="Begin").click()
    await page.get_by_role("button", name="Ik wil me aanmelden").click()
    for number in range(4):
        await page.locator("#tekst").fill(f"Antwoord {number}")
        await page.get_by_role("button", name="Verstuur").click()
        await expect(page.locator(".own").last).to_be_in_viewport()
        await expect(page.locator(".own").last).to_contain_text(f"Antwoord {number}")
    await page.get_by_role("button", name="Ik wil een mens spreken").click()
    await expect(page.locator(".own").last).to_contain_text("Ik wil een mens spreken")
    assert page.url == f"{chat.url}/"
    assert len(chat.desk.accepted) == 7
    assert seen.console == []
    assert seen.hosts == {chat.url.removeprefix("http://")}


async def test_the_page_goes_on_when_the_stream_ends(chromium: Browser, chat: Served) -> None:
    """When the service says goodbye the page asks again by itself, and nothing said meanwhile is missed."""
    page, seen = await visitor(chromium)
    await begun(page, chat)
    chat.web.close()
    await page.locator("#tekst").fill("Ben je er nog")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Ik heb het opgeschreven")).to_be_visible()
    await expect(page.locator(".own")).to_have_count(1)
    assert seen.console == []


VOICES = """
const voices = [
  { name: "ver weg", lang: "nl-NL", localService: false },
  { name: "hier", lang: "nl-NL", localService: %s },
];
SpeechSynthesis.prototype.getVoices = () => voices;
SpeechSynthesis.prototype.speak = (words) => { window.spoken = words; };
Object.defineProperty(SpeechSynthesisUtterance.prototype, "voice", { set(voice) { this.chosen = voice.name; } });
"""


@pytest.mark.parametrize("local", [True, False])
async def test_reading_aloud_only_with_a_voice_on_the_device(chromium: Browser, chat: Served, *, local: bool) -> None:
    """A message can be read aloud by a Dutch voice on the device; a voice elsewhere would hear everything."""
    page, seen = await visitor(chromium)
    await page.add_init_script(VOICES % str(local).lower())
    await begun(page, chat)
    buttons = page.get_by_role("button", name="Lees voor")
    if local:
        await expect(buttons).to_have_count(3)
        await buttons.last.click()
        assert await page.evaluate("[spoken.text, spoken.chosen]") == ["Waar wil je mee beginnen?", "hier"]
        await no_barriers(page)
    else:
        await expect(buttons).to_have_count(0)
    assert seen.console == []
