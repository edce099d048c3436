"""``python -m bench.cuts --cuts 1000 --people 8``: the power fails at random moments; is everything promised there?

Whole registrations and erasures in this process, on a disk that notes every write and flush (see
``tests/durability/disk.py``). At each cut what was flushed is there, and of the rest whatever chance left. Ends with
status 1 when a promise is broken: a message taken, an answer seen, a key made or destroyed, integrity, the audit trail.
``--weaker app`` (or ``keys``) takes the setting that is one step too fast, to see that it would show.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import secrets
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

from bot import logs
from tests.durability.cutting import WEAKER, cutting, story, weaker


async def main(cuts: int, people: int, seed: int, weak: str | None) -> bool:
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        with weaker(weak) if weak else nullcontext():
            events = await story(Path(folder), people)
        report = await cutting(events, Path(folder), cuts, random.Random(seed))  # noqa: S311 - moments
    print(
        f"writes, flushes and promises {report.events}, of which flushes {report.flushes}, promises {report.promises}"
    )
    print(f"cuts {report.cuts}, broken promises {len(report.broken)}, seconds {time.monotonic() - began:.0f}")
    for line in report.broken[:20]:
        print("WRONG", line)
    return not report.broken


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=1000)
    parser.add_argument("--people", type=int, default=8)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--weaker", choices=sorted(WEAKER))
    given = parser.parse_args()
    chosen = secrets.randbelow(10**6) if given.seed is None else given.seed
    print(f"seed {chosen}", flush=True)
    logs.configure("ERROR")
    sys.exit(0 if asyncio.run(main(given.cuts, given.people, chosen, given.weaker)) else 1)
