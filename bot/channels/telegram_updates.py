"""A raw Telegram update, read: who it is from, what happened, what to do about it at once. Pure, and trusting nothing.

Shapes are those of the Bot API's ``Update`` object. Only private chats are conversations. Button presses in the
staff group come through with the group as address; everything else from groups and channels is emptied before
anybody stores it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import blake2s
from hmac import compare_digest
from typing import Any

from bot.channels import Inbound, InboundKind, Raw
from bot.channels.telegram_text import clean

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")

_KINDS: tuple[tuple[str, InboundKind], ...] = (
    ("voice", "voice"),
    ("sticker", "sticker"),
    ("contact", "contact"),
    ("location", "location"),
    ("venue", "location"),
    *(
        (name, "media")
        for name in (
            "photo", "video", "document", "animation", "audio", "video_note", "story", "poll", "dice", "game",
            "paid_media", "checklist",
        )
    ),
)  # fmt: skip
_STYLES = {"bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "blockquote"}
_GONE = ("kicked", "left")  # tuples: what is looked up in them may be of any shape
_SHARED = ("group", "supergroup", "channel")

Update = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chores:
    """What an update asks for apart from the conversation: a chat to leave, a button press to acknowledge."""

    leave: int | None = None
    acknowledge: str | None = None


def raw(update: object, *, bot_id: int, staff: Collection[int] = ()) -> Raw:
    """The update as the mailbox stores it; what cannot be understood gets no address and is never refused.

    The external id names the bot, the update and a mark of what happened: update ids start again at random after
    a quiet week, and an old id must not make a new message look like one already seen.
    """
    payload = _dump(update)
    if not isinstance(update, dict):
        return Raw(external_id=f"{bot_id}.{_digest(payload)}", address=None, payload=payload)
    number = update_id(update)
    external_id = f"{bot_id}.{_digest(payload) if number is None else number}.{_mark(update)}"
    kind, chat = _chat(update)
    chat_id, chat_type = _integer(chat.get("id")), chat.get("type")
    if chat_id is None or not isinstance(chat_type, str):
        return Raw(external_id=external_id, address=None, payload=payload)
    if chat_type == "private" or (chat_id in staff and kind == "callback_query"):
        return Raw(external_id=external_id, address=str(chat_id), payload=payload)
    return Raw(external_id=external_id, address=None, payload=json.dumps({"update_id": number}).encode())


def update_id(update: object) -> int | None:
    """The update's number, or None when it has none worth the name."""
    number = _integer(update.get("update_id")) if isinstance(update, dict) else None
    return number if number is not None and 0 <= number < 2**63 else None


def next_offset(updates: Sequence[object], before: int | None) -> int | None:
    """The offset that confirms this batch: its last id plus one, even when that is lower than ever before.

    The highest id ever seen would not do: when ids start again lower, such an offset confirms nothing and the same
    batch comes back for ever.
    """
    numbers = [number for number in map(update_id, updates) if number is not None]
    return numbers[-1] + 1 if numbers else before


def chores(update: object, *, staff: Collection[int] = ()) -> Chores:
    """What to do at once: acknowledge a press, leave a group or channel that is not the staff's."""
    if not isinstance(update, dict):
        return Chores()
    kind, chat = _chat(update)
    query = _object(update.get("callback_query")).get("id")
    chat_id, chat_type = _integer(chat.get("id")), chat.get("type")
    # A press in the staff group is answered with words, after the turn; a second answer would be lost.
    acknowledge = query if isinstance(query, str) and not (chat_id in staff and chat_type in _SHARED) else None
    foreign = chat_id is not None and chat_id not in staff and chat_type in _SHARED
    member = _object(_object(update.get(kind)).get("new_chat_member")).get("status")
    inside = kind != "my_chat_member" or member not in _GONE
    return Chores(leave=chat_id if foreign and inside else None, acknowledge=acknowledge)


def moved(update: object) -> tuple[int, int] | None:
    """The old and the new id of a group that became a supergroup, when that is what this update tells."""
    message = _object(_object(update).get("message"))
    here = _integer(_object(message.get("chat")).get("id"))
    there, origin = _integer(message.get("migrate_to_chat_id")), _integer(message.get("migrate_from_chat_id"))
    if here is not None and there is not None:
        return here, there
    return (origin, here) if here is not None and origin is not None else None


