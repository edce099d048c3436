"""After whole conversations with trouble on the way, nothing anybody said stands readable in any file or log line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.authoring.shipped import texts
from tests.durability.canaries import (
    CANARY,
    PASSWORD,
    erased,
    on_telegram,
    on_the_console,
    on_the_web,
    with_trouble,
)
from tests.durability.people import Chatter
from tests.durability.service import QUICK, ROOT, Service
from tests.fakes.bot_api.server import TOKEN, BotApi

WITHIN = 60.0
"""Seconds within which an erased person is gone from the running service's files."""


@pytest.mark.timeout(180)
async def test_what_people_said_is_in_no_file_and_no_log_line_at_debug(tmp_path: Path) -> None:
    """Words, names, addresses, numbers, chat ids, passwords and the bot's token: in no file and in no output.

    On Telegram, on the web and at the console, with damage and errors in every layer, at DEBUG, with temporary files
    among what is searched; nor in the staff group, nor in addresses and titles that a browser keeps.
    """
    (tmp_path / "tmp").mkdir()
    with BotApi() as telegram:
        group = telegram.group("Team")
        more = {"LOG_LEVEL": "DEBUG", "STAFF_CHAT_ID": str(group.chat.number)}
        settings = {f"HERSTELBOT_{name}": value for name, value in more.items()} | {"TMPDIR": str(tmp_path / "tmp")}
        service = Service(tmp_path, telegram.url, QUICK, settings)
        try:
            await service.start()
            await service.ready()
            group.unblocks()
            chatter = await on_telegram(telegram)
            await on_the_web(service)
            kept = await on_the_console(service, chatter.reference)
            seconds = await erased(service, telegram)
            await with_trouble(service, telegram, chatter.reference)
            assert _no_core_file(service)
            running = _found(tmp_path, telegram, chatter)
            await service.kill()
            killed = _found(tmp_path, telegram, chatter)
            await service.start()
            await service.ready()
            await service.stop()
        finally:
            await service.kill()

        assert running == killed == _found(tmp_path, telegram, chatter) == []
        assert seconds < WITHIN
        log = service.log.read_text()
        assert all(word in log for word in ("erased", "UnreadableRecord", "OperationalError"))
        told = [one.text for one in group.chat.messages.values()]
        assert told
        assert [text for text in (*told, *kept) if any(secret in text for secret in _secrets(telegram, chatter))] == []
        (tmp_path / "control").write_text(f"wie zoekt, vindt {CANARY}")
        assert _found(tmp_path, telegram, chatter) == [f"{CANARY} in control"]


def _secrets(telegram: BotApi, chatter: Chatter) -> list[str]:
    people = [str(person.id) for person in telegram.people.values() if person.id > 0]
    typed = [step.does for step in chatter.plan.steps if not step.does.startswith(("[", "/"))]
    authored = "".join(texts().values())  # what the scripts say themselves ("na de zomer") gives nobody away
    return [
        *(CANARY, CANARY.capitalize(), PASSWORD, "999900146", "31687654321", TOKEN, TOKEN.partition(":")[2]),
        *people,
        *(words for words in typed if len(words) > 3 and words not in authored),
    ]


def _found(folder: Path, telegram: BotApi, chatter: Chatter) -> list[str]:
    """Which secret stands in which file, in any of the usual writings."""
    files = [path for path in folder.rglob("*") if path.is_file() and "learnt" not in path.parts]
    return [
        f"{secret} in {path.name}"
        for path in files
        for data in [path.read_bytes()]
        for secret in _secrets(telegram, chatter)
        if secret.encode() in data or secret.encode("utf-16-le") in data
    ]


def _no_core_file(service: Service) -> bool:
    """Whether the running process may leave an image of its memory (where the system can tell)."""
    assert service.process is not None
    limits = Path(f"/proc/{service.process.pid}/limits")
    if not limits.exists():
        return True
    (line,) = [line for line in limits.read_text().splitlines() if line.startswith("Max core file size")]
    return line.split()[4:6] == ["0", "0"] and not list(ROOT.glob("core*"))
