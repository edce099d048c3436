"""The stand-in keeps to the rules it stands in for: checked over HTTP, without the library."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.fakes.bot_api.control import Remote
from tests.fakes.bot_api.markup import CannotParse, parse_html
from tests.fakes.bot_api.server import TOKEN, BotApi
from tests.fakes.local_web import serving


@pytest.fixture
def server() -> Iterator[BotApi]:
    """A running server."""
    with BotApi() as running:
        yield running


class Client:
    """Bare calls of the Bot API."""

    def __init__(self, server: BotApi, http: httpx.AsyncClient) -> None:
        self._address, self.http = f"{server.url}/bot{TOKEN}", http

    async def __call__(self, method: str, **params: Any) -> Any:
        """The result, or the answer's error code and description as text."""
        answer = (await self.http.post(f"{self._address}/{method}", json=params)).json()
        return answer["result"] if answer["ok"] else f"{answer['error_code']} {answer['description']}"


@pytest.fixture
async def call(server: BotApi) -> AsyncIterator[Client]:
    """A way to call it."""
    async with httpx.AsyncClient(trust_env=False, timeout=10) as http:
        yield Client(server, http)


def numbers(updates: list[dict[str, Any]]) -> list[int]:
    """The numbers of updates."""
    return [one["update_id"] for one in updates]


async def test_updates_stay_until_an_offset_confirms_them(server: BotApi, call: Client) -> None:
    """Asking without an offset confirms nothing; an offset forgets exactly what is below it."""
    server.world.queue.restart_ids(10)
    for text in "abc":
        server.person("Anna").says(text)
    assert numbers(await call("getUpdates")) == [10, 11, 12]
    assert numbers(await call("getUpdates", offset=11)) == [11, 12]
    assert numbers(await call("getUpdates", offset=0, limit=1)) == [11]
    assert numbers(await call("getUpdates", offset=-1)) == [12]
    assert await call("getUpdates", offset=13) == []
    assert len(server.world.queue) == 0


async def test_an_offset_too_far_ahead_confirms_nothing(server: BotApi, call: Client) -> None:
    """Beyond ten past the end the server answers from the oldest, however often it is asked."""
    server.world.queue.restart_ids(10)
    server.person("Anna").says("a")
    assert numbers(await call("getUpdates", offset=500)) == [10]
    assert numbers(await call("getUpdates", offset=501)) == [10]
    assert await call("getUpdates", offset=21) == []


async def test_lives_end_on_the_servers_clock(server: BotApi, call: Client) -> None:
    """A press is gone after 150 seconds and cannot be acknowledged; a message is gone after 24 hours."""
    anna = server.person("Anna")
    anna.says("a")
    keyboard = {"inline_keyboard": [[{"text": "Ja", "callback_data": "1"}]]}
    await call("sendMessage", chat_id=anna.id, text="?", reply_markup=keyboard)
    query = anna.presses("Ja")
    assert len(await call("getUpdates")) == 2
    server.world.clock.advance(151)
    (only,) = await call("getUpdates", timeout=0, offset=1)
    assert "message" in only
    assert "query is too old" in await call("answerCallbackQuery", callback_query_id=query)
    server.world.clock.advance(86_400)
    assert await call("getUpdates") == []


async def test_a_long_poll_ends_when_something_happens(server: BotApi, call: Client) -> None:
    """A waiting poll is answered by the first update and not by the clock."""
    poll = asyncio.create_task(call("getUpdates", timeout=30))
    await server.until(lambda: server._poll > 0)
    server.person("Anna").says("a")
    async with asyncio.timeout(3):
        assert len(await poll) == 1


async def test_two_pollers_and_a_webhook_conflict(server: BotApi, call: Client) -> None:
    """The newer of two polls ends the older with 409, and no poll works while a webhook is set."""
    poll = asyncio.create_task(call("getUpdates", timeout=30))
    await server.until(lambda: server._poll > 0)
    assert await call("getUpdates") == []
    assert str(await poll).startswith("409 Conflict: terminated by other getUpdates")
    await call("setWebhook", url="http://127.0.0.1:9/")
    assert str(await call("getUpdates")).startswith("409 Conflict: can't use getUpdates method while webhook is active")
    assert (await call("getWebhookInfo"))["url"] == "http://127.0.0.1:9/"
    await call("deleteWebhook")
    assert await call("getUpdates") == []


