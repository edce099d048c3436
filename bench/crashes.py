"""``python -m bench.crashes``: a process dies at every commit and at every call to Telegram; is anything lost or doubled?

A whole conversation with the real program over HTTP. In the k-th run the first process dies at its k-th commit (or call)
and every later one at its ``stride``-th, before it and after it, so that all runs together have died at each. Ends with
status 1 when anything is lost, doubled or out of order, or when a death repeats more than one message.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.durability.crashing import At, Crashing, shortest
from tests.fakes.bot_api.server import BotApi, Moment

KINDS: tuple[tuple[At, Moment], ...] = (
    ("commit", "before"),
    ("commit", "after"),
    ("call", "before"),
    ("call", "after"),
)


async def main(stride: int, every: int) -> bool:
    began, ok = time.monotonic(), True
    deaths: Counter[str] = Counter()
    repeats: Counter[str] = Counter()
    for (at, side), first in itertools.product(KINDS, range(1, stride + 1, every)):
        with tempfile.TemporaryDirectory() as folder, BotApi() as telegram:
            one = Crashing(Path(folder), telegram, at=at, side=side, first=first, stride=stride)
            report = await one.run(shortest())
        name = f"{side} a {at}"
        deaths[name] += report.deaths
        repeats[name] += report.repeats
        ok = ok and not report.wrong and report.repeats <= report.deaths
        print(f"{name}, the first at {first}: deaths {report.deaths}, repeated {report.repeats}", flush=True)
        for line in report.wrong:
            print("WRONG", line)
    for name, number in deaths.items():
        print(f"{name:16} deaths {number:4}, messages repeated {repeats[name]}")
    print(f"all              deaths {deaths.total()}, seconds {time.monotonic() - began:.0f}")
    return ok


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stride", type=int, default=15, help="commits or calls each later process lives for")
    parser.add_argument("--every", type=int, default=1, help="only every n-th place for the first death")
    given = parser.parse_args()
    sys.exit(0 if asyncio.run(main(given.stride, given.every)) else 1)
