"""``python -m bench.faults --faults 500``: trouble after trouble at Telegram's side; how soon is the bot itself again?

The real command on a fresh data folder, people chatting all the while. After each trouble (see
``tests/durability/troubling.py``) somebody asks for help; the seconds until the answer are printed per kind. Ends with
status 1 when anybody waited longer than 60 seconds, when anything was lost or doubled, or a call was made within a
"retry after".
"""

from __future__ import annotations

import argparse
import asyncio
import random
import secrets
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from tests.durability.ledger import compare
from tests.durability.service import QUICK, REAL, Service
from tests.durability.troubling import WITHIN, Report, Troubling, at_random
from tests.fakes.bot_api.server import BotApi


async def main(faults: int, people: int, seed: int, command: tuple[str, ...]) -> bool:
    chance = random.Random(seed)  # noqa: S311 - which trouble
    with tempfile.TemporaryDirectory() as folder, BotApi() as telegram:
        service = Service(Path(folder), telegram.url, command)
        try:
            troubling = Troubling(telegram, service, people=people, chance=chance)
            report = await troubling.run(at_random(chance) for _ in range(faults))
        finally:
            await service.kill()
        wrong = await compare(service.data, report.chatters)
        early = telegram.world.early_calls
    repeats = sum(len(one.copies) for one in report.chatters)
    show(report)
    print(f"people with one registration {len(report.chatters)}, lost, doubled or wrong {len(wrong)}")
    print(f"messages repeated {repeats}, calls carried out unseen by the bot {report.unsure}, calls too early {early}")
    print(f"troubles {len(report.answered)}, of which no call met {report.unmet}")
    for line in wrong:
        print("WRONG", line)
    return not wrong and early == 0 and max(seconds for _, seconds in report.answered) < WITHIN


def show(report: Report) -> None:
    kinds: dict[str, list[float]] = defaultdict(list)
    for trouble, seconds in report.answered:
        kinds[trouble.name].append(seconds)
        kinds["all"].append(seconds)
    print(f"{'trouble':32} {'times':>5} {'median':>8} {'longest':>8}  seconds until somebody was answered")
    for name, found in sorted(kinds.items()):
        print(f"{name:32} {len(found):5} {statistics.median(found):8.1f} {max(found):8.1f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faults", type=int, default=500)
    parser.add_argument("--people", type=int, default=5, help="at the same time")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--quick", action="store_true", help="without the channel's own limits")
    given = parser.parse_args()
    chosen = secrets.randbelow(10**6) if given.seed is None else given.seed
    print(f"seed {chosen}", flush=True)
    ok = asyncio.run(main(given.faults, given.people, chosen, QUICK if given.quick else REAL))
    sys.exit(0 if ok else 1)
