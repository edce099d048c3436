"""Updates as no sender should make them: types swapped, fields gone, huge, deep, odd letters, broken bytes."""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import sqlite3
import statistics
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from pydantic import SecretStr

from bot.app import App, build
from bot.channels.telegram_hook import PATH, SECRET_HEADER
from bot.config import Settings
from bot.services.moments import amsterdam
from bot.store import inbox
from tests.durability.plan import lend
from tests.durability.telling import Telling

ORDINARY = 6
"""One in so many batches has nothing wrong with it, to compare with."""

CHATS = 300
"""So few that their conversations get somewhere."""

DEEP = "[" * 3000 + "]" * 3000
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 2**31, 2**63, -(2**63) - 1, 10**400, 1.5, 1e308, "", " ", "0", "null", [], {}, [[]],
    {"id": {}}, [None], "\x00", "\ud800", "\udfff\ud800", "\u202eomgekeerd\u202c", "\ufeff", "e\u0301" * 50,
    "z" + "\u0310\u0353\u0489" * 400, "😀" * 4096, "👨‍👩‍👧‍👦" * 300, "a" * 60_000, "/" + "x" * 5000, "/start " + "y" * 4000,
    "\n" * 4096, "{{ 7*7 }}", "%s%n", "'; DROP TABLE inbox; --", "../../etc/passwd", "<b>", "&lt;", "١٢٣٤٥٦٧٨٩",
)  # fmt: skip
WORDS = ("/start", "/help", "/menu", "hallo", "ja", "nee", "2", "wat kost het", "ik wil stoppen", "morgen", "/wissen")
FOREIGN = ("channel_post", "inline_query", "poll", "pre_checkout_query", "chat_join_request", "future_thing")


def update(chance: random.Random, number: int) -> bytes:
    """The body of one webhook call, with one to four things wrong with it."""
    made: Any = _sound(chance, number)
    for _ in range(chance.randint(1, 4)):
        made = _mutated(made, chance)
    body = json.dumps(made).encode()
    draw = chance.random()
    if draw < 0.02:
        body = body.replace(b'"text"', b'"text": ' + DEEP.encode() + b', "text"')
    elif draw < 0.06:
        at = chance.randrange(len(body) + 1)
        body = chance.choice(
            (body[:at], body[at:], body[:at] + bytes([chance.randrange(256)]) + body[at + 1 :], b"\xef\xbb\xbf" + body)
        )
    elif draw < 0.08:
        body = body.replace(b'"update_id"', b'"update_id": [], "update_id"')
    return body


def ordinary_update(chance: random.Random, number: int) -> bytes:
    """The body of a call with nothing wrong with it."""
    return json.dumps(_sound(chance, number)).encode()


def _sound(chance: random.Random, number: int) -> dict[str, Any]:
    who = {"id": 5_000_000 + chance.randrange(CHATS), "is_bot": False, "first_name": "Iemand", "language_code": "nl"}
    chat = {"id": who["id"], "type": "private", "first_name": "Iemand"}
    message = {"message_id": number, "date": 1_790_000_000, "from": who, "chat": chat}
    said = {**message, "text": chance.choice(WORDS), "entities": [{"type": "bold", "offset": 0, "length": 2}]}
    file = {"file_id": "AgAC", "file_unique_id": "AQ", "file_size": 1000}
    bodies: tuple[tuple[str, dict[str, Any]], ...] = (
        ("message", said),
        ("message", said),
        ("edited_message", {**said, "edit_date": 1_790_000_001}),
        ("callback_query", {"id": str(number), "from": who, "message": said, "chat_instance": "1", "data": "r.0.0"}),
        ("my_chat_member", {**message, "new_chat_member": {"status": "kicked", "user": who}}),
        ("message", {**message, chance.choice(("photo", "document", "voice", "sticker")): file, "caption": "kijk"}),
        ("message", {**message, "contact": {"phone_number": "+31612345678", "first_name": "Iemand"}}),
        ("message", {**said, "chat": {"id": -100123, "type": "supergroup", "title": "Buurt"}}),
        (chance.choice(FOREIGN), said),
    )
    kind, body = chance.choice(bodies)
    return {"update_id": number, kind: body}


