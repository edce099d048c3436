"""A page of our own on which somebody tells more than they would in a messenger. It works once, by a token in the link.

The token stands behind the ``#``: no browser sends that, so it is in no log. The page's script hands it over in a post.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from bot.channels import Story
from bot.channels.webchat_guard import same_origin
from bot.channels.webchat_lines import paragraphs
from bot.channels.webchat_pages import NOTES, Pages
from bot.channels.webchat_requests import LONGEST_TEXT, Post, Refused, read_post, spoken
from bot.channels.webchat_throttle import Manners, Throttle
from bot.channels.webchat_words import Words
from bot.logs import logger


class StoryDesk(Protocol):
    """What the page may ask of the house."""

    async def open(self, token: str) -> str | None:
        """What was told before; None when the page does not work (any more)."""

    async def keep(self, token: str, text: str, *, sure: bool) -> Story | None:
        """Keep a story and close the page, or show first how it will be kept."""


@dataclass(slots=True, kw_only=True)
class StoryRoutes:
    """The handlers. ``now`` is a monotonic clock in seconds."""

    desk: StoryDesk
    pages: Pages
    manners: Manners = field(default_factory=Manners)
    now: Callable[[], float] = time.monotonic
    _throttle: Throttle = field(init=False)

    def __post_init__(self) -> None:
        self._throttle = Throttle(self.manners.stories)

    async def page(self, request: Request) -> Response:
        """The page, the same for everybody but for its language: what it is for is behind the token."""
        return HTMLResponse(self.pages.story(longest=LONGEST_TEXT, language=spoken(request)))

    async def open(self, request: Request) -> Response:
        """What was told before, for who has the token."""
        post = await self._read(request)
        before = await self.desk.open(post.get("token")[:64])
        return _closed(request) if before is None else JSONResponse({"text": before})

    async def keep(self, request: Request) -> Response:
        """Keep what was written, or ask whether it may be kept without what identifies somebody."""
        post = await self._read(request)
        text = post.get("text")
        if len(text) > LONGEST_TEXT:
            raise Refused(413, "too-long")
        try:
            story = await self.desk.keep(post.get("token")[:64], text, sure=post.get("sure") == "ja")
        except Exception as error:  # noqa: BLE001 - whatever it was, it is not stored
            logger().error("story not stored", channel="web", error=type(error).__name__)
            raise Refused(503, "not-stored") from None
        if story is None:
            return _closed(request)
        first = [[[run.text, run.bold, run.call] for run in one] for said in story.first for one in paragraphs(said)]
        return JSONResponse({"kept": story.kept, "text": story.text, "first": first})

    async def _read(self, request: Request) -> Post:
        if not same_origin(request):
            raise Refused(403, "elsewhere")
        wait = self._throttle.take("", self.now())
        if wait:
            raise Refused(429, "busy", seconds=wait)
        return await read_post(request)


def _closed(request: Request) -> Response:
    return JSONResponse({"error": Words(spoken(request))(NOTES["story-closed"])}, 404)
