"""``python -m bench.mutated --updates 100000``: updates as no sender should make them; does anything fail or anybody wait?

Through the webhook's own route and the whole way to the answer, in this process, while ordinary people chat beside them.
Ends with status 1 when a call is not answered with 200, when a turn fails in any other way than "cannot be read", when
something is left over, or when answers beside mutated updates take twice as long as beside as many ordinary ones.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import secrets
import sys
import tempfile
import time
from pathlib import Path

from bot import logs
from tests.durability.mutating import mutating

STEP = 10_000


async def main(updates: int, seed: int) -> bool:
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        async with mutating(Path(folder), random.Random(seed)) as work:  # noqa: S311 - what is wrong with them
            report = await work.run(updates, progress=_tell)
    print(f"updates {report.sent}, answered {dict(report.statuses)}, set aside {dict(report.set_aside)}")
    print(f"an answer beside them takes {report.slower:.2f} times what it takes beside ordinary ones")
    print(f"seconds {time.monotonic() - began:.0f}")
    return set(report.statuses) == {200} and set(report.set_aside) <= {"ValueError"} and report.slower < 2


def _tell(sent: int) -> None:
    if sent % STEP < 32:
        print(sent, flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=None)
    given = parser.parse_args()
    chosen = secrets.randbelow(10**6) if given.seed is None else given.seed
    print(f"seed {chosen}", flush=True)
    logs.configure("CRITICAL")
    sys.exit(0 if asyncio.run(main(given.updates, chosen)) else 1)
