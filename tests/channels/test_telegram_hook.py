from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence

import httpx
import pytest
from starlette.applications import Starlette

from bot.channels import Raw
from bot.channels.telegram import Telegram
from bot.channels.telegram_hook import LARGEST, PATH, SECRET_HEADER, route
from tests.fakes.bot_api.server import BotApi

UPDATE = {"update_id": 3, "message": {"chat": {"id": 5, "type": "private"}, "text": "hallo"}}
SECRET = {SECRET_HEADER: "geheim"}


class Store:
    """Keeps what was handed over, unless its disk is full."""

    def __init__(self) -> None:
        self.kept: list[Raw] = []
        self.full = False

    async def accept(self, raws: Sequence[Raw]) -> None:
        if self.full:
            raise OSError
        self.kept += raws


@pytest.fixture
def store() -> Store:
    """What lies behind the address."""
    return Store()


@pytest.fixture
async def web(telegram: Telegram, store: Store) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the address, without a network in between."""
    app = httpx.ASGITransport(Starlette(routes=[route(telegram, store.accept)]), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=app, base_url="http://voorbeeld.example") as client:
        yield client


async def test_a_call_is_answered_after_it_was_stored(web: httpx.AsyncClient, store: Store) -> None:
    """With the secret an update is kept under the person's address and answered with 200."""
    answer = await web.post(PATH, json=UPDATE, headers=SECRET)

    assert answer.status_code == 200
    assert [one.address for one in store.kept] == ["5"]


async def test_what_could_not_be_stored_is_not_confirmed(web: httpx.AsyncClient, store: Store, server: BotApi) -> None:
    """Without a commit there is no 200, so Telegram sends it again; a press is not acknowledged either."""
    store.full = True
    server.world.presses["77"] = server.world.clock.now()
    answer = await web.post(PATH, json={"update_id": 1, "callback_query": {"id": "77"}}, headers=SECRET)

    assert answer.status_code == 500
    assert "77" not in server.world.answered
    store.full = False
    assert (await web.post(PATH, json=UPDATE, headers=SECRET)).status_code == 200


@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: "fout"}, {SECRET_HEADER: ""}])
async def test_a_stranger_is_turned_away(web: httpx.AsyncClient, store: Store, headers: dict[str, str]) -> None:
    """Without the secret nothing is stored, whatever was sent."""
    answer = await web.post(PATH, json=UPDATE, headers=headers)

    assert answer.status_code == 403
    assert store.kept == []


@pytest.mark.parametrize("chunked", [False, True])
async def test_a_call_that_is_far_too_large_is_not_read_to_its_end(
    web: httpx.AsyncClient, store: Store, chunked: bool
) -> None:
    """With its length announced or in chunks without any, reading stops soon after the limit."""
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(20):
            sent += 1
            yield b"x" * (LARGEST // 2)

    body = endless() if chunked else b"x" * (LARGEST + 1)
    answer = await web.post(PATH, content=body, headers=SECRET)

    assert answer.status_code == 413
    assert store.kept == []
    assert sent <= 4


async def test_garbage_with_the_secret_is_kept_for_people_to_look_at(web: httpx.AsyncClient, store: Store) -> None:
    """Telegram would repeat it for ever, so it is confirmed; it is stored without an address, never thrown away."""
    assert (await web.post(PATH, content=b"{", headers=SECRET)).status_code == 200
    assert [(one.address, one.payload) for one in store.kept] == [(None, b"{")]


async def test_the_same_call_twice_bears_the_same_id(web: httpx.AsyncClient, store: Store) -> None:
    """A repetition can be known as such by the store."""
    for _ in range(2):
        await web.post(PATH, content=json.dumps(UPDATE), headers=SECRET)

    assert store.kept[0].external_id == store.kept[1].external_id


async def test_only_posts_are_taken(web: httpx.AsyncClient) -> None:
    """A browser that looks at the address gets nothing."""
    assert (await web.get(PATH)).status_code == 405
