"""Asked to stop, at whatever moment: soon, with status 0, and nothing that was taken is lost."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import httpx
import pytest

from bot.store import inbox, outbox
from bot.store.opening import open_store
from tests.durability.service import QUICK, Service
from tests.fakes.bot_api.server import BotApi

SOON = 5.0
BACKLOG = 500
PEOPLE = 50


async def test_a_stop_ends_open_streams_and_calls_that_hang(tmp_path: Path) -> None:
    """With a web page listening and Telegram not answering a call: status 0 within five seconds."""
    with BotApi() as telegram:
        service = Service(tmp_path, telegram.url, QUICK)
        await service.start()
        try:
            await service.ready()
            telegram.fault("hang", "sendMessage", times=-1)
            telegram.person("Mila").says("/start")
            async with httpx.AsyncClient(
                base_url=service.address, headers={"sec-fetch-site": "same-origin"}, timeout=10
            ) as browser:
                await browser.post("/begin", json={})
                async with browser.stream("GET", "/events") as stream:
                    assert stream.status_code == 200
                    await telegram.until(lambda: len(telegram.world.queue) == 0)
                    status, seconds = await service.stop()
        finally:
            await service.kill()

    assert status == 0
    assert seconds < SOON


async def test_started_with_a_backlog_and_stopped_in_the_middle_nobody_is_forgotten(tmp_path: Path) -> None:
    """500 waiting messages, a stop while they are worked on, a start: each was heard once and answered in order."""
    with BotApi() as telegram:
        people = [telegram.person(f"mens-{number}") for number in range(PEOPLE)]
        for turn in range(BACKLOG // PEOPLE):
            for person in people:
                person.says("/start" if turn == 0 else "/help")
        service = Service(tmp_path, telegram.url, QUICK)
        try:
            await service.start()
            await telegram.until(lambda: len(telegram.calls("sendMessage")) > 20, timeout=60)
            status, seconds = await service.stop()
            await service.start()
            await telegram.until(
                lambda: all(_answered(person.sees, "Wat heb je nodig") for person in people), timeout=90
            )
            await telegram.until(lambda: len(telegram.world.queue) == 0)
            await service.stop()
        finally:
            await service.kill()

    assert status == 0
    assert seconds < SOON
    async with open_store(tmp_path / "data", guest=True) as store:
        incoming, outgoing = await store.db.read(inbox.counts), await store.db.read(outbox.counts)
    assert (incoming.waiting, incoming.dead) == (0, 0)
    assert (outgoing.waiting, outgoing.sending, outgoing.failed) == (0, 0, 0)


def _answered(sees: list, words: str) -> bool:  # type: ignore[type-arg]
    return sum(words in one.text for one in sees if not one.mine) >= BACKLOG // PEOPLE - 1


@pytest.mark.parametrize("after", [0.05, 0.4, 0.8, 1.2])
async def test_stopped_while_it_starts_it_starts_again(after: float, tmp_path: Path) -> None:
    """A stop before it is ready ends it at once and damages nothing."""
    service = Service(tmp_path, "", QUICK)
    try:
        await service.start()
        await asyncio.sleep(after)
        status, seconds = await service.stop()
        await service.start()
        await service.ready()
        again, _ = await service.stop()
    finally:
        await service.kill()

    assert status in {0, -signal.SIGTERM}
    assert seconds < SOON
    assert again == 0
