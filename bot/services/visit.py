"""What the web chat may ask of the house: hand something in, read what was said, come back with a code."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels import Outbound, Raw
from bot.services.receive import Receive
from bot.services.wire import unpack
from bot.store import ids, inbox, outbox, participants
from bot.store.opening import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The desk at which a web visitor stands."""

    store: Store
    receive: Receive

    async def accept(self, raw: Raw) -> None:
        """Store what the visitor did; it is safe when this returns."""
        await self.receive.accept("web", [raw])

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
