"""The whole program on a data folder of its own, with Telegram played by a local Bot API server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import App, build
from bot.channels.limits import Limiter, Rates
from bot.config import Settings
from bot.services.documents import document
from bot.store import registrations
from bot.store.cases import Filters
from bot.store.sight import PROGRAM
from tests.fakes.bot_api.server import TOKEN, BotApi
from tests.journeys.acts import Act, rehearsal


@pytest.fixture
def telegram() -> Iterator[BotApi]:
    with BotApi() as server:
        yield server


@pytest.fixture(autouse=True)
def _learns_once(tmp_path: Path, learnt: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "learnt").symlink_to(learnt, target_is_directory=True)


def settings(folder: Path, telegram: BotApi | None = None, **more: object) -> Settings:
    """Settings for a folder of one's own, whatever the environment says."""
    given = {
        "data_dir": folder / "data",
        "secret_key_file": folder / "master.key",
        "telegram_token": None if telegram is None else SecretStr(TOKEN),
        "telegram_api_url": "" if telegram is None else telegram.url,
        "web_port": 0,
        "staff_chat_id": None,
        "public_url": None,
        "dialogs_dir": None,
        "website": "voorbeeld.example",
    }
    return Settings.model_construct(**{**Settings().model_dump(), **given, **more})


@dataclass
class Running:
    """A service that runs, and its web address."""

    app: App
    address: str

    async def documents(self) -> list[dict[str, object]]:
        """Everything in the queue."""
        store = self.app.store
        cases = await store.db.read(lambda tx: registrations.listed(tx, store.vault, PROGRAM, Filters(), limit=1000))
        return [document(case) for case in cases]


@asynccontextmanager
async def running(given: Settings) -> AsyncIterator[Running]:
    """Start the service and stop it politely at the end."""
    ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    async with build(given) as app:
        app.deliver.limits = Limiter(Rates(chat=1000.0, burst=1000, overall=10_000))  # the server has no such limits
        task = asyncio.create_task(app.run(ready=ready.set_result))
        await asyncio.wait({task, asyncio.ensure_future(ready)}, return_when=asyncio.FIRST_COMPLETED)  # type: ignore[type-var]
        if task.done():
            task.result()
        await app.library.learn()  # who types meanwhile waits, on a busy machine longer than a story does
        try:
            yield Running(app=app, address=ready.result())
        finally:
            app.stop.set()
            await task


def acts(name: str) -> list[Act]:
    """What the person of a rehearsal does."""
    return rehearsal(name).acts
