"""The local Bot API server as a process of its own, so that it does not share a processor with what is measured."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]


@contextmanager
def local_api() -> Iterator[str]:
    """Gives its address; it ends with the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.fakes.bot_api"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        yield str(json.loads(process.stdout.readline())["url"])
    finally:
        process.terminate()
        process.wait(10)
