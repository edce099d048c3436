"""What a fault does to one call."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse

from tests.fakes.bot_api.checks import ApiError, Params
from tests.fakes.bot_api.faults import Fault
from tests.fakes.bot_api.world import World

_PAGE = "<html><body><h1>502 Bad Gateway</h1></body></html>"
_TO_A_CHAT = {"sendMessage", "editMessageText", "editMessageReplyMarkup", "deleteMessage", "deleteMessages"}


class Trouble:
    """One call's fault (or none): what happens before the work, and to the answer."""

    def __init__(self, fault: Fault | None, transport: asyncio.Transport | None, closing: asyncio.Event) -> None:
        self._fault = fault
        self._transport = transport
        self._closing = closing

    async def before(self, world: World, params: Params) -> Response | None:
        """The answer in place of any work, or None when the work is to be done."""
        fault = self._fault
        match fault.kind if fault else None:
            case "status":
                assert fault is not None
                return _refusal(fault.status, fault.description)
            case "html":
                assert fault is not None
                return HTMLResponse(_PAGE, fault.status)
            case "garbage":
                return Response(b'{"ok":true,"result":[', media_type="application/json")
            case "empty":
                return JSONResponse({"ok": True})
            case "drop_before":
                return self._broken()
            case "hang":
                await self._closing.wait()
                return self._broken()
            case "drip":
                return StreamingResponse(self._drops(), media_type="application/json")
            case "delay":
                assert fault is not None
                await self._wait(fault.seconds)
            case "too_many":
                assert fault is not None
                with world.changing():
                    chat = params.integer("chat_id", 0)
                    world.closed_until[chat] = world.clock.now() + fault.seconds
                return _refusal(429, f"Too Many Requests: retry after {int(fault.seconds)}", int(fault.seconds))
        return None

    def after(self, answer: Response) -> Response:
        """The answer as it arrives, or does not."""
        return self._broken() if self._fault is not None and self._fault.kind == "drop_after" else answer

    def _broken(self) -> Response:
        if self._transport is not None:
            self._transport.abort()
        return Response(status_code=599)  # nobody gets to see it

    async def _wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._closing.wait()
        except TimeoutError:
            return

    async def _drops(self) -> AsyncIterator[bytes]:
        yield b"{"
        while not self._closing.is_set():
            yield b" "
            await self._wait(0.1)


def early(world: World, method: str, params: Params) -> None:
    """Refuse, and count, a call for a chat that was told to wait and whose time has not come."""
    if method not in _TO_A_CHAT:
        return
    left = world.closed_until.get(params.integer("chat_id", 0), 0.0) - world.clock.now()
    if left > 0:
        world.early_calls += 1
        seconds = int(left) + 1
        raise ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def _refusal(status: int, description: str, retry_after: int | None = None) -> Response:
    body: dict[str, object] = {"ok": False, "error_code": status, "description": description}
    if retry_after is not None:
        body["parameters"] = {"retry_after": retry_after}
    return JSONResponse(body, status)