async def test_only_allowed_updates_are_kept(server: BotApi, call: Client) -> None:
    """What the bot said it does not want to hear is not queued from then on."""
    await call("getUpdates", allowed_updates=["callback_query"])
    server.person("Anna").says("a")
    assert await call("getUpdates") == []
    await call("getUpdates", allowed_updates=[])
    server.person("Anna").says("b")
    assert len(await call("getUpdates")) == 1


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"text": " \n"}, "400 Bad Request: message text is empty"),
        ({"text": "x" * 4097}, "400 Bad Request: message is too long"),
        ({"text": "😀" * 2049}, "400 Bad Request: message is too long"),
        ({"text": "<b>x", "parse_mode": "HTML"}, "400 Bad Request: can't parse entities"),
        ({"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "", "callback_data": "1"}]]}}, "400 Bad Request"),
        (
            {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "b", "callback_data": "é" * 33}]]}},
            "400 Bad Request: BUTTON",
        ),
        (
            {"text": "a", "entities": [{"type": "bold", "offset": 0, "length": 2}]},
            "400 Bad Request: can't parse MessageEntity",
        ),
        ({"text": "a", "chat_id": 1}, "400 Bad Request: chat not found"),
    ],
)
async def test_messages_are_checked(server: BotApi, call: Client, params: dict[str, Any], said: str) -> None:
    """Empty, too long, badly marked up, with impossible buttons or to nobody: refused in Telegram's words."""
    server.person("Anna").says("a")
    assert str(await call("sendMessage", **{"chat_id": server.person("Anna").id, **params})).startswith(said)


async def test_nobody_is_written_to_unasked(server: BotApi, call: Client) -> None:
    """Before a person has said something, and after they blocked the bot, sending is forbidden."""
    anna = server.person("Anna")
    assert str(await call("sendMessage", chat_id=anna.id, text="a")).startswith("403 Forbidden: bot can't initiate")
    anna.blocks()
    assert str(await call("sendMessage", chat_id=anna.id, text="a")).startswith("403 Forbidden: bot was blocked")


async def test_parameters_come_any_way(server: BotApi, call: Client) -> None:
    """Query, form, multipart and JSON bodies say the same thing."""
    anna = server.person("Anna")
    anna.says("a")
    address, params = f"{server.url}/bot{TOKEN}/sendmessage", {"chat_id": str(anna.id), "text": "dag"}
    await call.http.get(address, params=params)
    await call.http.post(address, data=params)
    await call.http.post(address, files={name: (None, value) for name, value in params.items()})
    await call.http.post(address, json=params)
    assert [one.text for one in anna.sees if not one.mine] == ["dag"] * 4


async def test_tokens_and_methods_must_exist(server: BotApi, call: Client) -> None:
    """A wrong token is 401 and an unknown method 404."""
    assert (await call.http.get(f"{server.url}/bot1:x/getMe")).status_code == 401
    assert str(await call("getMeNot")).startswith("404")


async def test_a_chat_told_to_wait_counts_early_calls(server: BotApi, call: Client) -> None:
    """Within the time of a 429 every call for that chat gets 429 and is counted; afterwards it is let through."""
    anna = server.person("Anna")
    anna.says("a")
    server.fault("too_many", "sendMessage", seconds=5)
    for _ in range(3):
        assert str(await call("sendMessage", chat_id=anna.id, text="a")).startswith("429")
    assert server.world.early_calls == 2
    server.world.clock.advance(6)
    assert (await call("sendMessage", chat_id=anna.id, text="a"))["text"] == "a"


async def test_people_press_only_what_they_see(server: BotApi, call: Client) -> None:
    """A button can be pressed while it is on the screen; once edited away only a slow client still presses it."""
    anna = server.person("Anna")
    anna.says("a")
    keyboard = {"inline_keyboard": [[{"text": "Ja", "callback_data": "1"}]]}
    sent = await call("sendMessage", chat_id=anna.id, text="?", reply_markup=keyboard)
    anna.presses("Ja")
    await call("editMessageReplyMarkup", chat_id=anna.id, message_id=sent["message_id"])
    with pytest.raises(LookupError, match="no button 'Ja'"):
        anna.presses("Ja")
    anna.presses("Ja", gone=True)
    assert [one["callback_query"]["data"] for one in (await call("getUpdates"))[1:]] == ["1", "1"]


