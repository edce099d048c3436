"""A real browser and a real web server around the web chat, in one event loop."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Request, async_playwright

from bot.channels.webchat import Manners, WebChat
from bot.channels.webchat_story import StoryDesk
from bot.server import bind, serve
from tests.channels.desk import FakeDesk

CHROMIUM = shutil.which("chromium") or ""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
]
LEAVE = "http://weer.test/"

needs_browser = pytest.mark.skipif(not CHROMIUM, reason="no chromium on this machine")


@dataclass
class Served:
    """A web chat at a real address."""

    desk: FakeDesk
    web: WebChat
    url: str


@asynccontextmanager
async def served(*, manners: Manners | None = None, stories: StoryDesk | None = None) -> AsyncIterator[Served]:
    """The web chat with a desk that answers, on a free local port."""
    desk = FakeDesk()
    web = WebChat(desk=desk, leave_url=LEAVE, manners=manners, stories=stories)
    desk.said = web.send
    listener, stop = bind("127.0.0.1", 0), asyncio.Event()
    serving = asyncio.create_task(serve(web.site(), listener, stop))
    try:
        yield Served(desk=desk, web=web, url=f"http://127.0.0.1:{listener.getsockname()[1]}")
    finally:
        web.close()
        stop.set()
        await serving


@dataclass
class Seen:
    """What a page did behind its reader's back."""

    console: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """Debian's chromium without a screen."""
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield chromium
        finally:
            await chromium.close()


async def visitor(chromium: Browser, *, width: int = 1280, height: int = 800, **options: Any) -> tuple[Page, Seen]:
    """A fresh browser window; the neutral page of the quick exit is played, everything else outside is refused."""
    options = {"locale": "nl-NL", **options}  # the pages speak the language that the browser asks for
    context = await chromium.new_context(viewport={"width": width, "height": height}, **options)
    await _stay_here(context)
    page, seen = await context.new_page(), Seen()
    page.on("console", lambda message: _hear(seen, message))
    page.on("pageerror", lambda error: seen.console.append(f"error: {error}"))
    page.on("request", lambda request: _note(seen, request))
    return page, seen


def _hear(seen: Seen, message: ConsoleMessage) -> None:
    if message.type not in {"info", "log"}:  # the browser itself tells what Clear-Site-Data cleared
        seen.console.append(f"{message.type}: {message.text}")


def _note(seen: Seen, request: Request) -> None:
    if request.url.startswith("http"):
        seen.hosts.add(request.url.split("/")[2])


async def _stay_here(context: BrowserContext) -> None:
    await context.route(
        lambda url: "127.0.0.1" not in url,
        lambda route: (
            route.fulfill(
                content_type="text/html", body="<!doctype html><link rel=icon href=data:,><title>Weer</title>"
            )
            if route.request.url.startswith(LEAVE)
            else route.abort()
        ),
    )
