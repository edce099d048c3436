"""The address that Telegram calls in webhook mode. Telegram forgets an update at our 200, so that follows the commit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels import Raw
from bot.channels.telegram import Telegram

PATH = "/hook/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
LARGEST = 1_000_000
"""Bytes of one call; an update is a few thousand."""


def route(telegram: Telegram, accept: Callable[[Sequence[Raw]], Awaitable[None]]) -> Route:
    """The route, for whoever serves pages. ``accept`` returns after the commit."""

    async def called(request: Request) -> Response:
        body = bytearray()
        async for chunk in request.stream():  # not by its announced length: a call in chunks has none
            body += chunk
            if len(body) > LARGEST:
                return Response(status_code=413)
        raws = telegram.accept_webhook(bytes(body), request.headers.get(SECRET_HEADER))
        if raws is None:
            return Response(status_code=403)
        await accept(raws)
        telegram.attend_webhook(bytes(body))
        return Response(status_code=200)

    return Route(PATH, called, methods=["POST"])
