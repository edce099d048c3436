"""A console over scripts that are really published: the small script of the engine's tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import httpx
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.console.site import console
from bot.services.library import Library
from bot.services.publish import Publish
from bot.store.opening import open_store
from tests.console.house import Hands, House, send
from tests.engine.small import TEXTS, understand

GESPREK = "conversations/gesprek.yaml"


@dataclass(slots=True, kw_only=True)
class ScriptsHouse:
    """Two coordinators, a colleague, and the published scripts."""

    house: House
    library: Library
    publish: Publish
    anna: httpx.AsyncClient
    bram: httpx.AsyncClient

    async def version(self) -> int:
        """The version of the draft, 0 when there is none."""
        return (await self.publish.working()).version

    async def text(self) -> str:
        """The conversation as it stands in the draft, or as published."""
        return (await self.publish.working()).texts[GESPREK]

    async def sends(self, page: str, who: httpx.AsyncClient | None = None, /, **form: str) -> httpx.Response:
        """Send a form of the scripts pages, on top of the present version."""
        data = {
            "version": str(await self.version()),
            **{name.replace("__", "."): value for name, value in form.items()},
        }
        return await send(who or self.anna, f"/staff/scripts{page}", data)

    async def sees(self, path: str, who: httpx.AsyncClient | None = None) -> str:
        """The page as text."""
        answer = await (who or self.anna).get(f"/staff/scripts{path}")
        assert answer.status_code == 200, answer.status_code
        return unescape(answer.text)


@asynccontextmanager
async def scripts_house(folder: Path, texts: Mapping[str, str] = TEXTS) -> AsyncIterator[ScriptsHouse]:
    """Open it, with these scripts published."""
    clock = Hands()
    async with open_store(folder / "data") as store:
        library = Library(store, understand=understand)
        await library.open(texts, clock())
        await library.learn()
        app = Starlette(routes=[Mount("/staff", app=console(store, library, clock))])
        house = House(store=store, clock=clock, app=app)
        await house.colleague("anna", "coordinator", "Anna Visser")
        await house.colleague("bram", "coordinator", "Bram de Boer")
        try:
            yield ScriptsHouse(
                house=house,
                library=library,
                publish=Publish(store=store, library=library, clock=clock),
                anna=await house.logged_in("anna"),
                bram=await house.logged_in("bram"),
            )
        finally:
            for browser in house.made:
                await browser.aclose()
