"""Joining everything: what is served at which address, and what an operator is told when it cannot be."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import httpx
import pytest

from bot.app import build, listen_to_signals
from bot.channels.telegram_hook import PATH
from bot.errors import OperatorError
from tests.engine.small import TEXTS
from tests.fakes.bot_api.faults import Fault
from tests.fakes.bot_api.server import BotApi
from tests.journeys.conftest import running, settings


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """A folder with the small script, which is learnt in a moment."""
    folder = tmp_path / "scripts"
    for path, text in {**TEXTS, "topics/geen.yaml": "weer: [regent het]"}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def ready(tmp_path: Path, learnt: Path) -> Path:
    """A folder whose service finds what another one learnt already."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "learnt").symlink_to(learnt, target_is_directory=True)
    return tmp_path


async def test_chat_console_and_nothing_else_are_served(ready: Path) -> None:
    """The chat at the root, the console below /staff, and no address for Telegram when Telegram does not call us."""
    async with running(settings(ready)) as service, httpx.AsyncClient(base_url=service.address) as web:
        assert (await web.get("/")).status_code == 200
        assert (await web.get("/staff")).headers["location"] == "/staff/"
        assert (await web.get("/staff/login")).status_code == 200
        assert (await web.post(PATH, json={})).status_code == 404
        assert service.app.channels.keys() == {"web"}


async def test_in_webhook_mode_telegram_is_told_where_to_call(ready: Path) -> None:
    """Our public address and a secret of this installation; a call with it is let in, one without is not."""
    with BotApi() as telegram:
        given = settings(ready, telegram, telegram_mode="webhook", public_url="https://voorbeeld.example/")
        async with running(given) as service, httpx.AsyncClient(base_url=service.address) as web:
            await telegram.until(lambda: bool(telegram.world.webhook))
            hook = dict(telegram.world.webhook)
            told = {"X-Telegram-Bot-Api-Secret-Token": str(hook["secret"])}
            update = {"update_id": 3, "message": {"chat": {"id": 5, "type": "private"}, "text": "hallo"}}
            assert (await web.post(PATH, json=update, headers=told)).status_code == 200
            assert (await web.post(PATH, json=update)).status_code == 403

    assert hook["url"] == f"https://voorbeeld.example{PATH}"
    assert len(str(hook["secret"])) >= 32


async def test_telegram_out_of_reach_stops_nothing(ready: Path) -> None:
    """The chat and the console go on; Telegram is joined as soon as it answers."""
    with BotApi() as telegram:
        telegram.faults.add(Fault(kind="status", method="getMe", status=401, description="Unauthorized"))
        async with running(settings(ready, telegram)) as service, httpx.AsyncClient() as web:
            assert (await web.get(f"{service.address}/")).status_code == 200
            mila = telegram.person("Mila")
            mila.says("/start")
            await mila.expects(lambda seen: bool(seen.text), timeout=10)


async def test_a_job_that_fails_is_tried_again(ready: Path) -> None:
    """One failure of the work behind the scenes is told by its class only, and the next round comes."""
    rounds: list[int] = []
    async with build(settings(ready)) as app:

        async def work() -> None:
            rounds.append(len(rounds))
            if len(rounds) == 1:
                raise RuntimeError("geheim")
            app.stop.set()

        await asyncio.wait_for(app._repeat(work, 0.001), timeout=5)

    assert rounds == [0, 1]


async def test_two_services_do_not_share_a_folder(ready: Path) -> None:
    """The second one is refused in one line with a remedy, and the first goes on."""
    async with build(settings(ready)):
        with pytest.raises(OperatorError) as refused:
            async with build(settings(ready)):
                pass

    assert "\n" not in str(refused.value)


async def test_scripts_with_a_mistake_are_refused_at_the_start(tmp_path: Path, scripts: Path) -> None:
    """Nothing is published of them, and the place of the mistake is told."""
    (scripts / "flags.yaml").write_text("- druk\n", encoding="utf-8")
    with pytest.raises(OperatorError, match=r"flags\.yaml"):
        async with build(settings(tmp_path, dialogs_dir=scripts)):
            pass


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_asks_to_stop(number: signal.Signals) -> None:
    """Being asked to stop sets the event that everything watches, and ends nothing by itself."""
    before = {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)}
    stop = asyncio.Event()
    try:
        listen_to_signals(stop)
        signal.raise_signal(number)
        await asyncio.wait_for(stop.wait(), timeout=5)
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
