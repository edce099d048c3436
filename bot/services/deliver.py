"""From the mailbox to the channels: in order, one in flight per chat, within the channel's limits, never twice on purpose."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from datetime import timedelta
from itertools import chain, repeat
from typing import Any

from bot.channels import Channel, Delivery, Outbound, Sent, TryLater, Undeliverable
from bot.channels.limits import Limiter
from bot.logs import logger
from bot.services.moments import Clock
from bot.services.wire import unpack
from bot.store import audit, outbox, registrations, timeline
from bot.store.errors import WriteFailed
from bot.store.opening import Store
from bot.store.outbox import Claimed
from bot.store.sight import PROGRAM

LIMITED = frozenset({"telegram"})
"""Channels that allow so many messages a second and no more."""

AT_ONCE = 64
"""Messages under way to different chats at the same time."""

LOOK_AGAIN = 2.0
"""Seconds after which the mailbox is looked at even when nobody said that something was posted."""

PATIENCE = (1, 2, 5, 15, 30)
"""Seconds before another attempt when nobody told how long to wait; the last one repeats: within a minute after Telegram
is itself again everybody must be answered."""

GIVE_UP = 1_800
"""Attempts before a message is set aside (about fifteen hours)."""

AWAY = "channel-away"
"""A channel that is not set up now. Its messages wait as long as it takes: that is an operator's doing, not a failure."""

GOODBYE = 2.0
"""Seconds that calls under way get when the service stops; a message whose call takes longer may be sent twice."""

DISK = (0.1, 0.5, 1.0, 5.0, 15.0)
"""Seconds before what became of a message is noted again, when the disk refused; the last one repeats."""

FRESH = 1.0
"""Seconds after which a call under way no longer keeps others waiting."""

TRIES = {"chosen": 2, "remove": 4, "edit": 4, "toast": 2}
"""Attempts at what only tidies the chat: it must never hold up the words behind it."""

