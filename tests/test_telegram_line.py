"""The line to Telegram, through a Bot API server that fails: never deaf without it being seen."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest

from bot.channels.telegram_hook import PATH
from tests.fakes.bot_api.server import BotApi
from tests.journeys.conftest import Running, running, settings


@pytest.fixture
def ready(tmp_path: Path, learnt: Path) -> Path:
    """A folder whose service finds what another one learnt already."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "learnt").symlink_to(learnt, target_is_directory=True)
    return tmp_path


async def becomes(service: Running, status: int) -> None:
    """Wait until the health page says so."""
    async with httpx.AsyncClient(base_url=service.address, trust_env=False) as web, asyncio.timeout(30):
        while (await web.get("/healthz")).status_code != status:
            pass


@pytest.mark.parametrize(("kind", "status"), [("status", 404), ("status", 409), ("hang", 0), ("garbage", 0)])
async def test_not_hearing_from_telegram_is_seen_and_passes(ready: Path, kind: str, status: int) -> None:
    """While polls fail or hang the service is unwell; as soon as they succeed it is well, and hears what was said."""
    with BotApi() as telegram:
        more = {} if kind != "status" else {"status": status}
        telegram.fault(kind, method="getUpdates", times=-1, **more)
        async with running(settings(ready, telegram)) as service:
            service.app.health.silent, service.app.health.fresh = 0.5, 0.0
            await becomes(service, 503)
            anna = telegram.person("Anna")
            anna.says("/start")
            telegram.faults.clear()
            if kind != "hang":  # a poll that hangs is given up after half a minute
                await anna.expects("", timeout=30)


async def test_calls_that_do_not_arrive_are_seen(ready: Path) -> None:
    """In webhook mode only Telegram can tell whether its calls arrive, so it is asked."""
    with BotApi() as telegram:
        given = settings(ready, telegram, telegram_mode="webhook", public_url="https://voorbeeld.example/")
        async with running(given) as service:
            assert service.app.line is not None
            await telegram.until(lambda: bool(telegram.world.webhook))
            line = service.app.line.telegram
            assert await line.hook_is_well(f"https://voorbeeld.example{PATH}")
            assert not await line.hook_is_well("https://elders.example/")
            telegram.fault("status", method="getWebhookInfo", status=502)
            assert not await line.hook_is_well(f"https://voorbeeld.example{PATH}")
