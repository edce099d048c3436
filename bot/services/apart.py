"""Seconds of calculation in a process of their own, so that they slow no conversation down.

A stop does not wait for it, and its memory goes back to the system.
"""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from bot import engine

PROGRAM: Final = Path(engine.__path__[0]).resolve().parents[1]
"""The folder in which Python finds us."""

MODEST: Final = 10
"""How much the other process steps back (``nice``): who chats goes first, also with one processor."""


async def apart(module: str, given: bytes) -> bytes:
    """What ``python -m module`` writes when it reads ``given``; empty where no process can be had, or it failed."""
    try:
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", module,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(PROGRAM)},
            start_new_session=True,  # Ctrl-C is for us; we end it ourselves
        )  # fmt: skip
    except OSError:
        return b""
    try:
        made, _ = await child.communicate(given)
    finally:
        if child.returncode is None:
            with suppress(ProcessLookupError):
                child.kill()
            await child.wait()
    return b"" if child.returncode else made


def step_back() -> None:
    """What the other process does first."""
    with suppress(AttributeError, OSError):  # not on Windows; not allowed by a filter of system calls
        os.nice(MODEST)
