"""A crash leaves no image of the memory. In a process of its own, which really crashes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CRASHES = """
import ctypes, os, resource, signal
from bot.process import no_core_dumps
no_core_dumps()
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
os.kill(os.getpid(), signal.SIGABRT)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="what a crash leaves differs per system")
def test_a_crash_writes_no_memory_to_disk(tmp_path: Path) -> None:
    """No room for a core file, not to be looked into (prctl 3 asks), and after a real crash the folder is empty."""
    crashed = subprocess.run(
        [sys.executable, "-u", "-c", CRASHES],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert crashed.stdout.strip() == "(0, 0) 0"
    assert crashed.returncode == -signal.SIGABRT
    assert list(tmp_path.iterdir()) == []
