"""The web server inside our own event loop.

uvicorn re-raises signals after a graceful stop, which would skip everybody else's goodbye (measured: the process dies
with 143 and nothing behind it runs). So its signal handling is left out; :mod:`bot.app` owns the signals.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable, Iterator
from functools import cache

import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.errors import OperatorError

BACKLOG = 2048
"""Connections that may wait to be taken."""


class Server(uvicorn.Server):
    """uvicorn without its own signal handlers."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are the application's; nothing is captured here."""
        yield


class Later:
    """A site that is put together at the first request for it, so that no start waits for what nobody asked for."""

    def __init__(self, make: Callable[[], ASGIApp]) -> None:
        self._make = cache(make)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on."""
        await self._make()(scope, receive, send)


def bind(host: str, port: int) -> socket.socket:
    """Take the address, or say clearly why not.

    Raises:
        OperatorError: when the port is in use or may not be taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol by name: asyncio only switches off Nagle's delay (some 40 ms an answer) when it says TCP.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)  # who comes before the server is there waits, instead of being turned away
    except OSError as error:
        listener.close()
        raise OperatorError(
            f"adres {host}, poort {port} is niet vrij ({type(error).__name__})",
            "stop het andere programma, of kies een andere HERSTELBOT_WEB_PORT",
        ) from None
    return listener


async def serve(app: Starlette, listener: socket.socket, stop: asyncio.Event) -> None:
    """Serve until ``stop``; open event streams are expected to end by themselves, five seconds at most."""
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=5,
        proxy_headers=False,
        lifespan="off",
    )
    server = Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    await asyncio.wait([serving, asyncio.create_task(stop.wait())], return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    await serving
