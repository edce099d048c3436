"""Learning from the scripts, in a process of its own: seconds of calculation that slow no conversation down.

``python -m bot.services.learning`` reads lessons as JSON on its standard input and writes what was learnt to its output.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from bot.authoring.reader import Scripts
from bot.engine import recognisers
from bot.engine.understanding import Understanding
from bot.errors import OperatorError
from bot.logs import logger
from bot.services.apart import apart, step_back
from bot.services.lessons import recogniser_key
from bot.store.notebook import Notebook


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
    learnt = await apart("bot.services.learning", json.dumps(lessons).encode())
    if learnt:
        return learnt
    logger().warning("learning here")
    return await asyncio.to_thread(recognisers.learn, lessons)


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
    step_back()
    sys.stdout.buffer.write(recognisers.learn(json.load(sys.stdin.buffer)))


if __name__ == "__main__":
    main()
