"""The door of every page: who may come in, whether a form is ours, and the headers every answer carries.

There is one table of pages (:mod:`bot.console.site`), each naming who it is for. Nothing is served that is not in it,
and what somebody may not see does not exist for them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from starlette.datastructures import FormData, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.console.desk import LONGEST_FIELD, Call, Desk, Handler
from bot.store.staff import Account

Who = Literal["anyone", "staff", "coordinator", "administrator"]
RANK: Final[dict[str, int]] = {"anyone": 0, "staff": 1, "coordinator": 2, "administrator": 3}
MOST_FIELDS: Final = 400
LARGEST_BODY: Final = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A route: ``who`` is the least that somebody must be. ``post``: it changes something, and needs our form.

    ``longest``: characters in one field of its form. ``file``: bytes of the one file its form may carry, read as text.
    ``quiet``: a page asks for it by itself, so it does not count as using the session.
    ``before_factor``: open to who still has to set up a second factor, where that is demanded.
    """

    path: str
    handler: Handler
    who: Who
    post: bool = False
    quiet: bool = False
    longest: int = LONGEST_FIELD
    before_factor: bool = False
    file: int = 0

    @property
    def method(self) -> str:
        """The one method it answers (and HEAD with GET)."""
        return "POST" if self.post else "GET"


def routes(desk: Desk, pages: Iterable[Page]) -> list[Route]:
    """The pages as routes, each behind the door."""
    return [
        Route(
            page.path,
            _behind_the_door(desk, page),
            methods=[page.method],
            middleware=[Middleware(RequestBodyLimitMiddleware, max_body_size=LARGEST_BODY + page.file)],
        )
        for page in pages
    ]


def _behind_the_door(desk: Desk, page: Page) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        call = await arrived(desk, request, await _form(request, page) if page.post else {}, quiet=page.quiet)
        if page.who != "anyone":
            if call.somebody is None:
                return call.go("/login")
            if not may(call.somebody, page.who):
                raise HTTPException(404)
            if desk.demands_factor and not (call.somebody.has_totp or page.before_factor):
                return call.go("/me")
        if page.post and not call.form_is_ours():
            return await call.show("expired.html", status=403)
        return await page.handler(call)

    return endpoint


async def arrived(desk: Desk, request: Request, form: Mapping[str, str], *, quiet: bool = False) -> Call:
    """The request, with who asks."""
    token = request.cookies.get(desk.session_cookie)
    session = None if token is None else await desk.signin.who(token, quiet=quiet)
    if session is None:
        return Call(desk=desk, request=request, form=form)
    return Call(desk=desk, request=request, form=form, token=token, somebody=session.account)


def may(account: Account, who: Who) -> bool:
    """Whether this account may see a page for ``who``."""
    return RANK[account.role] >= RANK[who]


async def _form(request: Request, page: Page) -> dict[str, str]:
    """The fields of a form: text only, of reasonable length, the last one when a name is repeated."""
    form: FormData = await request.form(max_files=1 if page.file else 0, max_fields=MOST_FIELDS)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    if any(len(value) > page.longest for value in fields.values()):
        raise HTTPException(413)
    for name, value in form.items():
        if not isinstance(value, str):  # what is no text reads as what no text has in it
            fields[name] = (await value.read(page.file)).decode("utf-8", "replace")
    await form.close()
    return fields


class Headers:
    """Adds to every answer what keeps browsers from doing harm with it."""

    _CSP = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self._app = app
        self._headers = {
            "content-security-policy": self._CSP,
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            # Not no-referrer: then browsers send "Origin: null" with our own forms.
            "referrer-policy": "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=()",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
        } | ({"strict-transport-security": "max-age=31536000"} if secure else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and put the headers on what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
            await send(message)

        await self._app(scope, receive, with_headers)
