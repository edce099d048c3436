"""One signed call to a case system, against a server that answers as such systems do, well and badly."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.channels import Sent, TryLater, Undeliverable
from bot.channels.case_system import LARGEST_ANSWER, CaseSystem, sign

SECRET = b"een gedeeld geheim van genoeg tekens"
BODY = '{"reference": "HB-1", "remark": "na de zomer – graag"}'.encode()
README = Path(__file__).parents[2] / "README.md"

Answer = Callable[[httpx.Request], httpx.Response]


def reached(answer: Answer) -> CaseSystem:
    """A case system that answers like this."""
    return CaseSystem("https://zaken.example/hook", SECRET, transport=httpx.MockTransport(answer))


async def test_the_readme_shows_how_to_check_a_call() -> None:
    """The receiver's code in the README accepts our call, and refuses a changed body, another secret and an old call."""
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102 - our own README
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(202)

    now = int(time.time())
    for at in (now, now - 3600):
        assert await reached(answer).send("d1", BODY, at) == Sent()
    fresh, old = (one.headers["Herstelbot-Signature"] for one in seen)
    assert names["is_genuine"](SECRET, fresh, seen[0].content)
    assert not names["is_genuine"](SECRET, fresh, seen[0].content + b" ")
    assert not names["is_genuine"](b"ander", fresh, seen[0].content)
    assert not names["is_genuine"](SECRET, old, seen[1].content)
    assert seen[0].headers["Herstelbot-Delivery"] == "d1"
    assert seen[0].headers["content-type"] == "application/json"
    assert seen[0].content == BODY
    assert sign(SECRET, now, BODY) in fresh


@pytest.mark.parametrize(
    ("answer", "number"),
    [
        (httpx.Response(200, json={"number": " Z-2026-17 "}), "Z-2026-17"),
        (httpx.Response(201, json={"number": 17}), "17"),
        (httpx.Response(204), None),
        (httpx.Response(200, json={"number": True}), None),
        (httpx.Response(200, json={"number": "Z" * 61}), None),
        (httpx.Response(200, json={"number": "a\nb"}), None),
        (httpx.Response(200, json=["Z-1"]), None),
        (httpx.Response(200, text="<html>"), None),
        (httpx.Response(200, text="[" * 5000), None),
        (httpx.Response(200, text='{"number": "Z-1", "x": "' + "x" * LARGEST_ANSWER + '"}'), None),
    ],
)
async def test_only_a_number_is_read_from_the_answer(answer: httpx.Response, number: str | None) -> None:
    """Whatever comes with a status in the 200s, it has arrived; the number is taken when it looks like one."""
    assert await reached(lambda _: answer).send("d1", BODY, 1) == Sent(ref=number)


@pytest.mark.parametrize(
    ("status", "headers", "delivery"),
    [
        (503, {}, TryLater(reason="http-503")),
        (429, {"retry-after": "90"}, TryLater(seconds=90, reason="http-429")),
        (429, {"retry-after": "99999999"}, TryLater(seconds=86400, reason="http-429")),
        (503, {"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}, TryLater(reason="http-503")),
        (400, {}, Undeliverable(reason="refused")),
        (302, {"location": "https://elders.example/"}, Undeliverable(reason="refused")),
    ],
)
async def test_refusals_are_told_apart(status: int, headers: dict[str, str], delivery: object) -> None:
    """Trouble of theirs is tried again, a refusal is final, and a redirect is never followed with the content."""
    calls: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        calls.append(str(request.url))
        return httpx.Response(status, headers=headers)

    assert await reached(answer).send("d1", BODY, 1) == delivery
    assert calls == ["https://zaken.example/hook"]


async def test_trouble_on_the_line_is_a_value() -> None:
    """Nobody there, cut off or too slow: told by its class, without address or content."""

    async def broken() -> AsyncIterator[bytes]:
        yield b"{"
        raise httpx.ReadError("zaken.example")

    def nobody(_request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectTimeout("zaken.example HB-1")

    assert await reached(nobody).send("d1", BODY, 1) == TryLater(reason="ConnectTimeout")
    halfway = reached(lambda _: httpx.Response(200, content=broken()))
    assert await halfway.send("d1", BODY, 1) == TryLater(reason="ReadError")
    await halfway.close()
