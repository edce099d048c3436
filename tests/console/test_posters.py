"""The page with links, and the poster on paper."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.console.site import console
from bot.services.library import Library
from bot.store.opening import open_store
from tests.authoring.shipped import texts
from tests.console.house import Hands, House
from tests.engine.small import understand


@pytest.fixture
async def anna(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A colleague in a house with the shipped scripts, a bot and a public address."""
    clock = Hands()
    async with open_store(tmp_path / "data") as store:
        library = Library(store, understand=understand)
        await library.open({path: text for path, text in texts().items() if "rehearsals" not in path}, clock())
        site = console(store, library, clock, public_url="https://chat.example", bot_name=lambda: "herstel_bot")
        house = House(store=store, clock=clock, app=Starlette(routes=[Mount("/staff", app=site)]))
        await house.colleague("anna")
        browser = await house.logged_in("anna")
        yield browser
        await browser.aclose()


async def test_every_source_has_its_links(anna: httpx.AsyncClient) -> None:
    """Each source of the coordinators' list stands there with its ways in."""
    page = (await anna.get("/staff/posters")).text
    for source in ("pi", "slachtofferhulp", "anders"):
        assert f"https://chat.example/?bron={source}<" in page
        assert f"https://t.me/herstel_bot?start={source}<" in page


async def test_the_poster_says_who_and_how_in_the_coordinators_words(anna: httpx.AsyncClient) -> None:
    """The organisation, what the bot says of itself, the number to call, and a picture per way with its address."""
    sheet = (await anna.get("/staff/posters/sheet", params={"kind": "pi", "place": "Dordrecht"})).text
    assert "Perspectief Herstelbemiddeling" in sheet
    assert "Je praat met een computerprogramma." in sheet
    assert "030 - 234 00 45" in sheet
    assert sheet.count("<svg") == 2
    assert "https://t.me/herstel_bot?start=pi-dordrecht" in sheet


async def test_odd_names_and_kinds_are_harmless(anna: httpx.AsyncClient) -> None:
    """A name no link can carry is told; an unknown kind gives the poster for anywhere; nothing typed comes back raw."""
    odd = await anna.get("/staff/posters/sheet", params={"kind": "pi", "place": "日本"})
    assert odd.headers["location"] == "/staff/posters?told=odd"
    sheet = (await anna.get("/staff/posters/sheet", params={"kind": "<b>", "place": "<script>"})).text
    assert "<script>" not in sheet
    assert "bron=" not in sheet
