"""The server itself: HTTP in, methods and faults behind it, in a thread of its own on a free port."""

from __future__ import annotations

import asyncio
import itertools
import json
import socket
import threading
import time
from collections.abc import Callable
from typing import Any, Literal, Self

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from tests.fakes.bot_api.checks import ApiError, Params
from tests.fakes.bot_api.control import control
from tests.fakes.bot_api.delivery import deliver_webhooks
from tests.fakes.bot_api.faults import Fault, Faults
from tests.fakes.bot_api.methods import BY_LOWER_NAME, METHODS, updates
from tests.fakes.bot_api.people import Person
from tests.fakes.bot_api.trouble import Trouble, early
from tests.fakes.bot_api.world import Call, Chat, Json, World

Moment = Literal["before", "after"]
TOKEN = "123456789:AAtest-token-of-nobody-at-all-000000000"


class BotApi:
    """A Bot API server for one bot. A context manager: ``with BotApi() as server``; its address is ``server.url``.

    ``person(name)`` gives people, ``group(title)`` groups; ``world`` the state (calls, queue, clock, profile).
    """

    def __init__(self, token: str = TOKEN, port: int = 0) -> None:
        self.world = World(token)
        self.faults = Faults()
        self.people: dict[str, Person] = {}
        self._groups = itertools.count(1)
        # The protocol is named, as asyncio switches Nagle's algorithm off only then: 40 ms per answer.
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", port))
        self._socket.listen(1024)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._closing = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="bot-api", daemon=True)
        self._transports: dict[tuple[str, int], asyncio.Transport] = {}
        self._polls = itertools.count(1)
        self._poll = 0
        self._last_poll: tuple[int, float] = (0, 0.0)
        self.watched: Callable[[Moment], None] = lambda _moment: None
        """Called in the server's own thread ``before`` a call is carried out, and ``after`` it, before the answer."""

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        if self._loop is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._closing.set)
        self._thread.join(10)

    def person(self, name: str, language: str = "nl") -> Person:
        """The person of this name, made on first mention. They have not yet said anything to the bot."""
        with self.world.changing():
            if name not in self.people:
                number = next(self.world.ids)
                user = {"id": number, "is_bot": False, "first_name": name, "language_code": language}
                chat = self.world.chats.setdefault(number, Chat(number, "private", {"first_name": name}))
                self.people[name] = Person(self.world, user, chat)
            return self.people[name]

    def group(self, title: str, kind: str = "supergroup", number: int | None = None) -> Person:
        """A group without the bot in it; ``unblocks()`` by whoever made it adds the bot."""
        with self.world.changing():
            number = number if number is not None else -1_001_000_000_000 - next(self._groups)
            chat = self.world.chats.setdefault(number, Chat(number, kind, {"title": title}, blocked=True))
        return Person(self.world, self.person("Groepsbaas").user, chat)

    def fault(self, kind: Any, method: str = "*", **details: Any) -> None:
        """The next calls of ``method`` go wrong: see :class:`tests.fakes.bot_api.faults.Fault`."""
        self.faults.add(Fault(kind=kind, method=method, **details))

    def calls(self, method: str) -> list[Call]:
        """The calls of one method so far."""
        return [call for call in self.world.calls if call.method == method]

    def inject(self, update: dict[str, Any]) -> None:
        """Put an update of any shape into the queue (it gets a number unless it brings its own)."""
        with self.world.changing():
            self.world.queue.put_raw(update)

    async def until(self, condition: Any, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Wait until ``condition()`` holds; looked at after every change. Raises TimeoutError."""
        with self.world.listening() as changed:
            async with asyncio.timeout(timeout):
                while not condition():
                    await changed.wait()
                    changed.clear()

    def serve_forever(self) -> None:
        """Serve in this thread, for a process of its own; ends when the process does."""
        self._run()

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        transports = self._transports

        class Protocol(H11Protocol):
            """Remembers its transport, so that a fault can break the connection without an answer."""

            def connection_made(self, transport: Any) -> None:
                super().connection_made(transport)
                transports[transport.get_extra_info("peername")] = transport

            def connection_lost(self, exc: Exception | None) -> None:
                transports.pop(self.transport.get_extra_info("peername"), None)
                super().connection_lost(exc)

        routes = [
            Route("/bot{token:path}/{method}", self._answer, methods=["GET", "POST"]),
            Route("/control", control(self), methods=["POST"]),
        ]
        config = uvicorn.Config(
            Starlette(routes=routes), http=Protocol, ws="none", lifespan="off", log_config=None, access_log=False,
            timeout_graceful_shutdown=1,
        )  # fmt: skip
        server = _Server(config, self._closing)
        serving = asyncio.create_task(server.serve(sockets=[self._socket]))
        delivering = asyncio.create_task(deliver_webhooks(self.world, self._closing))
        self._ready.set()
        await asyncio.gather(serving, delivering)

    async def _answer(self, request: Request) -> Response:
        try:
            params = Params(await _parameters(request))
        except ClientDisconnect:  # the bot was killed while it asked
            return Response(status_code=599)
        name = BY_LOWER_NAME.get(request.path_params["method"].lower())
        fault = self.faults.take(name or "?") if name != "?" else None
        trouble = Trouble(fault, self._transports.get(tuple(request.client or ())), self._closing)  # type: ignore[arg-type]
        self.watched("before")
        answer = await trouble.before(self.world, params)
        if answer is None:
            answer = await self._do(request.path_params["token"], name, params)
            answer = trouble.after(answer)
        self.watched("after")
        with self.world.changing():
            chat = params.values.get("chat_id")
            number = int(str(chat)) if str(chat).lstrip("-").isdecimal() else None
            self.world.calls.append(
                Call(self.world.clock.now(), name or "?", number, answer.status_code, params.values)
            )
        return answer

    async def _do(self, token: str, name: str | None, params: Params) -> Response:
        try:
            if token != self.world.token:
                return _error(ApiError(401, "Unauthorized"))
            if name is None:
                return _error(ApiError(404, "Not Found"))
            if name == "getUpdates":
                return _ok(await self._get_updates(params))
            with self.world.changing():
                early(self.world, name, params)
                return _ok(METHODS[name](self.world, params))
        except ApiError as error:
            return _error(error)

    async def _get_updates(self, params: Params) -> list[Json]:
        """A long poll: the newer one of two ends the older with 409; asking the same again at once gives one update."""
        offset, limit = params.integer("offset", 0), params.integer("limit", 100)
        again = self._last_poll[0] == offset and time.monotonic() < self._last_poll[1] + 0.5
        mine = self._poll = next(self._polls)
        ends = time.monotonic() + params.integer("timeout", 0)
        with self.world.changing():  # wakes an older poll, and whoever waits for a confirmation
            updates(self.world, params, limit)
        with self.world.listening() as changed:
            while True:
                if self._poll != mine:
                    raise ApiError(
                        409,
                        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                    )
                with self.world.looking():
                    found = updates(self.world, params, 1 if again else max(1, min(limit, 100)))
                left = ends - time.monotonic()
                if found or left <= 0 or self._closing.is_set():
                    self._last_poll = offset, time.monotonic()
                    return found
                closing = asyncio.ensure_future(self._closing.wait())
                waiting = asyncio.ensure_future(changed.wait())
                await asyncio.wait({closing, waiting}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
                closing.cancel()
                waiting.cancel()
                changed.clear()


class _Server(uvicorn.Server):
    """Ends at once when it is told to, instead of looking ten times a second; by a signal when it has the process."""

    def __init__(self, config: uvicorn.Config, closing: asyncio.Event) -> None:
        super().__init__(config)
        self._closing = closing

    async def main_loop(self) -> None:
        await self._closing.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for one in sockets or []:
            one.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await asyncio.wait([*self.server_state.tasks, asyncio.create_task(asyncio.sleep(0))], timeout=1)

    def handle_exit(self, sig: int, frame: Any) -> None:
        super().handle_exit(sig, frame)
        asyncio.get_event_loop().call_soon_threadsafe(self._closing.set)


def _ok(result: Any) -> Response:
    return JSONResponse({"ok": True, "result": result})


def _error(error: ApiError) -> Response:
    body: Json = {"ok": False, "error_code": error.status, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return JSONResponse(body, error.status)


async def _parameters(request: Request) -> Json:
    """From the query and from a form, multipart or JSON body alike."""
    values: Json = dict(request.query_params)
    if "json" in request.headers.get("content-type", ""):
        body = json.loads(await request.body() or b"{}")
        return {**values, **body}
    async with request.form() as form:
        return {**values, **form}
