"""A visitor of the web chat under test: a browser without a screen, a clock that only moves when told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import httpx

from bot.channels.webchat import Manners, WebChat
from tests.channels.desk import FakeDesk

HOME = "http://gesprek.test"
LEAVE = "https://weer.test/"


class Clock:
    """A monotonic clock; pausing moves it."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.pauses: list[float] = []

    def now(self) -> float:
        return self.time

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.time += seconds


@dataclass
class Chat:
    """A web chat with everything around it."""

    secure: bool = False
    manners: Manners = field(default_factory=Manners)
    desk: FakeDesk = field(default_factory=FakeDesk)
    clock: Clock = field(default_factory=Clock)
    web: WebChat = field(init=False)

    def __post_init__(self) -> None:
        self.web = WebChat(
            desk=self.desk,
            leave_url=LEAVE,
            secure=self.secure,
            manners=self.manners,
            now=self.clock.now,
            pause=self.clock.pause,
        )
        self.desk.said = self.web.send
        self.site = self.web.site()

    def visitor(self, *, client: str = "203.0.113.7", headers: dict[str, str] | None = None) -> Visitor:
        """Somebody with a fresh browser at this network address."""
        transport = httpx.ASGITransport(app=self.site, client=(client, 1), raise_app_exceptions=False)
        base = HOME.replace("http:", "https:") if self.secure else HOME
        sent = {"sec-fetch-site": "same-origin"} if headers is None else headers
        return Visitor(self, httpx.AsyncClient(transport=transport, base_url=base, headers=sent))


@dataclass
class Visitor:
    """A person's browser."""

    chat: Chat
    browser: httpx.AsyncClient

    @property
    def address(self) -> str:
        """The conversation this browser holds."""
        return self.browser.cookies["__Host-hb" if self.chat.secure else "hb"]

    async def page(self, query: str = "") -> str:
        """The page as text."""
        return (await self.browser.get(f"/{query}")).text

    async def sends(self, path: str = "/say", **fields: Any) -> httpx.Response:
        """What the page's script posts."""
        return await self.browser.post(path, json={"id": "abcdefgh", **fields} if path == "/say" else fields)

    async def submits(self, **fields: str) -> httpx.Response:
        """A form of the page, without script; not following where it leads."""
        return await self.browser.post("/", data=fields)

    async def begins(self) -> Visitor:
        """Begin a conversation with the page's script."""
        assert (await self.sends("/begin")).status_code == 200
        return self


def words(html: str) -> str:
    """What a page says, without its tags."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", html))).strip()


def bubbles(html: str) -> list[tuple[str, str]]:
    """(who, words) of every bubble, in order."""
    found = re.findall(r'<div class="line (own|bot)".*?<div class="bubble">(.*?)</div>', html, re.DOTALL)
    return [(who, words(text)) for who, text in found]


def nonce(html: str) -> str:
    """The message id in the page's forms."""
    found = re.search(r'name="id" value="([^"]+)"', html)
    assert found is not None
    return found.group(1)
