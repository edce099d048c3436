"""A Bot API server of our own and a Telegram channel that talks to it over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from bot.channels.telegram import Telegram
from bot.channels.telegram_polling import Patience
from tests.fakes.bot_api.server import BotApi

QUICK = Patience(poll=1, slack=0.5, first=0.01, longest=0.05)
STAFF = -1_009_000_000_001


@pytest.fixture
def server() -> Iterator[BotApi]:
    """A Bot API server for one test."""
    with BotApi() as running:
        yield running


@pytest.fixture
async def telegram(server: BotApi) -> AsyncIterator[Telegram]:
    """A started channel that talks to it, quick to give up and to try again."""
    channel = Telegram(server.world.token, api=server.url, staff_chat=STAFF, webhook_secret="geheim", patience=QUICK)
    await channel.start()
    yield channel
    await channel.close()
