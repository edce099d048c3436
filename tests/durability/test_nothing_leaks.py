"""After whole conversations with trouble on the way, nothing anybody said stands readable in any file or log line."""

from __future__ import annotations

import itertools
from pathlib import Path

import httpx
import pytest

from tests.durability.people import Chatter
from tests.durability.plan import plan
from tests.durability.service import QUICK, Service
from tests.fakes.bot_api.server import TOKEN, BotApi

CANARY = "kanariegeel"
"""A word that stands in everything these people type, and nowhere else."""


async def on_the_web(service: Service) -> None:
    """Tell the web chat all sorts of things, hostile and odd ones too."""
    numbers = itertools.count()
    headers = {"sec-fetch-site": "same-origin", "x-canary": CANARY}
    async with httpx.AsyncClient(base_url=service.address, headers=headers, timeout=30) as browser:
        await browser.post("/begin", json={"source": CANARY})
        for text in (f"mijn naam is {CANARY}", f"{CANARY}@example.org", f"06 12345678 {CANARY}", "x" * 5000 + CANARY):
            await browser.post("/say", json={"id": f"bericht-{next(numbers)}", "text": text})
        await browser.post(
            "/say", content=f'{{"text": "{CANARY}'.encode(), headers={"content-type": "application/json"}
        )
        await browser.post("/", data={"do": CANARY, "text": CANARY})
        await browser.get(f"/{CANARY}?bron={CANARY}")
        await browser.post("/return", json={"code": CANARY})


async def on_telegram(telegram: BotApi) -> Chatter:
    """A whole registration, and beside it everything that can be sent or go wrong."""
    chatter = Chatter(person=telegram.person("Kanariegeel Naam"), world=telegram.world, plan=plan(3))
    odd = telegram.person(f"Ook {CANARY}")
    odd.says(f"/start {CANARY}")
    odd.says(f"ik heet {CANARY} en mijn bsn is 999900146")
    odd.edits(f"ik heet toch {CANARY}")
    odd.sends_photo(f"foto {CANARY}")
    odd.sends_contact("+31687654321")
    telegram.inject({"message": {"text": CANARY, "chat": {"id": "geen getal"}}})
    telegram.inject({"message": CANARY})
    await chatter.chat()
    for kind, details in (
        ("html", {"status": 502}),
        ("garbage", {}),
        ("status", {"status": 403, "description": CANARY}),
    ):
        telegram.fault(kind, "sendMessage", **details)
        odd.says(f"/help {CANARY}")
    telegram.fault("garbage", "getUpdates")
    odd.says(f"nog iets over {CANARY}")
    await telegram.until(lambda: len(telegram.world.queue) == 0, timeout=30)
    return chatter


@pytest.mark.timeout(110)
async def test_what_people_said_is_in_no_file_and_no_log_line_at_debug(tmp_path: Path) -> None:
    """Words, names, addresses, numbers, chat ids and the bot's token: in no file of the data folder, in no output."""
    with BotApi() as telegram:
        service = Service(tmp_path, telegram.url, QUICK, {"HERSTELBOT_LOG_LEVEL": "DEBUG"})
        try:
            await service.start()
            await service.ready()
            chatter = await on_telegram(telegram)
            await on_the_web(service)
            running = _found(tmp_path, telegram, chatter)
            await service.kill()
            killed = _found(tmp_path, telegram, chatter)
            await service.start()
            await service.ready()
            await service.stop()
        finally:
            await service.kill()

        assert running == killed == _found(tmp_path, telegram, chatter) == []
        assert service.log.stat().st_size > 0
        (tmp_path / "control").write_text(f"wie zoekt, vindt {CANARY}")
        assert _found(tmp_path, telegram, chatter) == [f"{CANARY} in control"]


def _found(folder: Path, telegram: BotApi, chatter: Chatter) -> list[str]:
    """Which secret stands in which file, in any of the usual writings."""
    ids = [str(person.id) for person in telegram.people.values()]
    typed = [step.does for step in chatter.plan.steps if not step.does.startswith(("[", "/"))]
    secrets = [CANARY, CANARY.capitalize(), "999900146", "31687654321", TOKEN, TOKEN.partition(":")[2], *ids, *typed]
    files = [path for path in folder.rglob("*") if path.is_file() and "learnt" not in path.parts]
    return [
        f"{secret} in {path.name}"
        for path in files
        for data in [path.read_bytes()]
        for secret in secrets
        if secret.encode() in data or secret.encode("utf-16-le") in data
    ]
