"""Whether the service does its work: it hears from Telegram, it can write, nothing piles up. Reasons are names, never content.

A process that runs can be deaf. So what counts is when Telegram was last received from, how long the first in line has
waited, and whether a write comes through. What stays wrong is told once: in the log, and to the staff group.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal, Protocol

from bot.logs import logger
from bot.services.deliver import Deliver
from bot.services.moments import AMSTERDAM, Clock
from bot.services.notify import Notify
from bot.store import inbox, outbox, pulse
from bot.store.opening import Store

Reason = Literal["telegram", "writer", "mailbox", "sending", "disk", "jobs", "backup"]

IN_WORDS: Final[dict[Reason, str]] = {
    "telegram": "berichten van Telegram komen niet binnen",
    "writer": "er kan niets worden opgeslagen",
    "mailbox": "berichten blijven onbeantwoord",
    "sending": "antwoorden komen niet weg",
    "disk": "de schijf is bijna vol",
    "jobs": "een taak op de achtergrond mislukt steeds",
    "backup": "de reservekopie is niet gelukt",
}

SILENT: Final = 90.0
"""Seconds without Telegram: a poll takes 25, and one that hangs is given up after 35."""

STUCK: Final = 150.0
"""Seconds in which the line to Telegram should have moved, well or not; more means that it hangs."""

WAITED: Final = timedelta(seconds=90)
"""How long the first in line may wait. At a first start typed sentences wait while is learnt."""

UNSENT: Final = timedelta(seconds=120)
"""How long a message that may go out may wait to be taken up, and then to be sent."""

WRITE: Final = 5.0
"""Seconds that a write may take."""

ROOM: Final = 50 * 1024 * 1024
"""Bytes that must be free on the data disk."""

FAILURES: Final = 3
"""Times in a row that a job may fail before it counts."""

FRESH: Final = 1.0
"""Seconds for which a look is good enough for whoever asks next, so that asking often costs nothing."""

LASTING: Final = 30.0
"""Seconds after which something that is wrong is told."""


class Line(Protocol):
    """The line to a channel, in seconds of the monotonic clock."""

    @property
    def heard(self) -> float | None:
        """When it last brought something, or surely nothing."""

    @property
    def tried(self) -> float:
        """When it last moved, well or not."""


@dataclass(slots=True, kw_only=True)
class Health:
    """Looks when asked; ``watch`` is to be called every few seconds."""

    store: Store
    deliver: Deliver
    notify: Notify
    clock: Clock
    line: Line | None
    backup_is_late: Callable[[datetime], bool] = lambda _now: False
    markup_refused: Callable[[], int] = lambda: 0
    """How many texts went out without their markup, since the start."""
    monotonic: Callable[[], float] = time.monotonic
    silent: float = SILENT
    fresh: float = FRESH
    failures: dict[str, int] = field(default_factory=dict)
    """Job -> how often in a row it failed."""
    _started: float = field(init=False)
    _looked: tuple[float, tuple[Reason, ...]] | None = None
    _wrong_since: tuple[float, datetime] | None = None
    _told: bool = False
    _refused: int = 0

    def __post_init__(self) -> None:
        """The line has its time to be heard of from now on."""
        self._started = self.monotonic()

    async def look(self) -> tuple[Reason, ...]:
        """What is wrong now; nothing when all is well."""
        now = self.monotonic()
        if self._looked is None or now - self._looked[0] > self.fresh:
            self._looked = now, tuple([name for name, wrong in (await self._findings(now)).items() if wrong])
        return self._looked[1]

    def silence(self) -> float:
        """Seconds since Telegram was last heard; nought without Telegram."""
        return 0.0 if self.line is None else self.monotonic() - (self.line.heard or self._started)

    async def alive(self) -> bool:
        """Whether a restart could not help: it writes, and the line to Telegram moves, even if nobody answers there."""
        moves = self.line is None or self.monotonic() - self.line.tried < STUCK
        return moves and await self._writes()

    async def watch(self) -> None:
        """Tell once what has been wrong for a while, and when all is well again; and texts with markup that is wrong."""
        await self._watch_markup()
        reasons = await self.look()
        now = self.monotonic()
        if not reasons:
            if self._told:
                logger().info("well again")
            self._wrong_since, self._told = None, False
            return
        if self._wrong_since is None:
            self._wrong_since = now, self.clock()
        began, since = self._wrong_since
        if self._told or now - began < LASTING:
            return
        self._told = True
        logger().error("unwell", reason=",".join(reasons))
        with suppress(Exception):  # the writer may be what is wrong
            async with asyncio.timeout(WRITE):
                await self.store.db.write(lambda tx: self.notify.unwell(tx, in_words(reasons, since), self.clock()))
            self.deliver.posted()

    async def _watch_markup(self) -> None:
        refused = self.markup_refused()
        if refused > self._refused:
            logger().warning("markup refused", count=refused - self._refused)
            await self.store.db.write(lambda tx: self.notify.markup_refused(tx, self.clock()))
            self._refused = refused
            self.deliver.posted()

    async def _findings(self, now: float) -> dict[Reason, bool]:
        moment = self.clock()
        waiting = overdue = unreadable = False
        try:
            waiting, overdue = await self.store.db.read(lambda tx: _piling_up(tx, moment))
        except Exception as error:  # noqa: BLE001 - whatever it is: not to know is not to be well
            logger().error("mailbox cannot be read", error=type(error).__name__)
            unreadable = True
        in_hand = self.deliver.longest(now)
        return {
            "telegram": self.silence() > self.silent,
            "writer": unreadable or not await self._writes(),
            "mailbox": waiting,
            "sending": overdue or in_hand > UNSENT.total_seconds(),
            "disk": shutil.disk_usage(self.store.folder).free < ROOM,
            "jobs": any(count >= FAILURES for count in self.failures.values()),
            "backup": self.backup_is_late(moment),
        }

    async def _writes(self) -> bool:
        try:
            async with asyncio.timeout(WRITE):
                await self.store.db.write(pulse.beat)
        except Exception:  # noqa: BLE001 - whatever it is, nothing can be kept
            return False
        return True


def in_words(reasons: tuple[Reason, ...], since: datetime) -> str:
    """What is wrong, for who can do something about it."""
    what = "; ".join(IN_WORDS[reason] for reason in reasons)
    return f"De bot werkt niet goed sinds {since.astimezone(AMSTERDAM):%H:%M}: {what}. Vraag de beheerder om te kijken."


def _piling_up(tx: sqlite3.Connection, now: datetime) -> tuple[bool, bool]:
    """Whether the first in line waits too long, on the way in and on the way out."""
    oldest = inbox.counts(tx).oldest_waiting
    return oldest is not None and now - oldest > WAITED, outbox.overdue(tx, now - UNSENT)
