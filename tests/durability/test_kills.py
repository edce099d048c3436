"""Killed at any moment, the whole program loses nothing and says nothing twice that it need not."""

from __future__ import annotations

import random
from pathlib import Path

from tests.durability.killing import Killing
from tests.durability.ledger import compare
from tests.durability.service import QUICK, Service
from tests.fakes.bot_api.server import BotApi

KILLS, PEOPLE = 5, 6


async def test_killed_while_people_chat_everybody_ends_with_one_registration_of_exactly_their_answers(
    tmp_path: Path,
) -> None:
    """SIGKILL at random moments: no answer lost, no registration lost or doubled, no message missing or out of order."""
    with BotApi() as telegram:
        service = Service(tmp_path, telegram.url, QUICK)
        killing = Killing(telegram, service, people=PEOPLE, kills=KILLS, chance=random.Random(11))  # noqa: S311
        try:
            report = await killing.run()
        finally:
            await service.kill()

        assert await compare(service, report.chatters) == []
    assert sum(one.repeats for one in report.chatters) <= KILLS
    assert all(one.unticked <= 0 for one in report.chatters)
