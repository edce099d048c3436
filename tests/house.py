"""The whole house with its channels replaced by fakes that speak the product's nouns.

A ``Guest`` writes, presses what they see, and sees what the house sent. Everything goes through the real mailbox, the
real store on disk, the real engine and render; ``House.settle`` works until nothing is left to do, so no test waits.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.channels import Delivery, Inbound, Outbound, Raw, Sent
from bot.services.converse import Conversation
from bot.services.deliver import Deliver
from bot.services.documents import document
from bot.services.library import Library
from bot.services.notify import Notify
from bot.services.receive import Receive
from bot.services.register import Register
from bot.services.staff_room import StaffRoom
from bot.services.triage import Triage
from bot.store import registrations
from bot.store.cases import Filters
from bot.store.opening import Store, open_store
from bot.store.sight import PROGRAM
from tests.engine.small import NOW, TEXTS, understand

GROUP = "-100"


class FakeChannel:
    """Keeps what was sent, per address; ``answers`` are handed out before everything goes well again."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.sent: list[tuple[str, Outbound]] = []
        self.answers: list[Delivery] = []

    def read(self, payload: bytes) -> Inbound:
        data = json.loads(payload)
        if data.pop("broken", False):
            raise ValueError("not an update")
        kind = data.pop("kind", "press" if "press" in data else "text")
        return Inbound(kind=kind, **data)

    def messages(self, outbound: Outbound) -> int:  # noqa: ARG002 - a fake channel has no limit
        return 1

    async def send(self, address: str, outbound: Outbound) -> Delivery:
        if self.answers:
            return self.answers.pop(0)
        self.sent.append((address, outbound))
        return Sent(ref=f"m{len(self.sent)}")


@dataclass
class Clock:
    """The time, moved by hand."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class House:
    """Everything behind the channels."""

    store: Store
    library: Library
    receive: Receive
    deliver: Deliver
    channels: dict[str, FakeChannel]
    clock: Clock
    numbers: Any = field(default_factory=itertools.count)

    def guest(self, name: str, channel: str = "telegram") -> Guest:
        """Somebody with an address on a channel."""
        return Guest(house=self, address=name, channel=channel)

    async def settle(self) -> None:
        """Work and deliver until nothing is left that can be done now."""
        while await self.receive.work() or await self.deliver.once():
            pass

    async def registrations(self) -> list[dict[str, Any]]:
        """Everything in the queue, as documents."""
        cases = await self.store.db.read(
            lambda tx: registrations.listed(tx, self.store.vault, PROGRAM, Filters(), limit=1000)
        )
        return [document(case) for case in cases]


@dataclass
class Guest:
    """A person at one of the channels."""

    house: House
    address: str
    channel: str

    async def says(self, text: str, **more: Any) -> Guest:
        return await self.sends({"kind": "text", "text": text, **more})

    async def presses(self, label: str) -> Guest:
        data = [
            button.data for one in reversed(self.sees) for row in one.buttons for button in row if button.label == label
        ]
        assert data, f"no button {label!r}; sees {[one.text for one in self.sees][-3:]}"
        return await self.sends({"kind": "press", "press": data[0]})

    async def sends(self, payload: Mapping[str, Any], *, settle: bool = True, external_id: str = "") -> Guest:
        number = external_id or str(next(self.house.numbers))
        raw = Raw(external_id=number, address=self.address, payload=json.dumps(payload).encode())
        await self.house.receive.accept(self.channel, [raw])
        if settle:
            await self.house.settle()
        return self

    @property
    def sees(self) -> list[Outbound]:
        return [one for address, one in self.house.channels[self.channel].sent if address == self.address]

    @property
    def last(self) -> str:
        return [one.text for one in self.sees if one.kind == "message"][-1]


@asynccontextmanager
async def open_house(
    folder: Path,
    *,
    texts: Mapping[str, str] = TEXTS,
    clock: Clock | None = None,
    group: str | None = GROUP,
    learnt: bool = True,
) -> AsyncIterator[House]:
    """A house on this folder; open it again to see what is left after a stop. ``learnt``: it understands sentences."""
    clock = clock or Clock()
    async with open_store(folder) as store:
        library = Library(store, understand=understand)
        await library.open(texts, clock())
        if learnt:
            await library.learn()
        channels = {name: FakeChannel(name) for name in ("telegram", "web")}
        notify = Notify(vault=store.vault, group=group)
        conversation = Conversation(
            vault=store.vault,
            library=library,
            read={name: channel.read for name, channel in channels.items()},
            notify=notify,
            website="voorbeeld.example",
            register=Register(vault=store.vault, notify=notify),
            staff_room=StaffRoom(vault=store.vault, triage=Triage(store=store, clock=clock), notify=notify),
        )
        deliver = Deliver(store, channels, clock, sleep=_at_once)
        receive = Receive(store, conversation, clock)
        yield House(store=store, library=library, receive=receive, deliver=deliver, channels=channels, clock=clock)


async def _at_once(_seconds: float) -> None:
    """No test waits for a limit; that limits are kept is tested on their own clock."""
