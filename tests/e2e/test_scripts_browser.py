"""The scripts in a real browser, as a coordinator works who never saw YAML; everything on the page for axe too."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.console.site import console
from bot.server import bind, serve
from bot.store import ids, staff, unanswered
from tests.authoring.shipped import texts
from tests.console.house import hashed
from tests.e2e.browser import browser, needs_browser, visitor
from tests.e2e.keyboard import no_barriers
from tests.house import Guest, House, open_house

pytestmark = [needs_browser, pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

SHIPPED = {path: text for path, text in texts().items() if not path.startswith("rehearsals/")}


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def chromium() -> AsyncIterator[Browser]:
    """One browser for all."""
    async with browser() as running:
        yield running


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A running house with people talking to it, and its console at a real address."""

    house: House
    url: str
    token: str


@pytest_asyncio.fixture(loop_scope="module")
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """The shipped scripts are published; one coordinator is logged in."""
    async with open_house(tmp_path, texts=SHIPPED) as house:
        token = ids.token()

        def work(tx: sqlite3.Connection) -> None:
            staff.add(
                tx, id="noor", login="noor", name="Noor Bakker", role="coordinator", password_hash=hashed("x" * 12),
                now=house.clock(),
            )  # fmt: skip
            staff.begin_session(tx, "noor", token, house.clock())

        await house.store.db.write(work)
        app = Starlette(routes=[Mount("/staff", app=console(house.store, house.library, house.clock))])
        listener, stop = bind("127.0.0.1", 0), asyncio.Event()
        serving = asyncio.create_task(serve(app, listener, stop))
        yield Office(house=house, url=f"http://127.0.0.1:{listener.getsockname()[1]}/staff", token=token)
        stop.set()
        await serving


async def at_work(chromium: Browser, office: Office, *, width: int = 1280, height: int = 900, **options: str) -> Page:
    """Her window, logged in."""
    page, _ = await visitor(chromium, width=width, height=height, **options)
    await page.context.add_cookies([{"name": "hb-staff", "value": office.token, "url": office.url}])
    return page


async def save(page: Page) -> None:
    """Save the step's form and see that it was."""
    await page.get_by_role("button", name="Bewaar in het concept").click()
    await expect(page.get_by_role("status")).to_contain_text("Bewaard in het concept")


WISHES = ("Ik wil me aanmelden", "Beginnen", "Ja, klopt", "Ja, geef het door", "Overslaan", "Verder", "Klaar")
"""What somebody presses who passes over all that may be passed over."""


async def finishes(guest: Guest) -> None:
    """Walk on until the registration is sent."""
    for _ in range(120):
        if any("Je aanvraag is verstuurd" in one.text for one in guest.sees):
            return
        asked = next(one for one in reversed(guest.sees) if one.buttons)
        labels = [button.label for row in asked.buttons for button in row]
        await guest.presses(next((wish for wish in WISHES if wish in labels), labels[0]))
    raise AssertionError(guest.last)


