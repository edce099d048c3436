"""The web chat: the conversation on the organisation's own site, with nobody in between.

Works without script; a little script of our own makes it smoother. Nothing is kept on the device but one cookie that
dies with the browser, and no address outside is ever asked for anything.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.channels import Delivery, Inbound, Outbound, Sent
from bot.channels.webchat_desk import Desk, read_web
from bot.channels.webchat_guard import Cookie, Secured, put_headers
from bot.channels.webchat_pages import FOLDER, Pages
from bot.channels.webchat_requests import LONGEST_BODY, Refused, spoken
from bot.channels.webchat_routes import Routes
from bot.channels.webchat_story import StoryDesk, StoryRoutes
from bot.channels.webchat_streams import Streams
from bot.channels.webchat_throttle import Manners

__all__ = ["Desk", "Manners", "WebChat", "read_web"]


class WebChat:
    """The channel "web".

    ``stories`` is where longer stories go, when there is a page for them. ``leave_url`` is the neutral page of the quick exit; ``secure`` says that visitors come over https. ``now`` is a
    monotonic clock in seconds and ``pause`` waits that long; both are only handed in by tests.
    """

    name = "web"

    def __init__(
        self,
        *,
        desk: Desk,
        leave_url: str,
        stories: StoryDesk | None = None,
        secure: bool = False,
        manners: Manners | None = None,
        now: Callable[[], float] = time.monotonic,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        manners = manners or Manners()
        self._secure = secure
        self._streams = Streams(each=manners.streams_each, overall=manners.streams_all)
        self._pages = Pages(leave_url=leave_url)
        self._routes = Routes(
            desk=desk,
            cookie=Cookie(secure=secure),
            pages=self._pages,
            streams=self._streams,
            leave_url=leave_url,
            manners=manners,
            now=now,
            pause=pause,
        )

        self._stories = (
            None if stories is None else StoryRoutes(desk=stories, pages=self._pages, manners=manners, now=now)
        )

    def read(self, payload: bytes) -> Inbound:
        """What a visitor did. Raises ValueError for a payload that is not one of ours."""
        return read_web(payload)

    def messages(self, outbound: Outbound) -> int:  # noqa: ARG002 - a page has no such limit
        """One line is one line."""
        return 1

    async def send(self, address: str, outbound: Outbound) -> Delivery:  # noqa: ARG002 - it is in the transcript
        """A line was added to this conversation's transcript: wake the pages that follow it."""
        self._streams.ring(address)
        return Sent()

    def close(self) -> None:
        """End the open event streams with a goodbye, so that the web server can stop."""
        self._streams.close()

    def site(self) -> Starlette:
        """The pages, to be mounted at ``/``."""
        routes = self._routes
        return Starlette(
            routes=[
                Route("/", routes.page, methods=["GET"]),
                Route("/", routes.post, methods=["POST"]),
                Route("/begin", routes.begin, methods=["POST"]),
                Route("/say", routes.say, methods=["POST"]),
                Route("/return", routes.come_back, methods=["POST"]),
                Route("/weg", routes.leave, methods=["GET", "POST"]),
                Route("/messages", routes.messages),
                Route("/events", routes.events),
                *self._story_routes(),
                Mount("/static", StaticFiles(directory=FOLDER / "static")),
            ],
            middleware=[
                Middleware(Secured, secure=self._secure),
                Middleware(RequestBodyLimitMiddleware, max_body_size=LONGEST_BODY),
            ],
            exception_handlers={Refused: routes.refused, HTTPException: self._not_here, Exception: self._trouble},
        )

    def _story_routes(self) -> list[Route]:
        if self._stories is None:
            return []
        return [
            Route("/vertel", self._stories.page, methods=["GET"]),
            Route("/vertel/open", self._stories.open, methods=["POST"]),
            Route("/vertel/bewaar", self._stories.keep, methods=["POST"]),
        ]

    async def _not_here(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        headers = error.headers if isinstance(error, HTTPException) else None
        return HTMLResponse(self._pages.problem("no-page", spoken(request)), status, headers)

    async def _trouble(self, request: Request, _error: Exception) -> Response:
        """Our own mistake. This response does not pass the middleware, so it gets its headers here."""
        response = HTMLResponse(self._pages.problem("trouble", spoken(request)), 500)
        put_headers(response.headers, secure=self._secure)
        return response
