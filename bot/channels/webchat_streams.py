"""Server-sent events: what is said reaches an open page at once, and the page picks up where it was after a gap.

Every line carries its number as the event's id, so that a browser that comes back names the last one it saw.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager, suppress

from bot.channels.webchat_desk import Desk
from bot.channels.webchat_lines import line

RECONNECT = "retry: 2000\n\n"
"""Milliseconds after which a browser comes back by itself."""

HEARTBEAT = ": \n\n"
"""A comment, so that nobody on the way takes the line for dead."""

FAREWELL = "event: bye\ndata: {}\n\n"
"""The service stops: the page asks again later, by polling."""


class Streams:
    """The open streams: how many, for whom, and how to wake them."""

    def __init__(self, *, each: int, overall: int) -> None:
        self._each = each
        self._overall = overall
        self._bells: dict[str, list[asyncio.Event]] = {}
        self._count = 0
        self.closed = False

    def __len__(self) -> int:
        """The number of open streams."""
        return self._count

    def room(self, address: str) -> bool:
        """Whether another stream may be opened for this conversation."""
        return not self.closed and self._count < self._overall and len(self._bells.get(address, ())) < self._each

    def ring(self, address: str) -> None:
        """Something was said in this conversation."""
        for bell in self._bells.get(address, ()):
            bell.set()

    def close(self) -> None:
        """Let every stream say goodbye and end; no new ones are opened."""
        self.closed = True
        for bells in self._bells.values():
            for bell in bells:
                bell.set()

    @contextmanager
    def listening(self, address: str) -> Iterator[asyncio.Event]:
        """A bell for this conversation, while the block lasts."""
        bell = asyncio.Event()
        self._bells.setdefault(address, []).append(bell)
        self._count += 1
        try:
            yield bell
        finally:
            self._count -= 1
            self._bells[address].remove(bell)
            if not self._bells[address]:
                del self._bells[address]


async def follow(desk: Desk, streams: Streams, address: str, after: int, heartbeat: float) -> AsyncGenerator[str]:
    """The events of one conversation after a number, until the service stops. ``heartbeat`` is in seconds."""
    with streams.listening(address) as bell:
        yield RECONNECT
        while not streams.closed:
            bell.clear()  # before reading: what is said meanwhile rings again
            for seq, outbound in await desk.transcript(address, after):
                after = seq
                yield f"id: {seq}\ndata: {json.dumps(line(seq, outbound).as_json())}\n\n"
            if not bell.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(bell.wait(), heartbeat)
            if not bell.is_set():
                yield HEARTBEAT
        yield FAREWELL
