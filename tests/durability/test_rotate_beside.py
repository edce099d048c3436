"""A new master key for the real program while it runs."""

from __future__ import annotations

import asyncio
import shutil
import sys
from pathlib import Path

from tests.durability.service import QUICK, ROOT, Service
from tests.fakes.bot_api.server import BotApi


async def rotate(service: Service, key: Path) -> int:
    """``herstelbot keys rotate`` as an operator types it; gives its exit status."""
    command = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "keys", "rotate",
        env={**service.environment, "HERSTELBOT_SECRET_KEY_FILE": str(key)},
        cwd=ROOT, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    return await command.wait()


async def test_the_master_key_is_replaced_under_a_running_service(tmp_path: Path) -> None:
    """As under systemd the service has a copy of the key as old as its start: it goes on, also with newcomers.

    At the end only the new key fits, and everybody is still known.
    """
    key, credential = tmp_path / "etc" / "master.key", tmp_path / "credential"
    key.parent.mkdir()
    with BotApi() as telegram:
        service = Service(tmp_path, telegram.url, QUICK, {"HERSTELBOT_SECRET_KEY_FILE": str(credential)})
        try:
            await service.start()
            await service.ready()
            shutil.copyfile(credential, key)
            key.chmod(0o600)
            mila, noor = telegram.person("Mila"), telegram.person("Noor")
            mila.says("/start")
            await mila.expects(lambda seen: bool(seen.text), timeout=30)

            assert await rotate(service, key) == 0
            assert key.read_bytes() != credential.read_bytes()
            noor.says("/start")
            await noor.expects(lambda seen: bool(seen.text), timeout=30)

            await service.kill()
            await service.start()
            assert "ended with 1" in await _refused(service)  # the old copy fits nothing any more
            shutil.copyfile(key, credential)
            await service.start()
            await service.ready()
            for person in (mila, noor):
                person.says("/help")
            await telegram.until(lambda: len(telegram.world.queue) == 0, timeout=30)
            assert (await service.stop())[0] == 0
        finally:
            await service.kill()

    assert "job failed" not in service.log.read_text()


async def _refused(service: Service) -> str:
    try:
        await service.ready()
    except RuntimeError as error:
        return str(error)
    return ""