def read(payload: bytes) -> Inbound:
    """What one person did, from the JSON of one raw update.

    Raises:
        ValueError: the payload is not the JSON of an update. The error carries no content.
    """
    update = _load(payload)
    kind, chat = _chat(update)
    body = _object(update.get(kind))
    language = _object(body.get("from")).get("language_code")
    hint = language if isinstance(language, str) and len(language) <= 35 else None  # as long as a BCP 47 tag gets
    if kind == "callback_query":
        return _press(body, hint, shared=chat.get("type") in _SHARED)
    if kind == "my_chat_member":
        status = _object(body.get("new_chat_member")).get("status")
        return Inbound(kind="left" if status in _GONE else "other", language=hint)
    number = _integer(body.get("message_id"))
    ref = None if number is None else reference([number], own=True)
    if kind == "edited_message":
        text = _words(body, "text")
        return Inbound(kind="edited" if text else "other", text=text, ref=ref, language=hint)
    if text := _words(body, "text"):
        return Inbound(kind="text", text=text, ref=ref, language=hint)
    found: InboundKind = next((name for key, name in _KINDS if key in body), "other")
    return Inbound(kind=found, text=_words(body, "caption"), ref=ref, language=hint)


def reference(ids: Sequence[int], text: str = "", entities: Sequence[dict[str, Any]] = (), *, own: bool = False) -> str:
    """The opaque ``ref`` of messages in one chat, with what the first one says when that is known.

    ``own`` marks the person's own message, which can be removed but not changed.
    """
    known = {"text": text, "entities": list(entities)} if text else {}
    whose = {"own": True} if own else {}
    return json.dumps({"ids": list(ids), **whose, **known}, separators=(",", ":"))


def webhook_batch(body: bytes, *, bot_id: int, staff: Collection[int] = ()) -> list[Raw]:
    """The raw updates in the body of a webhook call: always one, however odd, so that Telegram need not repeat it."""
    try:
        update: object = json.loads(body)
    except (ValueError, RecursionError):
        return [Raw(external_id=f"{bot_id}.{_digest(body)}", address=None, payload=body)]
    return [raw(update, bot_id=bot_id, staff=staff)]


def secret_matches(given: str | None, secret: str) -> bool:
    """Whether a webhook call knows the secret; compared in constant time, and never when no secret is set."""
    return bool(secret) and compare_digest((given or "").encode("utf-8", "replace"), secret.encode())


def _load(payload: bytes) -> Update:
    try:
        update = json.loads(payload)
    except (ValueError, RecursionError):
        raise ValueError("not JSON") from None  # the parser's own error quotes the content
    if not isinstance(update, dict):
        raise ValueError("not an update")  # noqa: TRY004 (callers expect one class for whatever cannot be read)
    return update


def _dump(value: object) -> bytes:
    try:
        return json.dumps(value).encode()
    except RecursionError:  # nested deeper than any real update; one such must not hold up the batch it is in
        return b"{}"


def _press(query: Update, language: str | None, *, shared: bool) -> Inbound:
    data, message = query.get("data"), _object(query.get("message"))
    if not isinstance(data, str) or not data:
        return Inbound(kind="other", language=language)
    number = _integer(message.get("message_id"))
    entities = message.get("entities")
    styles = [kept for one in entities if (kept := _style(one))] if isinstance(entities, list) else []
    text = message.get("text")
    # The text goes into the reference unchanged: the entities count its characters.
    known = text if isinstance(text, str) and text == clean(text) else ""
    ref = None if number is None else reference([number], known, styles)
    who, asked = _integer(_object(query.get("from")).get("id")), query.get("id")
    if not shared or who is None or not isinstance(asked, str):
        return Inbound(kind="other" if shared else "press", press=clean(data), ref=ref, language=language)
    return Inbound(kind="press", press=clean(data), ref=ref, language=language, colleague=str(who), query=asked)


def _style(entity: object) -> dict[str, Any] | None:
    one = _object(entity)
    kind, offset, length = one.get("type"), _integer(one.get("offset")), _integer(one.get("length"))
    if not isinstance(kind, str) or kind not in _STYLES or offset is None or length is None:
        return None
    return {"type": kind, "offset": offset, "length": length}


def _chat(update: Update) -> tuple[str, Update]:
    """The kind of update and the chat it happened in ({} when it is not told)."""
    for kind in ALLOWED_UPDATES:
        body = update.get(kind)
        if isinstance(body, dict):
            holder = _object(body.get("message")) if kind == "callback_query" else body
            return kind, _object(holder.get("chat"))
    return "", {}


def _mark(update: Update) -> str:
    kind, _ = _chat(update)
    body = _object(update.get(kind))
    named = (
        [body.get("id")] if kind == "callback_query" else [body.get(key) for key in ("message_id", "date", "edit_date")]
    )
    return _digest(_dump([kind, *named]))


def _words(body: Update, key: str) -> str:
    text = body.get(key)
    return clean(text) if isinstance(text, str) else ""


def _object(value: object) -> Update:
    return value if isinstance(value, dict) else {}


def _integer(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _digest(content: bytes) -> str:
    return blake2s(content, digest_size=6).hexdigest()
