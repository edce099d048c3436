"""What a visitor's request asks for, read from JSON (the page's script) or a form (no script), within bounds."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.channels.webchat_desk import form_message_id
from bot.channels.webchat_words import languages

LONGEST_TEXT = 4000
"""Characters in one message."""

LONGEST_JSON = 16_384
"""Bytes; four thousand of the widest characters fit."""

LONGEST_BODY = 262_144
"""Bytes of a form: room enough to hand a text that is too long back to the person who typed it."""

_MESSAGE_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_SOURCE = re.compile(r"[a-z0-9_-]{1,64}")


class Refused(Exception):  # noqa: N818 - nothing is wrong with the program
    """A request that is not taken. ``note`` is a key of the page's sentences, ``kept`` what the person typed."""

    def __init__(
        self, status: int, note: str, *, kept: str = "", seconds: float | None = None, code: bool = False
    ) -> None:
        super().__init__(note)
        self.status = status
        self.note = note
        self.kept = kept
        self.seconds = seconds
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post's fields. ``script`` says whether the page's script made it, and so wants JSON back."""

    fields: Mapping[str, str] = field(repr=False)
    script: bool

    def get(self, name: str) -> str:
        """A field, or nothing."""
        return self.fields.get(name, "")

    @property
    def source(self) -> str:
        """Through which institution somebody came: a short slug, or nothing."""
        return slug(self.get("source"))

    def message(self) -> tuple[str, str, str]:
        """The message's id, the words typed, the quick reply pressed: one of the last two is empty.

        Raises:
            Refused: too long, nothing in it, or without an id.
        """
        text, press = self.get("text"), self.get("press")
        if len(text) > LONGEST_TEXT:
            raise Refused(413, "too-long", kept=text)
        given = self.get("id")
        if not _MESSAGE_ID.fullmatch(given) or len(press.encode("utf-8", "replace")) > 64:
            raise Refused(400, "unreadable", kept=text)
        if not text.strip() and not press:
            raise Refused(400, "empty")
        return given if self.script else form_message_id(given, press or text), "" if press else text, press


async def read_post(request: Request) -> Post:
    """Read a post.

    Raises:
        Refused: too large or not readable.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return Post(fields=_json(await _body(request)), script=True)
    if kind not in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        raise Refused(415, "unreadable")
    try:
        form = await request.form(max_files=0, max_fields=10, max_part_size=LONGEST_BODY)
    except HTTPException as error:
        raise Refused(error.status_code, "too-long" if error.status_code == 413 else "unreadable") from None
    return Post(fields={name: value for name, value in form.items() if isinstance(value, str)}, script=False)


def slug(source: str) -> str:
    """A source as it may stand in a link, in small letters; nothing when it is anything else."""
    return source.lower() if _SOURCE.fullmatch(source.lower()) else ""


def number(text: str | None) -> int:
    """The number of the last line a page has; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 18 else 0


def spoken(request: Request, chosen: str = "") -> str:
    """The language to begin in: what was chosen, if the page speaks it, or else what the browser says it likes best."""
    known = languages()
    return chosen if chosen in known.codes else known.hinted(request.headers.get("accept-language"))


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_JSON:
            raise Refused(413, "too-long")
    return bytes(body)


def _json(body: bytes) -> dict[str, str]:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(400, "unreadable") from None
    if not isinstance(data, dict):
        raise Refused(400, "unreadable")
    return {name: value for name, value in data.items() if isinstance(value, str)}
