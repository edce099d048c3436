"""``python -m bench.drills --drills 100``: a backup at any moment under load, an erasure, a restore; what is back?

Ends with status 1 when anything promised before a backup is missing, when somebody erased since is back, when anything is
sent before the release, or nothing after it.
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
from tests.durability.drilling import Drill


async def main(drills: int, seed: int) -> bool:
    began, chance = time.monotonic(), random.Random(seed)  # noqa: S311 - moments
    good = promises = held = 0
    for number in range(drills):
        with tempfile.TemporaryDirectory() as folder:
            outcome = await Drill(Path(folder), chance).run()
        good += not outcome.wrong
        promises += outcome.before
        held += outcome.held
        for line in outcome.wrong:
            print(f"WRONG drill {number}: {line}", flush=True)
    print(f"drills {drills}, good {good}, promises from before the backups {promises}, messages held {held}")
    print(f"seconds {time.monotonic() - began:.0f}")
    return good == drills


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=None)
    given = parser.parse_args()
    chosen = secrets.randbelow(10**6) if given.seed is None else given.seed
    print(f"seed {chosen}", flush=True)
    logs.configure("CRITICAL")
    sys.exit(0 if asyncio.run(main(given.drills, chosen)) else 1)