def _mutated(value: Any, chance: random.Random) -> Any:
    """The value with one change somewhere inside."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(sorted(value))
        match chance.randrange(8):
            case 0:
                return {name: one for name, one in value.items() if name != key}
            case 1:
                return {**value, chance.choice(("chat", "from", "text", "data", "x")): chance.choice(ODD)}
            case 2:
                return {**value, key: chance.choice(ODD)}
            case _:
                return {**value, key: _mutated(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.5:
        return [_mutated(value[0], chance), *value[1:]] if chance.random() < 0.5 else value * 40
    return chance.choice((chance.choice(ODD), [value], {"text": value}, str(value)))


@dataclass(slots=True, kw_only=True)
class Report:
    """What became of them, and how long ordinary people waited for their answers, in seconds."""

    sent: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    set_aside: Counter[str] = field(default_factory=Counter)
    """Dead letters by the class of their error: ValueError is "cannot be read", anything else is a mistake of ours."""
    beside_ordinary: list[float] = field(default_factory=list)
    beside_mutated: list[float] = field(default_factory=list)

    @property
    def slower(self) -> float:
        """How much longer an answer takes beside mutated updates than beside as many ordinary ones: the middle of each."""
        return statistics.median(self.beside_mutated) / statistics.median(self.beside_ordinary)


@asynccontextmanager
async def mutating(folder: Path, chance: random.Random) -> AsyncIterator[Mutating]:
    """A service in webhook mode on a fresh folder, in this process."""
    data = folder / "data"
    data.mkdir(mode=0o700)
    lend(data)
    given = {
        "data_dir": data,
        "telegram_token": SecretStr("1:nobody"),
        "telegram_mode": "webhook",
        "public_url": "https://bot.test",
    }
    clock = Later()
    async with build(Settings.model_construct(**{**Settings().model_dump(), **given}), clock=clock) as app:
        await app.library.learn()
        try:
            yield Mutating(app, clock, chance)
        finally:
            if app.telegram is not None:  # only a running program closes it by itself
                await app.telegram.close()


class Later:
    """A clock that can be put forward."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return amsterdam() + self.ahead


class Mutating:
    """Batches of mutated updates through the webhook's own route, and now and then ordinary people beside them."""

    def __init__(self, app: App, clock: Later, chance: random.Random, *, batch: int = 32, people: int = 4) -> None:
        self._app = app
        self._clock = clock
        self._chance = chance
        self._batch = batch
        self._people = people
        self._numbers = chance.randrange(10**6)
        self.report = Report()

    async def run(self, updates: int, *, progress: Callable[[int], None] = lambda _sent: None) -> Report:
        """Send so many."""
        headers = {SECRET_HEADER: self._app.store.vault.subkey("webhook").hex()}
        transport = httpx.ASGITransport(app=self._app.site, raise_app_exceptions=True)
        telling = self._tell()
        async with httpx.AsyncClient(transport=transport, base_url="http://bot.test", headers=headers) as telegram:
            rounds = itertools.count()
            while self.report.sent < updates:
                ordinary = next(rounds) % ORDINARY == 0
                posting = asyncio.create_task(self._post(telegram, ordinary=ordinary))
                began = time.monotonic()
                if await telling.round():
                    took = self.report.beside_ordinary if ordinary else self.report.beside_mutated
                    took.append(time.monotonic() - began)
                else:
                    telling = self._tell()
                await posting
                await self._worked()
                progress(self.report.sent)
        await self._count()
        return self.report

    def _tell(self) -> Telling:
        return Telling(self._app, self._people, promised=lambda _: None, first=self._chance.randrange(100))

    async def _post(self, telegram: httpx.AsyncClient, *, ordinary: bool) -> None:
        make = ordinary_update if ordinary else update
        bodies = [make(self._chance, self._numbers + one) for one in range(self._batch)]
        self._numbers += self._batch
        self.report.sent += 0 if ordinary else self._batch
        answers = await asyncio.gather(*(telegram.post(PATH, content=body) for body in bodies))
        self.report.statuses.update(answer.status_code for answer in answers)

    async def _worked(self) -> None:
        """Everything is taken up, also what is tried again later; what is said to them is thrown away."""
        while await self._app.receive.work():
            pass
        self._clock.ahead += timedelta(seconds=10)
        await self._app.store.db.write(lambda tx: tx.execute("DELETE FROM outbox WHERE channel = 'telegram'").rowcount)

    async def _count(self) -> None:
        for _ in range(4):
            await self._worked()

        def dead(tx: sqlite3.Connection) -> dict[str, int]:
            rows = tx.execute("SELECT error, count(*) AS n FROM inbox WHERE state = 'dead' GROUP BY error")
            return {row["error"]: row["n"] for row in rows}

        self.report.set_aside.update(await self._app.store.db.read(dead))
        waiting = (await self._app.store.db.read(inbox.counts)).waiting
        if waiting:
            self.report.set_aside["still waiting"] = waiting
