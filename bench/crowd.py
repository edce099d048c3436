"""A crowd of people and the Bot API they chat through, in one small loop: fast enough not to be what is measured.

Everybody says the next line of their part as soon as they have seen the answer to the last one. HTTP is read just far
enough for the calls a bot makes; for how faithful a server can be, see ``tests/fakes/bot_api``.
"""

from __future__ import annotations

import asyncio
import json
import re
import socket
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_CHAT = re.compile(rb'(?:chat_id=|"chat_id": ?"?|name="chat_id"\r\n(?:[^\r\n]+\r\n)*\r\n)(-?\d+)')
_OFFSET = re.compile(rb'(?:offset=|"offset": ?"?|name="offset"\r\n(?:[^\r\n]+\r\n)*\r\n)(-?\d+)')
_METHOD = re.compile(rb"^(?:POST|GET) /bot[^/]+/(\w+)")
_BOT = b'{"id":123456789,"is_bot":true,"first_name":"Herstelbot","username":"herstel_test_bot"}'
_TRUE = b'{"ok":true,"result":true}'
_BATCH = 100


@dataclass(frozen=True, slots=True)
class Line:
    """What is said, and how many messages answer it."""

    says: str
    answers: int = 1


@dataclass(slots=True)
class _Person:
    number: int
    lines: Sequence[Line]
    at: int = 0
    waits_for: int = 0
    since: float = 0.0


@dataclass
class Crowd:
    """So many people with these lines. ``delay``: seconds that every call takes, as over a network."""

    people: int
    lines: Sequence[Line]
    delay: float = 0.0
    seconds: list[float] = field(default_factory=list)
    """How long each answered line took, since the last :meth:`forget`."""
    calls: int = 0
    url: str = ""
    _updates: deque[tuple[int, bytes]] = field(default_factory=deque)
    _next: int = 1
    _poll: _Call | None = None
    _enough: tuple[int, asyncio.Event] | None = None

    def __post_init__(self) -> None:
        """Everybody is there, and has said nothing yet."""
        self._persons = {10_000_000 + n: _Person(10_000_000 + n, self.lines) for n in range(self.people)}

    async def open(self) -> asyncio.Server:
        """Listen on a free port; ``url`` is where."""
        taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        taken.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        return await asyncio.get_running_loop().create_server(lambda: _Call(self), sock=taken)

    def begin(self) -> None:
        """Everybody says their first line."""
        for person in self._persons.values():
            self._say(person)
        self._wake()

    async def answered(self, lines: int) -> None:
        """Wait until so many lines were answered."""
        self._enough = lines, asyncio.Event()
        await self._enough[1].wait()

    def forget(self) -> None:
        """Count from here on."""
        self.seconds, self.calls = [], 0

    def _say(self, person: _Person) -> None:
        line = person.lines[person.at % len(person.lines)]
        person.at += 1
        person.waits_for, person.since = line.answers, time.perf_counter()
        user = {"id": person.number, "is_bot": False, "first_name": "Iemand", "language_code": "nl"}
        message = {
            "message_id": person.at, "from": user, "date": int(time.time()), "text": line.says,
            "chat": {"id": person.number, "type": "private", "first_name": "Iemand"},
        }  # fmt: skip
        if line.says.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(line.says)}]
        update = json.dumps({"update_id": self._next, "message": message}).encode()
        self._updates.append((self._next, update))
        self._next += 1

    def answer(self, call: _Call, method: bytes, body: bytes) -> None:
        """Do what the bot asks."""
        if method == b"getUpdates":
            offset = _OFFSET.search(body)
            while offset and self._updates and self._updates[0][0] < int(offset[1]):
                self._updates.popleft()
            self._poll = call
            self._wake()
        elif method == b"sendMessage":
            self._shown(call, int((_CHAT.search(body) or [b"", b"0"])[1]))
        elif method == b"getMe":
            self._reply(call, b'{"ok":true,"result":%b}' % _BOT)
        elif method == b"getWebhookInfo":
            hook = b'{"url":"","has_custom_certificate":false,"pending_update_count":0}'
            self._reply(call, b'{"ok":true,"result":%b}' % hook)
        else:
            self._reply(call, _TRUE)

    def _shown(self, call: _Call, chat: int) -> None:
        self.calls += 1
        number = self.calls + 1_000_000
        self._reply(
            call,
            b'{"ok":true,"result":{"message_id":%d,"from":%b,"date":%d,"text":"x","chat":{"id":%d,"type":"private","first_name":"I"}}}'
            % (number, _BOT, int(time.time()), chat),
        )
        person = self._persons.get(chat)
        if person is None:
            return
        person.waits_for -= 1
        if person.waits_for == 0:
            self.seconds.append(time.perf_counter() - person.since)
            if self._enough is not None and len(self.seconds) >= self._enough[0]:
                self._enough[1].set()
            self._say(person)
            self._wake()

    def _reply(self, call: _Call, body: bytes) -> None:
        if self.delay:
            asyncio.get_running_loop().call_later(self.delay, call.reply, body)
        else:
            call.reply(body)

    def _wake(self) -> None:
        """Hand what was said to who polls. A little later, so that those who speak together come in one batch."""
        if self._poll is not None and self._updates:
            call, self._poll = self._poll, None
            asyncio.get_running_loop().call_soon(self._hand_over, call)

    def _hand_over(self, call: _Call) -> None:
        batch = [update for _, update in list(self._updates)[:_BATCH]]
        self._reply(call, b'{"ok":true,"result":[%b]}' % b",".join(batch))


class _Call(asyncio.Protocol):
    """One connection: requests one after another."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while True:
            head, found, rest = self._buffer.partition(b"\r\n\r\n")
            if not found:
                return
            if b"chunked" in head.lower():
                body, found, after = rest.partition(b"0\r\n\r\n")
                if not found:
                    return
            else:
                length = _LENGTH.search(head)
                size = int(length[1]) if length else 0
                if len(rest) < size:
                    return
                body, after = rest[:size], rest[size:]
            self._buffer = after
            method = _METHOD.match(head)
            self._crowd.answer(self, method[1] if method else b"", body)

    def reply(self, body: bytes) -> None:
        """Answer the request."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)
            )
