"""Everything the server knows: chats with their messages, users, the queue, the bot's profile. One lock around it."""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.bot_api.clock import Clock
from tests.fakes.bot_api.queue import Queue

Json = dict[str, Any]


@dataclass(slots=True)
class Message:
    """One message as it stands now, with the keyboards it had before."""

    number: int
    sender: Json
    date: int
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    keyboard: list[list[Json]] = field(default_factory=list)
    earlier: list[list[list[Json]]] = field(default_factory=list)
    media: Json = field(default_factory=dict)
    protected: bool = False
    edited: int | None = None
    version: int = 0


@dataclass(slots=True)
class Chat:
    """A private chat (its id is the person's) or a group."""

    number: int
    kind: str
    about: Json
    started: bool = False
    blocked: bool = False  # the person blocked the bot, or the bot is no member of the group
    migrated_to: int | None = None
    messages: dict[int, Message] = field(default_factory=dict)

    def json(self) -> Json:
        return {"id": self.number, "type": self.kind, **self.about}

    def message_json(self, one: Message) -> Json:
        """The message as the Bot API shows it."""
        shown: Json = {"message_id": one.number, "from": one.sender, "chat": self.json(), "date": one.date}
        if one.text:
            shown["text"] = one.text
        if one.entities:
            shown["entities"] = one.entities
        if one.keyboard:
            shown["reply_markup"] = {"inline_keyboard": one.keyboard}
        if one.edited is not None:
            shown["edit_date"] = one.edited
        if one.protected:
            shown["has_protected_content"] = True
        return {**shown, **one.media}


@dataclass(frozen=True, slots=True)
class Call:
    """One call the bot made: when (server's clock), of what, for which chat, and the HTTP status it got."""

    at: float
    method: str
    chat: int | None
    status: int
    params: Json


class World:
    """The state behind one bot token. Take :meth:`changing` around every change; listeners wake after it."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.bot: Json = {
            "id": int(token.split(":", maxsplit=1)[0]),
            "is_bot": True,
            "first_name": "Herstelbot",
            "username": "herstel_test_bot",
        }
        self.clock = Clock()
        self.queue = Queue(self.clock)
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, float] = {}
        self.answered: set[str] = set()
        self.profile: dict[tuple[str, str], Any] = {}
        self.webhook: Json = {}
        self.closed_until: dict[int, float] = {}
        self.early_calls = 0
        self.calls: list[Call] = []
        self.numbers = itertools.count(1)
        self.ids = itertools.count(10_000_001)
        self.version = 0
        self._lock = threading.RLock()
        self._listeners: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the lock; afterwards everybody who waits for something looks again."""
        with self._lock:
            self.version += 1
            yield
            listeners = list(self._listeners)
        for loop, event in listeners:
            with suppress(RuntimeError):  # a test's loop that ended meanwhile
                loop.call_soon_threadsafe(event.set)

    @contextmanager
    def looking(self) -> Iterator[None]:
        with self._lock:
            yield

    @contextmanager
    def listening(self) -> Iterator[asyncio.Event]:
        """An event that is set after every change, in the running loop."""
        listener = asyncio.get_running_loop(), asyncio.Event()
        with self._lock:
            self._listeners.add(listener)
        try:
            yield listener[1]
        finally:
            with self._lock:
                self._listeners.discard(listener)

    def add_message(self, chat: Chat, sender: Json, **content: Any) -> Message:
        """Put a message into a chat; the caller holds the lock."""
        one = Message(next(self.numbers), sender, int(self.clock.now()), version=self.version, **content)
        chat.messages[one.number] = one
        return one
