"""The program as a process that goes on until it is asked to stop."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def process(words: Sequence[str], folder: Path, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A command that serves, started in a folder; killed at the end if it is still there."""
    given = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1", "HOME": str(folder), **environment}
    started = subprocess.Popen(
        [sys.executable, "-m", "bot", *words],
        env={"PATH": os.environ.get("PATH", ""), **given},
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield started
    finally:
        if started.poll() is None:
            started.kill()
            started.communicate(timeout=10)


def says(started: subprocess.Popen[str], first_word: str) -> str:
    """The rest of the first line that begins with this word."""
    assert started.stdout is not None
    for line in started.stdout:
        word, _, rest = line.strip().partition(" ")
        if word == first_word:
            return rest.strip()
    raise AssertionError(f"it ended without saying {first_word}: {started.communicate()[1]}")


def stops(started: subprocess.Popen[str], number: int = signal.SIGTERM) -> tuple[int, str, str]:
    """Asked to stop: the exit status, and what it said on both outputs since."""
    started.send_signal(number)
    said, wrong = started.communicate(timeout=20)
    return started.returncode, said, wrong
