"""From the mailbox to the channels: in order, one in flight per chat, within the channel's limits, never twice on purpose."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from bot.channels import Channel, Delivery, Sent, TryLater, Undeliverable
from bot.channels.limits import Limiter
from bot.logs import logger
from bot.services.moments import Clock
from bot.services.wire import unpack
from bot.store import audit, outbox, registrations
from bot.store.opening import Store
from bot.store.outbox import Claimed

LIMITED = frozenset({"telegram"})
"""Channels that allow so many messages a second and no more."""

AT_ONCE = 64
"""Messages under way to different chats at the same time."""

LOOK_AGAIN = 2.0
"""Seconds after which the mailbox is looked at even when nobody said that something was posted."""

PATIENCE = (1, 2, 5, 15, 30, 60, 120, 300)
"""Seconds before another attempt when nobody told how long to wait; the last one repeats."""

GIVE_UP = 200
"""Attempts before a message is set aside (about fifteen hours)."""


class Deliver:
    """The way out. A channel that is not there (Telegram away at start) simply waits."""

    def __init__(
        self,
        store: Store,
        channels: Mapping[str, Channel],
        clock: Clock,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store = store
        self._channels = channels
        self._clock = clock
        self._monotonic = monotonic
        self._sleep = sleep
        self.limits = Limiter()
        self._posted = asyncio.Event()
        self._under_way: set[asyncio.Task[None]] = set()

    def posted(self) -> None:
        """Something was posted: look at once."""
        self._posted.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until ``stop``; what is under way then is finished, the rest waits on disk."""
        await self._store.db.write(outbox.release_stuck)
        while not stop.is_set():
            self._posted.clear()
            claimed = await self._claim()
            for message in claimed:
                task = asyncio.create_task(self._one(message))
                self._under_way.add(task)
                task.add_done_callback(self._under_way.discard)
            if len(self._under_way) >= AT_ONCE:
                await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
            elif not claimed:
                await self._wait(stop)
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=10)

    async def once(self) -> int:
        """Deliver what can be delivered now, one message per chat; gives their number."""
        claimed = await self._claim()
        await asyncio.gather(*(self._one(message) for message in claimed))
        return len(claimed)

    async def _claim(self) -> list[Claimed]:
        room = AT_ONCE - len(self._under_way)
        now = self._clock()
        if room <= 0 or not await self._store.db.read(lambda tx: outbox.counts(tx).waiting):
            return []
        return await self._store.db.write(lambda tx: outbox.claim(tx, self._store.vault, now, room))

    async def _one(self, message: Claimed) -> None:
        """Send one message and note what became of it. No transaction is open while sending."""
        channel = self._channels.get(message.channel)
        if channel is None:
            await self._note(message, TryLater(seconds=5, reason="channel-away"))
            return
        outbound = unpack(message.content)
        if message.channel in LIMITED:
            await self._keep_to_limits(message.address, channel.messages(outbound))
        delivery = await channel.send(message.address, outbound)
        if isinstance(delivery, TryLater) and delivery.seconds is not None:
            self.limits.told_to_wait(message.address, delivery.seconds, self._monotonic())
        await self._note(message, delivery)

    async def _keep_to_limits(self, address: str, messages: int) -> None:
        now = self._monotonic()
        wait = self.limits.next_allowed(address, now) - now
        self.limits.took(address, now + max(wait, 0.0), messages)
        if wait > 0:
            await self._sleep(wait)

    async def _note(self, message: Claimed, delivery: Delivery) -> None:
        now = self._clock()
        match delivery:
            case Sent(ref=ref):
                await self._store.db.write(lambda tx: outbox.mark_sent(tx, self._store.vault, message.seq, ref, now))
            case TryLater() if message.attempts < GIVE_UP:
                seconds = delivery.seconds or PATIENCE[min(message.attempts, len(PATIENCE) - 1)]
                later = now + timedelta(seconds=seconds)
                await self._store.db.write(lambda tx: outbox.mark_retry(tx, message.seq, delivery.reason, later))
            case Undeliverable() | TryLater():
                reason = delivery.reason
                logger().warning("undeliverable", channel=message.channel, reason=reason)
                await self._store.db.write(lambda tx: self._undeliverable(tx, message, reason))
        self._posted.set()

    def _undeliverable(self, tx: sqlite3.Connection, message: Claimed, reason: str) -> None:
        """Final. Where a case hangs on it, staff see it there."""
        outbox.mark_failed(tx, message.seq, reason)
        if message.participant is None or reason != "gone":
            return
        outbox.drop_waiting(tx, message.participant, reason)
        for case in registrations.of_participant(tx, self._store.vault, message.participant)[:1]:
            audit.append(tx, self._store.vault, who="system", what="unreachable", ref=case.reference, now=self._clock())

    async def _wait(self, stop: asyncio.Event) -> None:
        waits = [asyncio.create_task(self._posted.wait()), asyncio.create_task(stop.wait())]
        _, pending = await asyncio.wait(waits, timeout=LOOK_AGAIN, return_when=asyncio.FIRST_COMPLETED)
        for one in pending:
            one.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
