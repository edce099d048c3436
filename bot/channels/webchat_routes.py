"""The web chat's routes: what a visitor may ask, and the answer. The address of the page never changes.

Forms (no script) post to ``/`` and are sent back there; the page's script posts JSON and gets JSON. A message is
confirmed only after the desk has stored it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from math import ceil

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse

from bot.channels import Raw
from bot.channels import webchat_desk as desks
from bot.channels.webchat_desk import Desk
from bot.channels.webchat_guard import Cookie, new_address, same_origin
from bot.channels.webchat_lines import line, view
from bot.channels.webchat_pages import NOTES, SHARED_START, Moment, Pages
from bot.channels.webchat_requests import Post, Refused, number, read_post, slug, spoken
from bot.channels.webchat_streams import Streams, follow
from bot.channels.webchat_throttle import Manners, Throttle
from bot.channels.webchat_words import Words
from bot.logs import logger


@dataclass(slots=True, kw_only=True)
class Routes:
    """The handlers. ``now`` is a monotonic clock in seconds, ``pause`` waits that long."""

    desk: Desk
    cookie: Cookie
    pages: Pages
    streams: Streams
    leave_url: str
    manners: Manners = field(default_factory=Manners)
    now: Callable[[], float] = time.monotonic
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    _throttles: dict[str, Throttle] = field(init=False)

    def __post_init__(self) -> None:
        manners = self.manners
        self._throttles = {
            "say": Throttle(manners.say),
            "begin-each": Throttle(manners.begin_each),
            "begin-all": Throttle(manners.begin_all),
            "return-each": Throttle(manners.come_back_each),
            "return-all": Throttle(manners.come_back_all),
        }

    async def page(self, request: Request) -> Response:
        """The page with everything said so far."""
        query = request.query_params
        shared = self.cookie.shared(request) or query.get("gedeeld") == "1"
        language = spoken(request, query.get("taal", ""))
        moment = Moment(begun=False, source=slug(query.get("bron", "")), shared=shared, language=language)
        return HTMLResponse(await self._page(await self._holds(request), moment))

    async def post(self, request: Request) -> Response:
        """A form: does what its hidden field says and leads back to the page."""
        post = await self._read(request)
        match post.get("do"):
            case "begin":
                return await self._begin(request, post)
            case "say":
                return await self._say(request, post)
            case "return":
                return await self._return(request, post)
            case _:
                raise Refused(400, "unreadable")

    async def begin(self, request: Request) -> Response:
        """Begin a conversation, or go on with the one this browser holds."""
        return await self._begin(request, await self._read(request))

    async def say(self, request: Request) -> Response:
        """Something typed or pressed."""
        return await self._say(request, await self._read(request))

    async def come_back(self, request: Request) -> Response:
        """Go on with a code on this device."""
        return await self._return(request, await self._read(request))

    async def leave(self, request: Request) -> Response:
        """Take the conversation from this browser and send it to a neutral page, or with ``opnieuw`` to a new beginning.

        It only takes away, so it always works; another site's page alone cannot do it for somebody.
        """
        posted = request.method == "POST"
        to = SHARED_START if request.query_params.get("opnieuw") == "1" else self.leave_url
        response = Response(status_code=204) if posted else RedirectResponse(to, 303)
        if request.headers.get("sec-fetch-site") not in {"cross-site", "same-site"}:
            await self._let_go(request)
            self.cookie.drop(response)
        return response

    async def messages(self, request: Request) -> Response:
        """What was said after a number, for pages whose stream does not come through."""
        address = await self._holds(request)
        if address is None:
            return JSONResponse({"lines": [], "answered": True})
        answered = await self.desk.answered(address)  # before the lines: whatever answered it is among them
        after = number(request.query_params.get("after"))
        lines = [line(seq, outbound).as_json() for seq, outbound in await self.desk.transcript(address, after)]
        return JSONResponse({"lines": lines, "answered": answered})

    async def events(self, request: Request) -> Response:
        """The same as a stream; too many, or none to follow, and the page polls instead."""
        address = await self._holds(request)
        if address is None or request.method == "HEAD" or not self.streams.room(address):
            return Response(status_code=204)  # tells a browser not to try again by itself
        seen = max(number(request.headers.get("last-event-id")), number(request.query_params.get("after")))
        stream = follow(self.desk, self.streams, address, seen, self.manners.heartbeat)
        return StreamingResponse(stream, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})

    async def refused(self, request: Request, error: Exception) -> Response:
        """A request that was not taken: a kind sentence, and what was typed still there."""
        assert isinstance(error, Refused)  # noqa: S101 - registered for this class only
        headers = {} if error.seconds is None else {"Retry-After": str(ceil(error.seconds))}
        if request.headers.get("content-type", "").startswith("application/json"):
            words = Words(await self._language(request))
            return JSONResponse({"error": words(NOTES[error.note])}, error.status, headers)
        shared, language = self.cookie.shared(request), spoken(request)
        moment = Moment(
            begun=False, note=error.note, kept=error.kept, code=error.code, shared=shared, language=language
        )
        return HTMLResponse(await self._page(await self._holds(request), moment), error.status, headers)

    async def _read(self, request: Request) -> Post:
        if not same_origin(request):
            raise Refused(403, "elsewhere")
        return await read_post(request)

    async def _begin(self, request: Request, post: Post) -> Response:
        address = await self._holds(request)
        held = address is not None
        if address is None:
            self._throttle_begin(request)
            address = new_address()
            await self._accept(desks.begun(address, post.source, spoken(request, post.get("language"))))
        return await self._done(request, address, post, held=held)

    async def _say(self, request: Request, post: Post) -> Response:
        message, text, press = post.message()
        address = await self._holds(request)
        held = address is not None
        if address is None:  # left in another tab, or cookies were cleared: what was typed begins a new conversation
            self._throttle_begin(request, kept=text)
            address = new_address()
        self._take("say", address, "flood", kept=text)
        raw = desks.pressed(address, message, press) if press else desks.typed(address, message, text, spoken(request))
        await self._accept(raw, kept=text)
        return await self._done(request, address, post, held=held, fresh=not held)

    async def _return(self, request: Request, post: Post) -> Response:
        until = self.now() + self.manners.come_back_takes
        if client := _client(request):
            self._take("return-each", client, "code-busy", code=True)
        self._take("return-all", "", "code-busy", code=True)
        address = await self.desk.come_back(post.get("code")[:64])
        await self.pause(max(0.0, until - self.now()))  # known, unknown and mistyped take equally long
        if address is None:
            raise Refused(404, "code-unknown", code=True)
        await self._let_go(request)
        response: Response = JSONResponse({"ok": True}) if post.script else RedirectResponse("/", 303)
        self._put(request, response, await self.desk.open(address), post)
        return response

    async def _done(self, request: Request, address: str, post: Post, *, held: bool, fresh: bool = False) -> Response:
        if post.script:
            response: Response = JSONResponse({"ok": True, "fresh": fresh})
        else:
            await self._answered_soon(address)
            response = RedirectResponse("/", 303)
        token = self.cookie.read(request) if held else None
        self._put(request, response, token or await self.desk.open(address), post)
        return response

    async def _holds(self, request: Request) -> str | None:
        """The conversation this browser holds; nobody begins or reads under a token that is not (or no longer) ours."""
        token = self.cookie.read(request)
        return None if token is None else await self.desk.behind(token)

    async def _let_go(self, request: Request) -> None:
        """End what this browser holds, on our side too: a copy of its cookie is worth nothing from here on."""
        token = self.cookie.read(request)
        try:
            if token is not None:
                await self.desk.close(token)
        except Exception as error:  # noqa: BLE001 - leaving must always work
            logger().error("web session not ended", channel="web", error=type(error).__name__)

    def _put(self, request: Request, response: Response, token: str, post: Post) -> None:
        self.cookie.put(response, token, shared=self.cookie.shared(request) or post.get("shared") == "ja")

    async def _accept(self, raw: Raw, *, kept: str = "") -> None:
        try:
            await self.desk.accept(raw)
        except Exception as error:  # noqa: BLE001 - whatever it was, it is not stored
            logger().error("web message not stored", channel="web", error=type(error).__name__)
            raise Refused(503, "not-stored", kept=kept) from None

    async def _answered_soon(self, address: str) -> None:
        """Wait a little, so that a page without script already holds the answer."""
        waited, step = 0.0, 0.01
        while waited < self.manners.patience and not await self.desk.answered(address):
            await self.pause(step)
            waited, step = waited + step, min(step * 2, 0.1)

    async def _page(self, address: str | None, moment: Moment) -> str:
        answered = address is None or await self.desk.answered(address)
        shown = view([] if address is None else await self.desk.transcript(address, 0))
        begun = bool(shown.lines) or not answered
        return self.pages.conversation(shown, replace(moment, begun=begun, pending=not answered))

    async def _language(self, request: Request) -> str:
        """The language of the conversation this browser holds, or what the browser asks for."""
        address = await self._holds(request)
        shown = view([] if address is None else await self.desk.transcript(address, 0))
        return shown.language or spoken(request)

    def _throttle_begin(self, request: Request, *, kept: str = "") -> None:
        if client := _client(request):
            self._take("begin-each", client, "busy", kept=kept)
        self._take("begin-all", "", "busy", kept=kept)

    def _take(self, name: str, key: str, note: str, *, kept: str = "", code: bool = False) -> None:
        wait = self._throttles[name].take(key, self.now())
        if wait:
            raise Refused(429, note, kept=kept, seconds=wait, code=code)


def _client(request: Request) -> str | None:
    """The network address that asks, in memory only. A loopback address is a proxy in front of us, not one person."""
    host = request.client.host if request.client else ""
    return None if host in {"", "127.0.0.1", "::1"} else host
