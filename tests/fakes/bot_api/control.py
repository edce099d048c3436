"""A small door for tests that run the server as a process of its own: people and faults by name, as JSON."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import httpx
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tests.fakes.bot_api.people import Seen

if TYPE_CHECKING:
    from tests.fakes.bot_api.server import BotApi

_ACTS = {
    "says", "edits", "presses", "blocks", "unblocks", "sends_photo", "sends_document", "sends_video", "sends_voice",
    "sends_sticker", "sends_contact", "sends_location",
}  # fmt: skip


def control(server: BotApi) -> Callable[[Request], Awaitable[Response]]:
    """The route: ``{"do": act, "person": name, "args": [...], "options": {...}}`` in, ``{"result": ...}`` out.

    Acts without a person: ``fault``, ``clear_faults``, ``advance``, ``restart_ids``, ``state``.
    """

    async def answer(request: Request) -> Response:
        body = await request.json()
        try:
            return JSONResponse({"result": await _do(server, body)})
        except (LookupError, AssertionError, TypeError, ValueError) as error:
            return JSONResponse({"error": str(error)}, 400)

    return answer


async def _do(server: BotApi, body: dict[str, Any]) -> Any:
    act, args, options = body["do"], body.get("args", []), body.get("options", {})
    if "person" not in body:
        return _server_act(server, act, args, options)
    person = server.person(body["person"])
    if act in _ACTS:
        return getattr(person, act)(*args, **options)
    if act == "sees":
        return [asdict(one) for one in person.sees]
    if act == "expects":
        return asdict(await person.expects(*args, **options))
    raise ValueError(f"nobody can {act!r}")


def _server_act(server: BotApi, act: str, args: list[Any], options: dict[str, Any]) -> Any:
    with server.world.changing():
        if act == "fault":
            server.fault(*args, **options)
        elif act == "clear_faults":
            server.faults.clear()
        elif act == "advance":
            server.world.clock.advance(*args)
        elif act == "restart_ids":
            server.world.queue.restart_ids(*args)
        elif act == "state":
            counts: dict[str, int] = {}
            for call in server.world.calls:
                counts[call.method] = counts.get(call.method, 0) + 1
            return {"waiting": len(server.world.queue), "calls": counts, "early_calls": server.world.early_calls}
        else:
            raise ValueError(f"the server cannot {act!r}")
    return None


class Remote:
    """The same people, from another process: ``Remote(url).person("Anna").says("hallo")``."""

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=url, trust_env=False, timeout=60)

    def close(self) -> None:
        self._http.close()

    def person(self, name: str) -> RemotePerson:
        return RemotePerson(self, name)

    def do(self, act: str, *args: Any, person: str | None = None, **options: Any) -> Any:
        """One act; raises AssertionError with the server's words when it could not be done."""
        whom = {} if person is None else {"person": person}
        answer = self._http.post("/control", json={"do": act, "args": args, "options": options, **whom})
        if answer.status_code != 200:
            raise AssertionError(answer.json()["error"])
        return answer.json()["result"]


class RemotePerson:
    """Somebody at the other process: the acts of :class:`tests.fakes.bot_api.people.Person`."""

    def __init__(self, remote: Remote, name: str) -> None:
        self._remote = remote
        self.name = name

    def says(self, text: str) -> int:
        return int(self._remote.do("says", text, person=self.name))

    def presses(self, label: str, *, gone: bool = False) -> str:
        return str(self._remote.do("presses", label, person=self.name, gone=gone))

    def acts(self, act: str, *args: Any) -> Any:
        """Any other act by its name: ``acts("sends_photo", "kijk")``."""
        return self._remote.do(act, *args, person=self.name)

    def expects(self, text: str = "", timeout: float = 10.0) -> Seen:
        return _seen(self._remote.do("expects", text, timeout, person=self.name))

    @property
    def sees(self) -> list[Seen]:
        return [_seen(one) for one in self._remote.do("sees", person=self.name)]


def _seen(shown: dict[str, Any]) -> Seen:
    return Seen(**{**shown, "buttons": tuple(map(tuple, shown["buttons"])), "bold": tuple(shown["bold"])})