async def test_waiting_for_what_never_comes_says_what_is_there(server: BotApi) -> None:
    """A failed expectation names the person, what they waited for and what they see."""
    anna = server.person("Anna")
    anna.says("hallo")
    with pytest.raises(AssertionError, match=r"Anna waits for 'welkom' and sees .*hallo"):
        await anna.expects("welkom", timeout=0.01)


async def test_webhook_calls_repeat_until_accepted_and_keep_order(server: BotApi, call: Client) -> None:
    """A chat's updates come one at a time with the secret, again after a failure, and leave the queue after a 200."""
    got: list[tuple[str, str | None]] = []

    async def take(request: Request) -> Response:
        text = (await request.json())["message"]["text"]
        got.append((text, request.headers.get("x-telegram-bot-api-secret-token")))
        return Response(status_code=500 if len(got) <= 2 else 200)

    async with serving(Starlette(routes=[Route("/", take, methods=["POST"])])) as url:
        await call("setWebhook", url=url, secret_token="geheim")
        server.person("Anna").says("een")
        server.person("Anna").says("twee")
        await server.until(lambda: len(server.world.queue) == 0)
    assert got == [("een", "geheim")] * 3 + [("twee", "geheim")]


def test_whoever_watches_is_told_before_and_after_a_call_and_faults_are_counted_when_met(server: BotApi) -> None:
    """The moments at which a crash matters: nothing done yet, and done but not answered."""
    done: list[tuple[str, int]] = []
    anna = server.person("Anna")
    anna.says("hallo")
    server.watched = lambda moment: done.append((moment, len(anna.chat.messages)))
    with httpx.Client(base_url=f"{server.url}/bot{server.world.token}", trust_env=False) as http:
        http.post("/sendMessage", json={"chat_id": anna.id, "text": "Dag"})
        server.fault("status", "getMe")
        assert server.faults.met == 0
        http.get("/getMe")
    assert done == [("before", 1), ("after", 2), ("before", 2), ("after", 2)]
    assert server.faults.met == 1


@pytest.mark.parametrize(
    "wrong", ["<b>a", "a</b>", "<b><i>a</b></i>", "a < b", "a & b", "<script>x</script>", "&copy;", "<b x>a</b>"]
)
def test_the_markup_reader_is_strict(wrong: str) -> None:
    """Unclosed, crossed or unknown tags and bare characters are refused."""
    with pytest.raises(CannotParse):
        parse_html(wrong)


def test_the_markup_reader_counts_in_utf16() -> None:
    """Offsets and lengths are those of Telegram, where an emoji counts as two."""
    words, entities = parse_html("😀 <b>a &amp; <i>😀</i></b>")
    assert words == "😀 a & 😀"
    assert entities == [{"type": "bold", "offset": 3, "length": 6}, {"type": "italic", "offset": 7, "length": 2}]


def test_the_server_runs_as_a_process_of_its_own() -> None:
    """Started from the command line it prints its address, and people and faults are moved from outside."""
    process = subprocess.Popen([sys.executable, "-m", "tests.fakes.bot_api"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        started = json.loads(process.stdout.readline())
        remote = Remote(started["url"])
        anna = remote.person("Anna")
        anna.says("hallo")
        remote.do("fault", "status", "getMe", status=500)
        address = f"{started['url']}/bot{started['token']}"
        with httpx.Client(trust_env=False) as http:
            assert http.get(f"{address}/getMe").status_code == 500
            (update,) = http.get(f"{address}/getUpdates").json()["result"]
            http.post(f"{address}/sendMessage", json={"chat_id": update["message"]["chat"]["id"], "text": "Dag Anna"})
        assert anna.expects("Dag").text == "Dag Anna"
        assert [one.text for one in anna.sees] == ["hallo", "Dag Anna"]
        assert remote.do("state")["calls"] == {"getMe": 1, "getUpdates": 1, "sendMessage": 1}
        with pytest.raises(AssertionError, match="nobody can"):
            anna.acts("flies")
        remote.close()
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()
