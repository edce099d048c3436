"""``python -m bench.kills --mode all --kills 100``: SIGKILL at random moments while people chat; who lost what?

The real command (``herstelbot run``, with the channel's own limits) on a fresh data folder, over HTTP with a local Bot API
server and with the pages of the web chat. Each person knows every message they must get to see and every value that must be in their registration. Ends with
status 1 when anything is lost, doubled, out of order, or when one kill repeats more than one message.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import secrets
import statistics
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.durability.killing import MODES, Killing, Mode, Report
from tests.durability.ledger import compare
from tests.durability.service import QUICK, REAL, Service
from tests.fakes.bot_api.server import BotApi


async def main(mode: Mode, kills: int, people: int, seed: int, command: tuple[str, ...]) -> bool:
    with tempfile.TemporaryDirectory() as folder, BotApi() as telegram:
        service = Service(Path(folder), command=command)
        chance = random.Random(seed)  # noqa: S311 - moments of killing
        try:
            report = await Killing(telegram, service, people=people, kills=kills, chance=chance, mode=mode).run()
        finally:
            await service.kill()
        wrong = await compare(service.data, report.talkers)
    show(report, f"{mode}, seed {seed}", wrong)
    return not wrong and max(report.repeats, default=0) <= 1


def show(report: Report, run: str, wrong: list[str]) -> None:
    talkers, starts = report.talkers, sorted(report.starts)
    repeats = sum(len(one.copies) for one in talkers)
    rows = [
        ("mode", run),
        ("kills", report.kills),
        ("people, each with one registration", len(talkers)),
        ("things people did", sum(one.done for one in talkers)),
        ("messages shown", sum(one.seen for one in talkers)),
        ("missing, out of order, lost or doubled", len(wrong)),
        ("messages repeated", repeats),
        ("repeated after one kill: how often", dict(sorted(Counter(report.repeats).items()))),
        ("choices not shown on their message", sum(max(0, one.unticked) for one in talkers)),
        ("start, seconds: median, longest", f"{statistics.median(starts):.2f}, {starts[-1]:.2f}"),
        ("seconds", round(report.seconds)),
    ]
    for name, value in rows:
        print(f"{name:42} {value}")
    for line in wrong:
        print("WRONG", line)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mode", choices=MODES, default="all")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--people", type=int, default=20, help="at the same time")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--quick", action="store_true", help="without the channel's limits, for more turns per kill")
    given = parser.parse_args()
    chosen = secrets.randbelow(10**6) if given.seed is None else given.seed
    print(f"seed {chosen}", flush=True)
    ok = asyncio.run(main(given.mode, given.kills, given.people, chosen, QUICK if given.quick else REAL))
    sys.exit(0 if ok else 1)
