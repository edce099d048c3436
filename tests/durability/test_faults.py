"""Whatever Telegram or the line to it does, the bot is itself again soon, and nothing is lost."""

from __future__ import annotations

import random
from pathlib import Path

from tests.durability.ledger import compare
from tests.durability.service import QUICK, Service
from tests.durability.troubling import KINDS, WITHIN, Trouble, Troubling
from tests.fakes.bot_api.server import BotApi

SHORT = (401, 409, 403, "too_many", "garbage", "drop_after")
"""One of each family; ``bench.faults`` has them all, many times over, and half-open lines."""

TROUBLES = (
    *(
        Trouble(kind=kind, details=details, lasts=0.3)
        for kind, details in KINDS
        if kind in SHORT or details.get("status") in SHORT
    ),
    Trouble(kind="copies", lasts=0.3),
    Trouble(kind="restart_ids", lasts=0.1),
)
PEOPLE = 2


async def test_after_every_kind_of_trouble_people_are_answered_again_and_nothing_was_lost(tmp_path: Path) -> None:
    """Refused tokens, other pollers, broken and foreign answers, broken lines: each ends, and then all goes on."""
    with BotApi() as telegram:
        service = Service(tmp_path, telegram.url, QUICK)
        chance = random.Random(3)  # noqa: S311
        try:
            report = await Troubling(telegram, service, people=PEOPLE, chance=chance, patience=80).run(TROUBLES)
        finally:
            await service.kill()

        assert await compare(service.data, report.chatters) == []
        assert max(seconds for _, seconds in report.answered) < WITHIN
        assert telegram.world.early_calls == 0
        assert sum(len(one.copies) for one in report.chatters) <= report.unsure
