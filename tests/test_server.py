"""The web server inside our own event loop: it takes an address or says why not, and ends when told."""

from __future__ import annotations

import asyncio
import signal
import socket

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.errors import OperatorError
from bot.server import Later, bind, serve


def site() -> Starlette:
    """One page."""

    async def page(_request: Request) -> Response:
        return PlainTextResponse("dag")

    return Starlette(routes=[Route("/", page)])


def test_an_address_in_use_is_told_with_its_remedy() -> None:
    """Two services on one port: the second says which port, and which setting changes it."""
    with bind("127.0.0.1", 0) as taken:
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(OperatorError, match=f"poort {port} is niet vrij.*HERSTELBOT_WEB_PORT"):
            bind("127.0.0.1", port)


def test_answers_are_not_held_back_on_the_line() -> None:
    """The listener names TCP, so that the loop sends small answers at once."""
    with bind("127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP


async def test_it_serves_until_told_to_stop() -> None:
    """Pages are answered, without telling what software answers; after ``stop`` the port is free again."""
    listener, stop = bind("127.0.0.1", 0), asyncio.Event()
    address = listener.getsockname()
    serving = asyncio.create_task(serve(site(), listener, stop))
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(f"http://127.0.0.1:{address[1]}/")
    stop.set()
    await serving

    assert (answer.status_code, answer.text) == (200, "dag")
    assert "server" not in answer.headers
    bind(*address).close()


async def test_signals_stay_ours() -> None:
    """Serving does not touch the handlers of the process: the application decides how a stop goes."""
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
    listener, stop = bind("127.0.0.1", 0), asyncio.Event()
    serving = asyncio.create_task(serve(site(), listener, stop))
    async with httpx.AsyncClient(trust_env=False) as client:
        await client.get(f"http://127.0.0.1:{listener.getsockname()[1]}/")
    during = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
    stop.set()
    await serving

    assert during == before


async def test_a_site_is_put_together_once_and_when_it_is_asked_for() -> None:
    """Nobody waits at the start for pages that nobody asked for, and nobody waits twice."""
    made: list[Starlette] = []

    def make() -> Starlette:
        made.append(site())
        return made[-1]

    later = Later(make)
    assert made == []
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=later), base_url="http://test") as client:
        assert [(await client.get("/")).text for _ in range(2)] == ["dag", "dag"]
    assert len(made) == 1
