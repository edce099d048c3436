"""``python -m bench.full --every 1``: the disk fails at every call in turn; is anything confirmed that does not last?

No space, a failed write, a failed flush, for one call or until there is room: at each call to the disk of a first start
and of a round of conversation (something taken, worked on, delivered). Ends with status 1 when a start ends otherwise
than with its remedy, does not succeed once there is room, or anything promised is lost or doubled.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from bot import logs
from tests.durability.filling import fill


async def main(every: int, people: int) -> bool:
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = await fill(Path(folder), people=people, every=every)
    print(f"failing calls {report.failures}, starts and messages refused {report.refused}")
    print(f"registrations {report.registrations}, wrong {len(report.wrong)}, seconds {time.monotonic() - began:.0f}")
    for line in report.wrong:
        print("WRONG", line)
    return not report.wrong


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="only every n-th call")
    parser.add_argument("--people", type=int, default=2)
    given = parser.parse_args()
    logs.configure("CRITICAL")
    sys.exit(0 if asyncio.run(main(given.every, given.people)) else 1)
