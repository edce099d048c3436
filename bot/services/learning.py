"""Learning from the scripts, in a process of its own: seconds of calculation that slow no conversation down.

``python -m bot.services.learning`` reads lessons as JSON on its standard input and writes what was learnt to its output.
A stop does not wait for it, and its memory goes back to the system.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from bot import engine
from bot.authoring.reader import Scripts
from bot.engine import recognisers
from bot.engine.understanding import Understanding
from bot.errors import OperatorError
from bot.logs import logger
from bot.services.lessons import recogniser_key
from bot.store.notebook import Notebook

PROGRAM: Final = Path(engine.__path__[0]).resolve().parents[1]
"""The folder in which Python finds us."""

MODEST: Final = 10
"""How much the other process steps back (``nice``): who chats goes first, also with one processor."""


def understanding(scripts: Scripts, notebook: Notebook | None = None) -> Understanding:
    """The recognisers of scripts that could be read, learnt here and now unless that was done before."""
    found = _remembered(scripts, notebook)
    return found or _kept(scripts, recognisers.learn(_lessons(scripts)), notebook)


async def understand(scripts: Scripts, notebook: Notebook | None = None) -> Understanding:
    """The same for a running service: what was not learnt before is learnt in another process."""
    found = await asyncio.to_thread(_remembered, scripts, notebook)
    if found is not None:
        return found
    learnt = await learn_apart(_lessons(scripts))
    return await asyncio.to_thread(_kept, scripts, learnt, notebook)


async def learn_apart(lessons: Mapping[str, Any]) -> bytes:
    """What the recognisers learn from these lessons; here, in a thread, where no other process can be had."""
    learnt = await _from_another_process(json.dumps(lessons).encode())
    if learnt:
        return learnt
    logger().warning("learning here")
    return await asyncio.to_thread(recognisers.learn, lessons)


async def _from_another_process(lessons: bytes) -> bytes:
    try:
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.services.learning",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(PROGRAM)},
            start_new_session=True,  # Ctrl-C is for us; we end it ourselves
        )  # fmt: skip
    except OSError:
        return b""
    try:
        learnt, _ = await child.communicate(lessons)
    finally:
        if child.returncode is None:
            with suppress(ProcessLookupError):
                child.kill()
    return b"" if child.returncode else learnt


def _lessons(scripts: Scripts) -> dict[str, Any]:
    if scripts.dialog is None:
        raise OperatorError("de scripts zijn niet te lezen", "draai: herstelbot scripts check")
    return recognisers.lessons(scripts.dialog, scripts.words)


def _remembered(scripts: Scripts, notebook: Notebook | None) -> Understanding | None:
    """What was learnt before, if it was kept and by this version of the program."""
    kept = None if notebook is None else notebook.find(recogniser_key(scripts))
    if kept is None or scripts.dialog is None:
        return None
    with suppress(ValueError):
        return recognisers.build(scripts.dialog, scripts.words, kept)
    return None


def _kept(scripts: Scripts, learnt: bytes, notebook: Notebook | None) -> Understanding:
    assert scripts.dialog is not None  # noqa: S101 - there were lessons
    if notebook is not None:
        notebook.keep(recogniser_key(scripts), learnt)
    return recognisers.build(scripts.dialog, scripts.words, learnt)


def main() -> None:
    """The other process."""
    with suppress(AttributeError, OSError):  # not on Windows; not allowed by a filter of system calls
        os.nice(MODEST)
    sys.stdout.buffer.write(recognisers.learn(json.load(sys.stdin.buffer)))


if __name__ == "__main__":
    main()
