"""Power cuts: people tell their story on a noted disk, and every moment of it is a moment at which the power may fail."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.app import build
from bot.config import Settings
from bot.errors import OperatorError
from bot.store import connection, vault
from bot.store.errors import StoreError
from tests.durability.disk import Event, noted
from tests.durability.images import Image, cut
from tests.durability.plan import lend
from tests.durability.telling import Telling, broken

WEAKER = {"app": (connection.SETTINGS, 1), "keys": (vault._SETTINGS, 2)}
"""A file's settings, and the ``synchronous`` that is one step too weak for it."""


@dataclass(slots=True)
class Report:
    """What the cuts showed."""

    events: int = 0
    flushes: int = 0
    promises: int = 0
    cuts: int = 0
    broken: list[str] = field(default_factory=list)


async def story(folder: Path, people: int) -> list[Event]:
    """Everything that happens on the disk from the first start on: whole registrations, erasures, checkpoints, a stop."""
    data = folder / "data"
    data.mkdir(mode=0o700)
    lend(data)
    settings = Settings.model_construct(**{**Settings().model_dump(), "data_dir": data, "telegram_token": None})
    with noted() as disk:
        async with build(settings) as app:
            await app.library.learn()
            telling = Telling(app, people, promised=disk.mark)
            while await telling.round():
                for one in telling.people[1::3]:
                    if one.done == len(one.plan.steps) // 2:
                        await telling.erase(one)
                        one.done = len(one.plan.steps)
                await app.store.db.checkpoint()
        return disk.events


async def cutting(events: list[Event], folder: Path, cuts: int, chance: random.Random) -> Report:
    """Cut the power at so many moments and look each time what is left and whether it serves."""
    flushes = sum(event.kind == "sync" for event in events)
    report = Report(len(events), flushes, sum(event.kind == "mark" for event in events))
    moments = [chance.randrange(len(events) + 1) for _ in range(cuts)]
    for image in cut(events, moments, chance):
        report.cuts += 1
        report.broken += [f"cut {image.cut}: {what}" for what in await _look(image, folder)]
    return report


async def _look(image: Image, folder: Path) -> list[str]:
    with tempfile.TemporaryDirectory() as scratch:
        image.put(Path(scratch))
        shutil.copy(folder / "data" / "master.key", scratch)
        try:
            return await broken(Path(scratch), image.facts)
        except (StoreError, OperatorError) as error:
            return [f"it does not open: {type(error).__name__}"]


@contextmanager
def weaker(file: str) -> Iterator[None]:
    """Settings that are a little too fast, to see that the cuts would show it."""
    settings, value = WEAKER[file]
    before, settings["synchronous"] = settings["synchronous"], value
    try:
        yield
    finally:
        settings["synchronous"] = before
