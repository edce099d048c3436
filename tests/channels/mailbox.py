"""A mailbox in memory for receiving loops under test: stores, remembers the cursor, fails on request."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from bot.channels import Button, Outbound, Raw, Sent
from bot.channels.telegram import Telegram


class Mailbox:
    """What a receiving loop handed over, once per external id, and the offset that goes with it."""

    def __init__(self) -> None:
        self.raws: dict[str, Raw] = {}
        self.batches: list[int] = []
        self.offset: int | None = None
        self.failures = 0
        self._changed = asyncio.Event()

    async def accept(self, raws: Sequence[Raw], next_offset: int) -> None:
        """Store; raises OSError first as often as ``failures`` says."""
        if self.failures:
            self.failures -= 1
            raise OSError("the disk is full")
        self.raws |= {one.external_id: one for one in raws}
        self.batches.append(len(raws))
        self.offset = next_offset
        self._changed.set()

    async def until(self, condition: Callable[[Mailbox], bool], timeout: float = 15.0) -> None:  # noqa: ASYNC109
        """Wait until ``condition`` holds of this mailbox."""
        async with asyncio.timeout(timeout):
            while not condition(self):
                await self._changed.wait()
                self._changed.clear()

    async def holds(self, number: int) -> None:
        """Wait until this many different updates have come."""
        await self.until(lambda mailbox: len(mailbox.raws) >= number)


@asynccontextmanager
async def receiving(telegram: Telegram, mailbox: Mailbox) -> AsyncIterator[asyncio.Task[None]]:
    """The channel's receiving loop at work, from the mailbox's cursor on; stopped properly at the end."""
    stop = asyncio.Event()
    task = asyncio.create_task(telegram.receive(mailbox.accept, mailbox.offset, stop))
    try:
        yield task
    finally:
        stop.set()
        async with asyncio.timeout(5):
            await task


async def send_question(telegram: Telegram, address: str) -> None:
    """Put a question with one button into a chat."""
    question = Outbound(text="Wil je dat?", buttons=((Button(label="Ja", data="n.0"),),))
    assert isinstance(await telegram.send(address, question), Sent)
