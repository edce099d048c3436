from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

from bot.channels import Channel, Inbound, Outbound, Sent
from bot.channels.webchat import WebChat, read_web
from bot.channels.webchat_pages import FOLDER
from tests.channels.desk import FakeDesk
from tests.channels.visitor import LEAVE, Chat

ROUTES = [
    ("GET", "/"), ("POST", "/"), ("POST", "/begin"), ("POST", "/say"), ("POST", "/return"), ("GET", "/weg"),
    ("POST", "/weg"), ("GET", "/messages"), ("GET", "/events"), ("GET", "/static/chat.css"), ("GET", "/static/chat.js"),
    ("GET", "/static/nee.js"), ("GET", "/nee"), ("DELETE", "/"), ("POST", "/messages"),
]  # fmt: skip


def check_headers(response: httpx.Response, *, secure: bool) -> None:
    """Every header that every response must carry."""
    headers = response.headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert all(f"{name} 'none'" in policy for name in ("frame-ancestors", "base-uri"))
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert ("strict-transport-security" in headers) is secure


def test_is_a_channel_that_reads_payloads() -> None:
    """The web chat is a channel like the others, named "web", and reads with the same function the app uses."""
    web: Channel = WebChat(desk=FakeDesk(), leave_url=LEAVE)
    payload = b'{"text": "Hallo", "ref": "r1"}'
    assert web.name == "web"
    assert web.read(payload) == read_web(payload) == Inbound(kind="text", text="Hallo", ref="r1")


async def test_sending_is_only_waking_the_pages() -> None:
    """A line is delivered as soon as it is in the transcript; nobody needs to be looking."""
    web = WebChat(desk=FakeDesk(), leave_url=LEAVE)
    assert await web.send("niemand", Outbound(text="Hallo")) == Sent()


@pytest.mark.parametrize("secure", [False, True])
@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_every_response_carries_the_security_headers(method: str, path: str, *, secure: bool) -> None:
    """Pages, answers, refusals, files, redirects and pages that do not exist all carry the same strict headers."""
    response = await Chat(secure=secure).visitor().browser.request(method, path)
    check_headers(response, secure=secure)


async def test_our_own_mistake_is_told_kindly_and_with_headers() -> None:
    """When the house fails, the visitor gets a kind page with the headers and nothing of the error."""
    chat = Chat()

    async def fails(*_: object) -> bool:
        raise RuntimeError("geheim")

    chat.desk.behind = fails  # type: ignore[assignment]
    visitor = chat.visitor()
    visitor.browser.cookies["hb"] = "a" * 43
    response = await visitor.browser.get("/")
    assert response.status_code == 500
    assert "ging iets mis" in response.text
    assert "geheim" not in response.text
    check_headers(response, secure=False)


async def test_a_body_larger_than_any_form_is_refused() -> None:
    """A quarter of a megabyte is the most that is read, whatever the kind of body."""
    response = await Chat().visitor().submits(do="say", id="abcdefgh", text="a" * 300_000)
    assert response.status_code == 413
    check_headers(response, secure=False)


def test_pages_ask_nobody_else_for_anything_and_hold_no_inline_code() -> None:
    """No template or file of ours names an outside address, an inline script, an inline style or a handler."""
    files = [path for path in Path(FOLDER).rglob("*") if path.suffix in {".html", ".css", ".js"}]
    assert len(files) >= 8
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(https?:)?//[a-z0-9-]+\.[a-z]", text), path.name
        assert not re.search(r"<script>|<style|\sstyle=|\son[a-z]+=\"", text), path.name
        assert "localStorage" not in text, path.name
        assert "sessionStorage" not in text, path.name
        assert "innerHTML" not in text, path.name
