"""What keeps the web chat safe on every request: headers, the cookie, and who may post.

The cookie is 256 random bits made for this browser alone, and whether people share the device. It dies with the browser
and can be ended from our side; nothing else is kept on the device.
"""

from __future__ import annotations

import re
import secrets

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
STRICT_TRANSPORT = "max-age=31536000"  # this host only: its neighbours are not ours to bind
CLEAR = '"cookies", "storage", "cache"'

_TOKEN = re.compile(r"([A-Za-z0-9_-]{43})(\.g)?")


class Secured:
    """Middleware: the same headers on every response, whoever made it."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self._app = app
        self._secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and put the headers on what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                put_headers(MutableHeaders(scope=message), secure=self._secure)
            await send(message)

        await self._app(scope, receive, with_headers)


def put_headers(headers: MutableHeaders, *, secure: bool) -> None:
    """Set the security headers; with https also the promise to stay there."""
    headers.update(SECURITY)
    if secure:
        headers["Strict-Transport-Security"] = STRICT_TRANSPORT


def same_origin(request: Request) -> bool:
    """Whether a request comes from a page of our own.

    Browsers say so in ``Sec-Fetch-Site``. Older ones only send ``Origin``, which our referrer policy turns into
    "null" for plain forms: those are refused, and such a browser needs its script switched on.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    scheme, _, host = request.headers.get("origin", "").partition("://")
    return scheme in {"http", "https"} and host == request.headers.get("host")


class Cookie:
    """The one cookie, which names the conversation."""

    def __init__(self, *, secure: bool) -> None:
        self.name = "__Host-hb" if secure else "hb"
        self._secure = secure

    def read(self, request: Request) -> str | None:
        """The token of this browser, or None."""
        found = _TOKEN.fullmatch(request.cookies.get(self.name, ""))
        return found[1] if found else None

    def shared(self, request: Request) -> bool:
        """Whether the conversation of this browser was begun on a device that people share."""
        found = _TOKEN.fullmatch(request.cookies.get(self.name, ""))
        return found is not None and found[2] is not None

    def put(self, response: Response, token: str, *, shared: bool = False) -> None:
        """Let this browser hold the conversation behind its token until it closes."""
        value = f"{token}.g" if shared else token
        response.set_cookie(self.name, value, path="/", secure=self._secure, httponly=True, samesite="strict")

    def drop(self, response: Response) -> None:
        """Take the conversation from this browser, and everything else it kept of us."""
        response.delete_cookie(self.name, path="/", secure=self._secure, httponly=True, samesite="strict")
        response.headers["Clear-Site-Data"] = CLEAR


def new_address() -> str:
    """A new conversation's id: 256 random bits."""
    return secrets.token_urlsafe(32)