async def test_a_coordinator_changes_the_conversation_and_takes_it_back(chromium: Browser, office: Office) -> None:
    """Reword the welcome, add a question with three choices, be stopped by a dead end and mend it, try it, publish; who began before stays; roll back."""
    house = office.house
    before = await house.guest("1").says("/start")
    first = house.library.current.dialog.revision
    page = await at_work(chromium, office)

    await page.goto(f"{office.url}/scripts")
    await (
        page.get_by_role("region", name="Tekening van het gesprek")
        .get_by_role("link", name="welkom:")
        .first.click(position={"x": 40, "y": 6})
    )
    await expect(page.get_by_role("heading", name="Stap welkom")).to_be_visible()
    await page.get_by_label("Tekst 5", exact=True).fill("Waar zal ik mee helpen? Liever een mens? Bel {{ telefoon }}.")
    await save(page)

    await page.goto(f"{office.url}/scripts/steps/nieuwe-aanvraag")
    await page.get_by_text("Nieuwe stap hierachter").click()
    new = page.locator("form[action$='/add']")
    await new.get_by_label("Naam van de stap").fill("hoe-gaat-het")
    await new.get_by_label("Wat de bot zegt").fill("Hoe gaat het nu met je?")
    for number, (label, way) in enumerate((("Goed", "menu"), ("Gaat wel", "menu"), ("Niet zo goed", ""))):
        choice = new.get_by_role("group", name=f"Keuze {number + 1}")
        await choice.get_by_label("Knop").fill(label)
        await choice.get_by_label("Gaat naar").fill(way)
    await page.get_by_role("button", name="Voeg toe aan het concept").click()
    await expect(page.get_by_role("heading", name="Stap hoe-gaat-het")).to_be_visible()

    await page.get_by_role("link", name="Publiceren").click()
    await expect(page.get_by_text("leidt nergens heen bij keuze niet-zo-goed; voeg next toe")).to_be_visible()
    await page.get_by_label("Wat is er anders").fill("Vriendelijker begin")
    await page.get_by_role("button", name="Publiceer").click()
    await expect(page.get_by_role("alert")).to_contain_text("Niet gepubliceerd")
    assert house.library.current.dialog.revision == first

    await page.get_by_role("link", name="leidt nergens heen bij keuze niet-zo-goed").click()
    await page.get_by_role("group", name="Keuze 3").get_by_label("Gaat naar").fill("hulp-nu")
    await save(page)
    await page.goto(f"{office.url}/scripts/steps/nieuwe-aanvraag")
    await page.get_by_role("group", name="Keuze 2").get_by_label("Gaat naar").fill("hoe-gaat-het")
    await save(page)

    await page.get_by_role("link", name="Proberen").click()
    await page.get_by_label("Als", exact=True).select_option("slachtoffer")
    await page.get_by_label("In het").select_option("en")
    await page.get_by_label("Begin bij").select_option("hoe-gaat-het")
    await page.get_by_role("button", name="Begin").click()
    await expect(page.get_by_role("log")).to_contain_text("Hoe gaat het nu met je?")  # nobody translated it yet
    await page.get_by_role("button", name="Niet zo goed").click()
    await expect(page.get_by_role("log")).to_contain_text("Call 112")
    await no_barriers(page)

    await page.get_by_role("link", name="Publiceren").click()
    await expect(page.get_by_text("“Hoe gaat het nu met je?”")).to_be_visible()
    await no_barriers(page)
    await page.get_by_label("Wat is er anders").fill("Vriendelijker begin, en vragen hoe het gaat")
    await page.get_by_role("button", name="Publiceer").click()
    await expect(page.get_by_role("status")).to_contain_text("Gepubliceerd")

    after = await house.guest("2").says("/start")
    assert after.last.startswith("Waar zal ik mee helpen?")
    await before.says("/start")
    assert before.last.startswith("Waar kan ik je mee helpen?"), "who began before stays on that version"
    await finishes(before)
    assert [one["script_revision"] for one in await house.registrations()] == [first]

    await page.get_by_role("button", name=f"Zet versie {first} terug").click()
    await expect(page.get_by_role("status")).to_contain_text("teruggezet")
    assert (await house.guest("3").says("/start")).last.startswith("Waar kan ik je mee helpen?")
    assert after.house.library.current.dialog.revision == first


async def test_a_question_nobody_understood_becomes_something_the_bot_knows(chromium: Browser, office: Office) -> None:
    """It becomes an example; the score before and after stands beside each other as soon as it is measured."""
    store = office.house.store
    await store.db.write(
        lambda tx: unanswered.add(tx, store.vault, step="vraag", text="wat is de prijs", now=office.house.clock())
    )
    page = await at_work(chromium, office)
    await page.goto(f"{office.url}/questions")
    await page.get_by_text("Andere woorden, of een ander antwoord").click()
    await page.get_by_label("Hoort bij").select_option("kosten")
    await page.get_by_role("button", name="Maak er een voorbeeld van").click()
    await expect(page.get_by_role("status")).to_contain_text("Toegevoegd aan het concept")

    await page.get_by_role("link", name="Herkenning").click()
    await expect(page.get_by_role("heading", name="Voor en na het concept")).to_be_visible(timeout=90_000)
    await expect(page.get_by_role("region", name="De uitkomst")).to_contain_text("Meteen het goede antwoord")


async def test_a_colleague_without_an_account_tries_the_draft_by_a_link(chromium: Browser, office: Office) -> None:
    """On their phone, in English; nothing of the console is open to them."""
    page = await at_work(chromium, office)
    await page.goto(f"{office.url}/scripts/steps/menu")
    await page.get_by_label("Tekst 1", exact=True).first.fill("Waar mee?")
    await save(page)
    await page.get_by_role("link", name="Proberen").click()
    await page.get_by_role("button", name="Maak een link").click()
    link = await page.get_by_label("De link").input_value()

    phone, _ = await visitor(chromium, width=360, height=740)
    await phone.goto(link)
    await phone.get_by_label("In het").select_option("en")
    await phone.get_by_role("button", name="Begin").click()
    await phone.get_by_role("button", name="What is it?").click()
    await expect(phone.get_by_role("log")).to_contain_text("explain")
    await phone.goto(f"{office.url}/scripts")
    await expect(phone.get_by_label("Wachtwoord")).to_be_visible()
