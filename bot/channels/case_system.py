"""A case system elsewhere, told about a registration by one signed call over HTTP.

The signature is an HMAC-SHA256 over the moment of sending, a dot and the body, as the README shows. What the system
answers is read for one thing only: the number it gave the case.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any, Final

import httpx

from bot.channels import Delivery, Sent, TryLater, Undeliverable

SIGNATURE: Final = "Herstelbot-Signature"
DELIVERY: Final = "Herstelbot-Delivery"
SECONDS: Final = 20.0
LARGEST_ANSWER: Final = 64 * 1024
LONGEST_NUMBER: Final = 60
LONGEST_WAIT: Final = 24 * 3600.0
"""Seconds of a "retry after" that are obeyed at most."""

_AGAIN: Final = frozenset({408, 409, 425, 429})
"""Refusals that may be over later; any other in the 300s and 400s is for good."""


class CaseSystem:
    """The way to one address. ``transport`` replaces the network."""

    def __init__(self, url: str, secret: bytes, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._url = url
        self._secret = secret
        self._client = httpx.AsyncClient(transport=transport, timeout=SECONDS, follow_redirects=False, trust_env=False)

    async def send(self, delivery: str, body: bytes, at: int) -> Delivery:
        """Deliver a registration (JSON) at this moment (Unix seconds); every failure is a value.

        ``Sent.ref`` is the number the case got there, when the answer tells it: ``{"number": "…"}``.
        """
        headers = {
            "content-type": "application/json",
            "user-agent": "herstelbot",
            DELIVERY: delivery,
            SIGNATURE: f"t={at},v1={sign(self._secret, at, body)}",
        }
        try:
            async with self._client.stream("POST", self._url, content=body, headers=headers) as response:
                return _verdict(response, await _start_of(response))
        except Exception as error:  # noqa: BLE001 - the promise of the border: trouble is a value, told by its class
            return TryLater(reason=type(error).__name__)

    async def close(self) -> None:
        """Let go of the network."""
        await self._client.aclose()


def sign(secret: bytes, at: int, body: bytes) -> str:
    """The signature of a call, in hexadecimal."""
    return hmac.new(secret, f"{at}.".encode() + body, hashlib.sha256).hexdigest()


async def _start_of(response: httpx.Response) -> bytes:
    """The answer, or nothing when it is larger than any answer should be."""
    found = b""
    async for piece in response.aiter_bytes():
        found += piece
        if len(found) > LARGEST_ANSWER:
            return b""
    return found


def _verdict(response: httpx.Response, body: bytes) -> Delivery:
    if response.is_success:
        return Sent(ref=_number(body))
    if response.status_code in _AGAIN or response.is_server_error:
        return TryLater(seconds=_told_to_wait(response), reason=f"http-{response.status_code}")
    return Undeliverable(reason="refused")


def _number(body: bytes) -> str | None:
    try:
        answer: Any = json.loads(body)
    except (ValueError, RecursionError):
        return None
    number = answer.get("number") if isinstance(answer, dict) else None
    written = str(number).strip() if isinstance(number, str | int) and not isinstance(number, bool) else ""
    return written if written.isprintable() and 0 < len(written) <= LONGEST_NUMBER else None


def _told_to_wait(response: httpx.Response) -> float | None:
    told = response.headers.get("retry-after", "")
    return min(float(told), LONGEST_WAIT) if told.isascii() and told.isdecimal() and int(told) > 0 else None
