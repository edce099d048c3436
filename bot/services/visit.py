"""What the web chat may ask of the house: hand something in, read what was said, come back with a code."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from bot.channels import Outbound, Raw
from bot.services.moments import Clock, amsterdam
from bot.services.receive import Receive
from bot.services.wire import unpack
from bot.store import ids, inbox, outbox, participants, web_sessions
from bot.store.errors import KeyGone
from bot.store.opening import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The desk at which a web visitor stands."""

    store: Store
    receive: Receive
    clock: Clock = amsterdam

    async def accept(self, raw: Raw) -> None:
        """Store what the visitor did; it is safe when this returns."""
        await self.receive.accept("web", [raw])

    async def open(self, address: str) -> str:
        """A fresh token with which one more browser holds this conversation."""
        token, now = ids.token(), self.clock()

        def work(tx: sqlite3.Connection) -> None:
            person = participants.find(tx, self.store.vault, "web", address)
            if person is not None:
                web_sessions.begin(tx, self.store.vault, person.id, token, now)

        await self.store.db.write(work)
        return token

    async def behind(self, token: str) -> str | None:
        """The conversation that a browser's token holds; None when it is unknown, ended, or its person was erased."""

        def work(tx: sqlite3.Connection) -> str | None:
            person = web_sessions.behind(tx, self.store.vault, token)
            return None if person is None else participants.address(tx, self.store.vault, person)

        try:
            return await self.store.db.read(work)
        except KeyGone:
            return None

    async def close(self, token: str) -> None:
        """The token holds nothing any more."""
        await self.store.db.write(lambda tx: web_sessions.end(tx, self.store.vault, token))

    async def transcript(self, address: str, after: int) -> list[tuple[int, Outbound]]:
        """Everything shown to this visitor after ``after``, in order; empty for an unknown address."""
        person = await self.store.db.read(lambda tx: participants.find(tx, self.store.vault, "web", address))
        if person is None:
            return []
        lines = await self.store.db.read(lambda tx: outbox.transcript(tx, self.store.vault, person.id, after))
        return [(line.seq, unpack(line.content)) for line in lines]

    async def come_back(self, receipt: str) -> str | None:
        """The address behind a return code, or None: unknown and mistyped look the same."""
        digits = ids.read_receipt(receipt)
        if digits is None:
            return None
        person = await self.store.db.read(lambda tx: participants.find_by_receipt(tx, self.store.vault, digits))
        if person is None or person.channel != "web":
            return None
        return await self.store.db.read(lambda tx: participants.address(tx, self.store.vault, person.id))

    async def answered(self, address: str) -> bool:
        """Whether nothing of this visitor waits to be worked on."""
        person = await self.store.db.read(lambda tx: participants.find(tx, self.store.vault, "web", address))
        if person is None:
            return True
        return await self.store.db.read(lambda tx: not inbox.waits_for(tx, person.id))
