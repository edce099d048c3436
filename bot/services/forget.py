"""Erasing everything that identifies somebody: a durable job whose every step may be done again.

The order is the promise: what the channel allows is taken out of the chat, then the person's key is destroyed (from
here on everything sealed for them is noise, in every backup of the data too), then their rows, then the write-ahead
log. A stop at any point leaves the job, and the next round finishes it.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.channels import Channel, Outbound
from bot.logs import logger
from bot.services import recollect
from bot.services.moments import Clock
from bot.store import audit, erasures, outbox, participants
from bot.store.erasures import Job
from bot.store.errors import KeyGone, UnreadableRecord
from bot.store.opening import Store

GOODBYE = timedelta(seconds=60)
"""How long the last words may take to arrive before the person is erased all the same."""

REMOVABLE = timedelta(hours=48)
"""How old a message may be for Telegram to take it out of a chat."""

CHECKPOINTS = 50
"""Tries to empty the write-ahead log in one round; a reader may be in the way for a moment."""


class Forget:
    """Works through the erasures that were asked for."""

    def __init__(self, store: Store, channels: Mapping[str, Channel], clock: Clock) -> None:
        self._store = store
        self._channels = channels
        self._clock = clock

    async def round(self) -> int:
        """Erase everybody whose last message has gone out; gives how many are done."""
        now = self._clock()
        ready = [job for job in await self._store.db.read(erasures.jobs) if await self._ready(job, now)]
        for job in ready:
            await self._erase(job)
        return len(ready)

    async def _ready(self, job: Job, now: datetime) -> bool:
        waits = await self._store.db.read(lambda tx: outbox.waits_for(tx, job.participant))
        return not waits or now - job.asked_at > GOODBYE

    async def _erase(self, job: Job) -> None:
        await self._clear_chat(job)
        await self._remembered(job)
        await asyncio.to_thread(self._store.vault.destroy, job.participant)
        await self._store.db.write(lambda tx: participants.erase(tx, job.participant))
        for _ in range(CHECKPOINTS):
            if await self._store.db.checkpoint():
                break
            await asyncio.sleep(0.05)
        else:
            logger().warning("write-ahead log still in use: erasure is finished next round")
            return
        await self._store.db.write(lambda tx: self._finish(tx, job))
        await self._store.db.checkpoint()
        logger().info("erased")

    async def _remembered(self, job: Job) -> None:
        """What outlives a registration goes with who asks to be erased, and stays when only the term has passed."""
        vault = self._store.vault
        if job.reason == "retention":
            await self._store.db.write(lambda tx: recollect.leave(tx, vault, job.participant))
            return
        known = await self._store.db.read(lambda tx: recollect.remembered(tx, vault, job.participant))
        await recollect.forget(self._store, [one.owner for one in known])

    def _finish(self, tx: sqlite3.Connection, job: Job) -> None:
        now = self._clock()
        erasures.finish(tx, self._store.vault, job.participant, now=now)
        audit.append(tx, self._store.vault, who="system", what="erased", ref="", now=now)

    async def _clear_chat(self, job: Job) -> None:
        """Take out what the channel still allows; what it does not was said beforehand. The last words stay.

        They hold nothing but that all is erased, and the code with which one can ask when.
        """
        participant, since = job.participant, self._clock() - REMOVABLE
        try:
            person = await self._store.db.read(lambda tx: participants.get(tx, participant))
            if person is None or person.channel not in self._channels:
                return
            address = await self._store.db.read(lambda tx: participants.address(tx, self._store.vault, participant))
            refs = await self._store.db.read(
                lambda tx: outbox.sent_refs(tx, self._store.vault, participant, since, job.asked_at)
            )
        except (KeyGone, UnreadableRecord, LookupError):  # the key is gone already: a round that was broken off
            return
        for _, ref in refs:
            await self._channels[person.channel].send(address, Outbound(kind="remove", ref=ref))
