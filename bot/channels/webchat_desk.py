"""The web chat's border with the house: the desk it stands at, and what a visitor did as stored bytes, both ways.

A payload is JSON made by the server, never by the page: ``{"text": "...", "ref": "..."}`` for typed words or
``{"press": "...", "ref": "..."}`` for a quick reply, and ``language`` as the browser asks for it. ``ref`` is the page's own id of that message.
"""

from __future__ import annotations

import json
from hashlib import blake2s
from typing import Protocol

from bot.channels import Inbound, Outbound, Raw
from bot.channels.telegram_text import clean


class Desk(Protocol):
    """What the web chat may ask of the house."""

    async def accept(self, raw: Raw) -> None:
        """Store what a visitor did; it is safe when this returns."""

    async def open(self, address: str) -> str:
        """A fresh token with which one more browser holds this conversation."""

    async def behind(self, token: str) -> str | None:
        """The conversation that a browser's token holds; None when it is unknown, ended, or its person was erased."""

    async def close(self, token: str) -> None:
        """The token holds nothing any more."""

    async def transcript(self, address: str, after: int) -> list[tuple[int, Outbound]]:
        """Everything shown to this visitor after that number, in order; empty for an unknown address."""

    async def come_back(self, receipt: str) -> str | None:
        """The address behind a return code as somebody typed it, or None."""

    async def answered(self, address: str) -> bool:
        """Whether nothing of this visitor waits to be worked on."""


def begun(address: str, source: str, language: str = "") -> Raw:
    """The beginning of a conversation; the same one however often it is asked for."""
    return _raw(address, "begin", {"text": f"/start {source}".strip(), "language": language})


def typed(address: str, message: str, text: str, language: str = "") -> Raw:
    """Typed words. ``message`` is the page's id: the same id is the same message."""
    return _raw(address, message, {"text": clean(text), "ref": message, "language": language})


def pressed(address: str, message: str, data: str) -> Raw:
    """A quick reply that was chosen."""
    return _raw(address, message, {"press": clean(data), "ref": message})


def read_web(payload: bytes) -> Inbound:
    """What a visitor did, from a stored payload.

    Raises:
        ValueError: the payload is not one of ours. The error carries no content.
    """
    try:
        data = json.loads(payload)
    except (ValueError, RecursionError):
        raise ValueError("not JSON") from None  # the parser's own error quotes the content
    if not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
        raise ValueError("not a payload of the web chat")
    ref, language = data.get("ref"), data.get("language")
    if press := data.get("press"):
        return Inbound(kind="press", press=press, ref=ref, language=language)
    text = data.get("text", "")
    return Inbound(kind="text" if text.strip() else "other", text=text, ref=ref, language=language)


def form_message_id(nonce: str, content: str) -> str:
    """The id of a message from a plain form: the page's nonce, and what was said.

    Without script the nonce stays the same when somebody changes the words and sends again while the first attempt
    hangs; the second attempt must not look like a repeat of the first.
    """
    return f"{nonce}.{blake2s(content.encode('utf-8', 'replace'), digest_size=6).hexdigest()}"


def _raw(address: str, message: str, payload: dict[str, str]) -> Raw:
    payload = {name: value for name, value in payload.items() if value or name == "text"}
    content = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
    return Raw(external_id=f"{address}.{message}", address=address, payload=content)
