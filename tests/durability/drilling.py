"""A restore drill: a backup at any moment while people talk, more talk, an erasure, and then the backup put back."""

from __future__ import annotations

import asyncio
import itertools
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr

from bot.app import App, build
from bot.channels import Delivery, Inbound, Outbound, Raw, Sent
from bot.channels.telegram_updates import raw, read
from bot.config import Settings
from bot.services.backup import back_up, keys_beside
from bot.services.restore import restore
from bot.store import erasures, outbox, participants
from tests.durability.plan import lend
from tests.durability.telling import Promise, Telling, broken

PEOPLE = 4
CHATS = 3
"""People on Telegram of whom answers are in line at any moment."""


@dataclass(slots=True)
class Silent:
    """Telegram as it would be: notes what is sent."""

    sent: list[str] = field(default_factory=list)
    name: str = "telegram"

    def read(self, payload: bytes) -> Inbound:
        return read(payload)

    def messages(self, _outbound: Outbound) -> int:
        return 1

    async def send(self, address: str, _outbound: Outbound) -> Delivery:
        self.sent.append(address)
        return Sent()


@dataclass(slots=True)
class Outcome:
    """What one drill showed. ``before``: what had been promised before the backup began."""

    before: int = 0
    after: int = 0
    held: int = 0
    wrong: list[str] = field(default_factory=list)


def says(text: str, chat: int, number: int) -> Raw:
    """Somebody says something on Telegram."""
    message = {"message_id": number, "date": 1, "chat": {"id": 7_000 + chat, "type": "private"}, "text": text}
    return raw({"update_id": number, "message": message}, bot_id=1)


def settings(folder: Path) -> Settings:
    """A service with a token that nobody ever uses."""
    given = {"data_dir": folder, "telegram_token": SecretStr("1:nobody")}
    return Settings.model_construct(**{**Settings().model_dump(), **given})


class Drill:
    """One drill on a folder of its own."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self._folder = folder
        self._chance = chance
        self._promises: list[Promise] = []
        self._numbers = itertools.count(chance.randrange(10**6))
        self.outcome = Outcome()

    async def run(self) -> Outcome:
        """Everything, in order."""
        data, new, copy = self._folder / "data", self._folder / "new", self._folder / "backup"
        for folder in (data, new):
            folder.mkdir(mode=0o700)
            lend(folder)
        async with build(settings(data)) as app:
            before, gone = await self._yesterday(app, copy)
        (new / "master.key").write_bytes((data / "master.key").read_bytes())
        done = await restore(new, copy, key=new / "master.key", keys=data / "keys.db", now=datetime.now(tz=UTC))
        self.outcome.held = done.held
        self.outcome.wrong += await broken(new, [*before, *(one for one in self._promises if one[0] in gone)])
        async with build(settings(new)) as app:
            await self._today(app, [one[1] for one in self._promises if one[0] == "erased"])
        return self.outcome

    async def _yesterday(self, app: App, copy: Path) -> tuple[list[Promise], set[str]]:
        """Load, the backup in the middle of it, more load, somebody erased."""
        await app.library.learn()
        app.channels["telegram"] = Silent()
        telling = Telling(app, PEOPLE, promised=self._promises.append, first=self._chance.randrange(100))
        enough = self._chance.randrange(5, 80)
        load = asyncio.create_task(self._talk(app, telling))
        while len(self._promises) < enough and not load.done():  # noqa: ASYNC110 - any moment will do
            await asyncio.sleep(0.001)
        before = list(self._promises)
        await back_up(app.store, copy, with_keys=True)
        await load
        await telling.erase(self._chance.choice(telling.people))
        keys_beside(copy).unlink()  # the newest keys are used, as the README tells
        self.outcome.before, self.outcome.after = len(before), len(self._promises) - len(before)
        return before, {"asked", "erased"}

    async def _talk(self, app: App, telling: Telling) -> None:
        for _ in range(8):
            await app.receive.accept("telegram", [says("/help", chat, next(self._numbers)) for chat in range(CHATS)])
            if not await telling.round():
                return

    async def _today(self, app: App, erased: list[str]) -> None:
        """What was erased is gone; the conversation goes on, and nobody hears of it before the release."""
        store, channel = app.store, Silent()
        app.channels["telegram"] = channel
        await app.library.learn()
        for person in erased:
            if await store.db.read(lambda tx, person=person: participants.get(tx, person)) is not None:  # type: ignore[misc]
                self.outcome.wrong.append("somebody who was erased is back")
            known = await store.db.read(lambda tx, person=person: erasures.erased(tx, store.vault, person))  # type: ignore[misc]
            inside = any(one[0] == "taken" for one in self._promises[: self.outcome.before])
            if inside and not known and self._was_in_it(person):
                self.outcome.wrong.append("the ledger does not know who was erased")
        await app.receive.accept("telegram", [says("/help", 0, next(self._numbers))])
        await self._settle(app)
        if channel.sent:
            self.outcome.wrong.append(f"{len(channel.sent)} messages were sent before the release")
        await store.db.write(outbox.release_held)
        await self._settle(app)
        if not channel.sent:
            self.outcome.wrong.append("nothing is sent after the release either")

    def _was_in_it(self, person: str) -> bool:
        """Whether this person had said anything before the backup."""
        address = next(one[2] for one in self._promises if one[:2] == ("erased", person))
        return any(one[:2] == ("taken", address) for one in self._promises[: self.outcome.before])

    async def _settle(self, app: App) -> None:
        while await app.receive.work():
            pass
        while await app.deliver.once():
            pass
