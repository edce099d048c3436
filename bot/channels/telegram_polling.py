"""The receiving loop: long polls for raw updates, and nothing confirmed before it is stored.

The library's own updater confirms what its handlers have not seen yet, and falls silent after one stray 401 or 404.
This loop takes the raw JSON, awaits whoever stores it, and only then asks for more; nothing but ``stop`` ends it.
"""

from __future__ import annotations

import asyncio
import time
import warnings
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from telegram import Bot
from telegram.error import RetryAfter
from telegram.warnings import PTBUserWarning

from bot.channels import Raw
from bot.channels.telegram_errors import told_to_wait
from bot.channels.telegram_updates import ALLOWED_UPDATES, next_offset

Accept = Callable[[Sequence[Raw], int], Awaitable[None]]
"""Stores a batch together with the offset that will confirm it, and returns after the commit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Seconds: how long one poll may wait at Telegram's side, how much longer at ours, and the waits after failures.

    A connection that died without a word is noticed after ``poll + slack``. After that come ``first``, twice that, and
    so on up to ``longest``; Telegram's own "retry after" is kept to up to ``told``. After a batch comes ``gather``, so
    that in a busy moment many updates share a poll and a commit; nobody notices so short a time.
    """

    poll: int = 25
    slack: float = 10.0
    first: float = 0.5
    longest: float = 20.0
    told: float = 60.0
    gather: float = 0.02

    def after(self, failures: int, error: BaseException) -> float:
        """How long to wait after so many failures in a row."""
        wait = min(self.longest, self.first * 2.0 ** min(failures - 1, 30))
        if isinstance(error, RetryAfter):
            return max(wait, min(self.told, told_to_wait(error)))
        return wait


class MalformedAnswer(Exception):  # noqa: N818 (it names what came in)
    """Telegram's answer was not a list of updates with numbers."""


class Polling:
    """One bot's receiving. ``last_success`` (monotonic seconds) is when a poll was last received *and* stored."""

    def __init__(self, bot: Bot, patience: Patience) -> None:
        self._bot = bot
        self._patience = patience
        self.last_success: float | None = None
        self.last_try: float | None = None
        self.failures = 0
        self.trouble: str | None = None
        """The class of the latest failure since the last success; None when all is well."""

    async def run(
        self, handle: Callable[[list[object], int | None], Awaitable[None]], offset: int | None, stop: asyncio.Event
    ) -> None:
        """Poll until ``stop``; ``handle`` gets each batch and the offset after it. Ends within a poll's cancellation."""
        warnings.filterwarnings("ignore", message=r"Please use 'Bot\.get_updates'", category=PTBUserWarning)
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                try:
                    asked_at = time.monotonic()
                    updates = await self._poll(offset, stopping)
                    if updates is None:
                        return
                    following = next_offset(updates, offset)
                    await handle(updates, following)
                except Exception as error:  # noqa: BLE001 (deaf is the one thing this loop must never become)
                    self.failures, self.last_try = self.failures + 1, time.monotonic()
                    self.trouble = type(error).__name__
                    await asyncio.wait([stopping], timeout=self._patience.after(self.failures, error))
                else:
                    offset = following
                    self.failures, self.trouble, self.last_success = 0, None, time.monotonic()
                    self.last_try = self.last_success
                    if updates:
                        await asyncio.wait([stopping], timeout=self._patience.gather)
                    elif self.last_success - asked_at < self._patience.first:
                        # Nothing, at once, where a long wait was asked: something in between answers. No hot loop.
                        await asyncio.wait([stopping], timeout=self._patience.first)
        finally:
            stopping.cancel()

    async def _poll(self, offset: int | None, stopping: asyncio.Task[Literal[True]]) -> list[object] | None:
        """One batch, or None when told to stop meanwhile."""
        polling = asyncio.create_task(self._ask(offset))
        try:
            await asyncio.wait({polling, stopping}, return_when=asyncio.FIRST_COMPLETED)
            return await polling if polling.done() else None
        finally:
            if not polling.done():
                polling.cancel()
                await asyncio.gather(polling, return_exceptions=True)

    async def _ask(self, offset: int | None) -> list[object]:
        longest = self._patience.poll + self._patience.slack
        asked = {"timeout": self._patience.poll, "offset": offset, "allowed_updates": list(ALLOWED_UPDATES)}
        async with asyncio.timeout(longest):  # the read timeout starts again with every byte that drips in
            answer = await self._bot.do_api_request("get_updates", asked, read_timeout=longest)
        if not isinstance(answer, list) or (answer and next_offset(answer, None) is None):
            raise MalformedAnswer
        return answer
