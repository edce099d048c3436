"""``/.well-known/security.txt`` (RFC 9116): where somebody who found a weakness tells us."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.channels.webchat_guard import put_headers

PATH = "/.well-known/security.txt"
VALID = timedelta(days=180)
"""Less than a year, as the standard asks; made anew at each request, so it only lapses when nobody serves it."""


def routes(contact: str | None, clock: Callable[[], datetime], *, public_url: str | None, secure: bool) -> list[Route]:
    """The route; none without a ``contact``: an address that begins with ``mailto:``, ``https:`` or ``tel:``."""
    if contact is None:
        return []

    def asked(_: Request) -> Response:
        expires = (clock() + VALID).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        lines = [f"Contact: {contact}", f"Expires: {expires}", "Preferred-Languages: nl, en"]
        lines += [f"Canonical: {public_url.rstrip('/')}{PATH}"] if secure and public_url else []
        response = PlainTextResponse("\n".join(lines) + "\n")
        put_headers(response.headers, secure=secure)
        return response

    return [Route(PATH, asked, methods=["GET"])]
