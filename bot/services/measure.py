"""How well the questions are told apart: worked out in another process, once for each set of examples.

It takes seconds, so a page asks for it and comes back. Kept in memory: it follows from the scripts alone.
``python -m bot.services.measure`` reads lessons as JSON on its standard input and writes the score to its output.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Mapping
from typing import Any, Final

from pydantic import TypeAdapter

from bot.authoring.reader import Scripts
from bot.authoring.told_apart import ToldApart
from bot.services.apart import apart, step_back
from bot.services.lessons import recogniser_key

KEPT: Final = 6
SCORE: Final = TypeAdapter(ToldApart)


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
                self._known[key] = await _score(_lessons(scripts))
                while len(self._known) > KEPT:
                    del self._known[next(iter(self._known))]
        finally:
            del self._busy[key]


async def _score(lessons: Mapping[str, Any]) -> ToldApart:
    """From another process; from a thread where none can be had."""
    made = await apart("bot.services.measure", json.dumps(lessons).encode())
    return SCORE.validate_json(made or await asyncio.to_thread(_scored, lessons))


def _lessons(scripts: Scripts) -> dict[str, Any]:
    dialog, words = scripts.dialog, scripts.words
    topics = () if dialog is None else dialog.topics.values()
    return {
        "topics": [[topic.id, topic.question, list(topic.examples)] for topic in topics],
        "off_topic": (words.get("off_topic") or {}).get("off_topic") or [],
        "concepts": words.get("concepts") or {},
    }


def _scored(lessons: Mapping[str, Any]) -> bytes:
    from bot.authoring.telling_apart import tell_apart  # noqa: PLC0415 - it brings numpy, and a start answers without it
    from bot.engine.topics import Topic  # noqa: PLC0415 - as above

    topics = [
        Topic(id=name, question=question, examples=tuple(examples)) for name, question, examples in lessons["topics"]
    ]
    return SCORE.dump_json(tell_apart(topics, lessons["off_topic"], lessons["concepts"]))


def main() -> None:
    """The other process."""
    step_back()
    sys.stdout.buffer.write(_scored(json.load(sys.stdin.buffer)))


if __name__ == "__main__":
    main()
