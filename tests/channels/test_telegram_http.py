from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData

from bot.channels.telegram_http import Http
from tests.fakes.bot_api.server import TOKEN, BotApi


@pytest.fixture
async def http() -> AsyncIterator[Http]:
    """Ready for calls."""
    made = Http(connections=2, read=0.5)
    await made.initialize()
    yield made
    await made.shutdown()


def url(server: BotApi, method: str = "getMe") -> str:
    """The address of a method."""
    return f"{server.url}/bot{TOKEN}/{method}"


async def test_a_call_gives_status_and_body(http: Http, server: BotApi) -> None:
    """A refusal is an answer too: what it means is the client's business."""
    status, body = await http.do_request(url(server), "POST")
    assert (status, b"herstel_test_bot" in body) == (200, True)
    status, _ = await http.do_request(url(server, "noSuchThing"), "POST", RequestData())
    assert status == 404


async def test_silence_is_told_from_a_broken_line(http: Http, server: BotApi) -> None:
    """Both are the library's own errors, by their class alone; the address with the token is nowhere in them."""
    server.fault("hang", method="getMe")
    with pytest.raises(TimedOut) as silent:
        await http.do_request(url(server), "POST", read_timeout=0.2)
    server.fault("drop_before", method="getMe")
    with pytest.raises(NetworkError) as broken:
        await http.do_request(url(server), "POST")
    with pytest.raises(NetworkError) as nobody:
        await http.do_request("http://127.0.0.1:1/bot" + TOKEN, "POST")

    for raised in (silent, broken, nobody):
        assert TOKEN not in f"{raised.value!r} {raised.value.__cause__!r}"
    assert (await http.do_request(url(server), "POST"))[0] == 200


async def test_it_can_be_opened_again_and_closed_twice(server: BotApi) -> None:
    """The library opens and closes its requests more than once; what was closed is not quietly opened by a late call."""
    http = Http(connections=1)
    for _ in range(2):
        await http.initialize()
        await http.initialize()
        assert (await http.do_request(url(server), "POST"))[0] == 200
        await http.shutdown()
        await http.shutdown()
    with pytest.raises(RuntimeError):
        await http.do_request(url(server), "POST")
