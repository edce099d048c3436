"""Kill a process at its first step, at its second, at every one: ``python -m tests.steps MODULE:FUNCTION FOLDER PLACES``.

The function is a coroutine function that is given a folder. A step is the start of an SQL statement that writes, on any
connection (so also each BEGIN and COMMIT), or a change in the file system. For each number the folder is copied, a process forks
off and works in the copy until it gets there, and dies of SIGKILL; so on until one of them gets to its end. The copies,
``PLACES/1`` and on, are left for who looks whether all is well.
"""

from __future__ import annotations

import asyncio
import importlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
CONNECT: Any = sqlite3.connect
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"}
"""Changes in the file system, by the names under which Python announces them before they happen."""

FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


class Steps:
    """Counts, and ends the process at the one it was told."""

    def __init__(self, last: int) -> None:
        self._left = last

    def step(self) -> None:
        """One more."""
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(self, sql: str) -> None:
        """A statement begins. Those that only look leave the disk as it was: the next that writes counts for them."""
        if not sql.startswith(("SELECT", "PRAGMA", "--")) or "wal_checkpoint" in sql:
            self.step()

    def connect(self, *given: Any, **named: Any) -> sqlite3.Connection:
        """A connection that tells of every statement it begins."""
        connection: sqlite3.Connection = CONNECT(*given, **named)
        connection.set_trace_callback(self.statement)
        return connection

    def listen(self, event: str, given: tuple[Any, ...]) -> None:
        """What Python announces of itself."""
        opened = isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR) if event == "open" else 0
        if opened or event in CHANGES:
            self.step()


def killed_everywhere(function: Callable[[Path], Coroutine[Any, Any, Any]], folder: Path, places: Path) -> list[Path]:
    """The copies in which a process was killed, one for each step. Raises AssertionError when one ended otherwise."""
    name = f"{function.__module__}:{function.__name__}"
    places.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tests.steps", name, str(folder), str(places)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    left = sorted(places.iterdir(), key=lambda path: int(path.name))
    return left[:-1]  # the last one came to its end


def main(name: str, folder: Path, places: Path) -> None:
    """Kill, copy after copy."""
    module, _, function = name.partition(":")
    work = getattr(importlib.import_module(module), function)
    for number in range(1, 1_000):
        place = places / str(number)
        shutil.copytree(folder, place)
        child = os.fork()
        if child == 0:
            steps = Steps(number)
            sys.addaudithook(steps.listen)
            setattr(sqlite3, "connect", steps.connect)  # noqa: B010 - in this process only, which is about to die
            asyncio.run(work(place))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status == 0:
            return
        if not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL):
            sys.exit(f"step {number} ended with {status}")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
