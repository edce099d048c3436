"""Killed at any moment, the whole program loses nothing and says nothing twice that it need not."""

from __future__ import annotations

import random
from pathlib import Path

from tests.durability.killing import Killing
from tests.durability.ledger import compare
from tests.durability.service import QUICK, Service
from tests.fakes.bot_api.server import BotApi

KILLS, PEOPLE = 4, 4


async def test_killed_while_people_chat_everybody_ends_with_one_registration_of_exactly_their_answers(
    tmp_path: Path,
) -> None:
    """SIGKILL at random moments, on the web and on Telegram either way: nothing lost, doubled or out of order."""
    with BotApi() as telegram:
        service = Service(tmp_path, command=QUICK)
        chance = random.Random(11)  # noqa: S311
        killing = Killing(telegram, service, people=PEOPLE, kills=KILLS, chance=chance, mode="all")
        try:
            report = await killing.run()
        finally:
            await service.kill()

        assert await compare(service.data, report.talkers) == []
    assert len(report.talkers) >= PEOPLE
    assert max(report.repeats) <= 1
    assert all(one.unticked <= 0 for one in report.talkers)