STUMBLED = timedelta(seconds=30)
"""When a message is tried again of which the sending went wrong in a way nobody foresaw."""


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
        self._turnstile = asyncio.Semaphore(1)
        self._under_way: dict[asyncio.Task[None], float] = {}
        self._resting: set[asyncio.Task[Any]] = set()
        self.sent = self.failures = 0
        """Messages delivered, and attempts that did not succeed, since the start."""

    def posted(self) -> None:
        """Something was posted: look at once."""
        self._posted.set()

    def longest(self, now: float) -> float:
        """Seconds that the message longest in hand has been so; nought when there is none."""
        return now - min(self._under_way.values(), default=now)

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until ``stop``; calls under way then get a moment to end, the rest waits on disk."""
        ending = asyncio.create_task(self._look_at_the_end(stop))
        await self._surely(outbox.release_stuck)
        while not stop.is_set():
            told = self._posted.is_set()
            self._posted.clear()
            try:
                claimed = await self._claim(surely=told)
            except WriteFailed as error:
                logger().error("mailbox cannot be written", error=type(error).__name__)
                claimed = []
            for message in claimed:
                task = asyncio.create_task(self._whatever_happens(message))
                self._under_way[task] = self._monotonic()
                task.add_done_callback(self._under_way.pop)
            if len(self._under_way) >= AT_ONCE:
                await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
            elif not claimed:
                await self._wait()
        ending.cancel()
        await self._finish()

    async def _look_at_the_end(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._posted.set()

    async def _finish(self) -> None:
        for task in self._resting:  # nothing of these was sent yet
            task.cancel()
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=GOODBYE)
        left = list(self._under_way)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def once(self) -> int:
        """Deliver what can be delivered now, one message per chat; gives their number."""
        claimed = await self._claim()
        await asyncio.gather(*(self._one(message) for message in claimed))
        return len(claimed)

    async def _claim(self, *, surely: bool = False) -> list[Claimed]:
        """Take what may be sent. Unless ``surely`` something was posted, a look comes first, which is cheaper."""
        room = AT_ONCE - len(self._under_way)
        now = self._clock()
        if room <= 0 or not (surely or await self._store.db.read(outbox.anything_waiting)):
            return []
        return await self._store.db.write(lambda tx: outbox.claim(tx, self._store.vault, now, room))

    async def _whatever_happens(self, message: Claimed) -> None:
        """One message's trouble must not silence its chat: what stays "sending" keeps everything behind it waiting."""
        try:
            await self._one(message)
        except Exception as error:  # noqa: BLE001 - told by its class
            name = type(error).__name__
            logger().error("delivery failed", channel=message.channel, error=name)
            later = self._clock() + STUMBLED
            with suppress(Exception):
                await self._surely(lambda tx: outbox.mark_retry(tx, message.seq, name, later))

    async def _one(self, message: Claimed) -> None:
        """Send one message and note what became of it. No transaction is open while sending."""
        channel = self._channels.get(message.channel)
        if channel is None:
            await self._note(message, TryLater(seconds=5, reason=AWAY))
            return
        outbound = unpack(message.content)
        if message.channel in LIMITED:
            await self._keep_to_limits(message.address, channel.messages(outbound), outbound)
            await self._one_by_one(lambda: self._send(channel, message, outbound))
        else:
            await self._send(channel, message, outbound)

    async def _send(self, channel: Channel, message: Claimed, outbound: Outbound) -> None:
        delivery = await channel.send(message.address, outbound)
        if isinstance(delivery, TryLater) and delivery.seconds is not None:
            self.limits.told_to_wait(message.address, delivery.seconds, self._monotonic())
        await self._note(message, _settled(delivery, outbound, message.attempts))

    async def _one_by_one(self, send: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """One call at a time, so that a crash repeats one message at most; a call that hangs lets the others pass."""
        async with self._turnstile:
            call = asyncio.create_task(send())
            try:
                await asyncio.wait({call}, timeout=FRESH)
            except asyncio.CancelledError:
                call.cancel()
                raise
        try:
            await call
        except asyncio.CancelledError:
            call.cancel()
            raise

    async def _keep_to_limits(self, address: str, messages: int, outbound: Outbound) -> None:
        now = self._monotonic()
        if outbound.kind == "message":
            wait = self.limits.next_allowed(address, now) - now
            self.limits.took(address, now + max(wait, 0.0), messages)
        else:
            wait = self.limits.next_call(address, now) - now
            self.limits.called(now + max(wait, 0.0))
        if wait > 0:
            await self._rest(wait)

    async def _rest(self, seconds: float) -> None:
        """Wait in a way that the end of the service may cut short."""
        task = asyncio.current_task()
        resting = {task} if task is not None else set()
        self._resting |= resting
        try:
            await self._sleep(seconds)
        finally:
            self._resting -= resting

    async def _note(self, message: Claimed, delivery: Delivery) -> None:
        now = self._clock()
        self.sent += isinstance(delivery, Sent)
        self.failures += not isinstance(delivery, Sent)
        match delivery:
            case Sent(ref=ref):
                await self._surely(lambda tx: outbox.mark_sent(tx, self._store.vault, message.seq, ref, now))
            case TryLater() if message.attempts < GIVE_UP or delivery.reason == AWAY:
                seconds = delivery.seconds or PATIENCE[min(message.attempts, len(PATIENCE) - 1)]
                later = now + timedelta(seconds=seconds)
                await self._surely(lambda tx: outbox.mark_retry(tx, message.seq, delivery.reason, later))
            case Undeliverable() | TryLater():
                reason = delivery.reason
                logger().warning("undeliverable", channel=message.channel, reason=reason)
                await self._surely(lambda tx: self._undeliverable(tx, message, reason))
        self._posted.set()

    async def _surely(self, work: Callable[[sqlite3.Connection], object]) -> None:
        """Write this, however long the disk refuses: what was sent and not noted would be sent again."""
        for pause in chain(DISK, repeat(DISK[-1])):
            try:
                await self._store.db.write(work)
            except WriteFailed as error:
                logger().error("mailbox cannot be written", error=type(error).__name__, seconds=pause)
                await self._rest(pause)
            else:
                return

    def _undeliverable(self, tx: sqlite3.Connection, message: Claimed, reason: str) -> None:
        """Final. Where a case hangs on it, staff see it there."""
        outbox.mark_failed(tx, message.seq, reason)
        if message.participant is None:
            return
        if reason == "gone":
            outbox.drop_waiting(tx, message.participant, reason)
        elif unpack(message.content).kind != "message":  # it only tidied the chat
            return
        for case in registrations.of_participant(tx, self._store.vault, PROGRAM, message.participant)[:1]:
            audit.append(tx, self._store.vault, who="system", what="unreachable", ref=case.reference, now=self._clock())
            timeline.add_event(tx, case.id, kind="unreachable", who="system", now=self._clock())

    async def _wait(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_AGAIN):
                await self._posted.wait()


def _settled(delivery: Delivery, outbound: Outbound, attempts: int) -> Delivery:
    """An edit or removal that does not come about is let go; a channel that asks for patience is obeyed first."""
    if outbound.kind == "message" or not isinstance(delivery, TryLater) or delivery.seconds is not None:
        return delivery
    if delivery.reason == "bot-refused" or attempts + 1 >= TRIES[outbound.kind]:
        return Sent()
    return delivery
