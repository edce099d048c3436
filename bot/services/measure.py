"""How well the questions are told apart: worked out beside everything else, once for each set of examples.

It takes seconds, so a page asks for it and comes back. Kept in memory: it follows from the scripts alone.
"""

from __future__ import annotations

import asyncio
from typing import Final

from bot.authoring.reader import Scripts
from bot.authoring.told_apart import ToldApart, told_apart
from bot.engine.understanding import topics_of
from bot.services.library import recogniser_key

KEPT: Final = 6


class Measure:
    """The scores of this process."""

    def __init__(self) -> None:
        self._known: dict[bytes, ToldApart] = {}
        self._busy: dict[bytes, asyncio.Task[None]] = {}
        self._turn = asyncio.Lock()

    def find(self, scripts: Scripts) -> ToldApart | None:
        """The score of these scripts; None while it is not known yet: then it is being worked out from now on."""
        if scripts.dialog is None:
            return None
        key = recogniser_key(scripts)
        if key not in self._known and key not in self._busy:
            self._busy[key] = asyncio.create_task(self._measure(key, scripts))
        return self._known.get(key)

    async def done(self, seconds: float | None = None) -> None:
        """Wait until nothing is being worked out, or so many seconds."""
        if self._busy:
            await asyncio.wait(self._busy.values(), timeout=seconds)

    async def _measure(self, key: bytes, scripts: Scripts) -> None:
        try:
            async with self._turn:  # one at a time: participants' turns need the machine too
                self._known[key] = await asyncio.to_thread(_score, scripts)
                while len(self._known) > KEPT:
                    del self._known[next(iter(self._known))]
        finally:
            del self._busy[key]


def _score(scripts: Scripts) -> ToldApart:
    topics = [] if scripts.dialog is None else topics_of(scripts.dialog)
    off_topic, lexicon = (scripts.words.get(name) or {} for name in ("off_topic", "concepts"))
    return told_apart(topics, off_topic.get("off_topic") or (), lexicon)
