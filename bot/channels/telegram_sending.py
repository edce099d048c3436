"""Outbound messages through the Bot API client, and what its errors mean for whoever has to deliver them."""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, MessageEntity
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, RetryAfter

from bot.channels import Delivery, Outbound, Sent, TryLater, Undeliverable
from bot.channels.telegram_text import LIMIT, Part, clean, parts, utf16_length
from bot.channels.telegram_updates import reference

_CHAT_GONE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "user is deactivated",
    "was deactivated",
    "was kicked",
)
_MARKUP_REFUSED = "can't parse entities"
# An edit or removal whose aim is reached already, or can never be reached: nothing to try again, nobody to bother.
_PAST_CHANGING = (
    "message is not modified", "query is too old", "query id is invalid", "message to edit not found",
    "message can't be edited", "message to delete not found", "message can't be deleted", "message_id_invalid",
    "message identifier is not specified",
)  # fmt: skip
_MOST_UNFINISHED = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Behind:
    """What a ``ref`` tells: the messages, and the words and styles of the first where they are known."""

    ids: tuple[int, ...] = ()
    text: str = ""
    entities: tuple[MessageEntity, ...] = ()


def verdict(error: BaseException) -> Delivery:
    """What an error means: try later, gone, or refused for good. What we do not know counts as not delivered.

    The reason is the error's class and never its message: the library's messages can quote content and the token.
    """
    match error:
        case RetryAfter():
            return TryLater(seconds=_seconds(error.retry_after), reason="told-to-wait")
        case Forbidden():
            return Undeliverable(reason="gone")
        case BadRequest():
            return Undeliverable(reason="gone" if _says(error, *_CHAT_GONE) else "refused")
        case InvalidToken() | Conflict():
            return TryLater(reason="bot-refused")
        case _:
            return TryLater(reason=type(error).__name__)


class Sending:
    """Sends, edits and removes in one bot's chats. Keeps in memory how far a text of several messages has got."""

    def __init__(self, bot: Bot, *, protect_content: bool = False) -> None:
        self._bot = bot
        self._protect = protect_content
        self._unfinished: OrderedDict[tuple[int, Outbound], list[int]] = OrderedDict()
        self._moved: dict[int, int] = {}
        self.markup_refused = 0
        """How often Telegram refused the markup and the text went out plain: a mistake for us to look into."""

    async def deliver(self, address: str, outbound: Outbound) -> Delivery:
        """One outbound to one chat. Raises whatever the client raises; :func:`verdict` explains it."""
        try:
            chat = int(address)
        except ValueError:
            return Undeliverable(reason="refused")
        try:
            return await self._deliver(self._moved.get(chat, chat), outbound)
        except ChatMigrated as migrated:  # a group became a supergroup: same people, another id
            self._moved[chat] = migrated.new_chat_id
            return await self._deliver(migrated.new_chat_id, outbound)

    async def _deliver(self, chat: int, outbound: Outbound) -> Delivery:
        match outbound.kind:
            case "message":
                return await self._say(chat, outbound)
            case "chosen":
                return await self._show_choice(chat, outbound)
            case "remove":
                return await self._remove(chat, _behind(outbound.ref))

    async def _say(self, chat: int, outbound: Outbound) -> Delivery:
        messages = parts(outbound.text)
        if not messages:
            return Undeliverable(reason="refused")
        key = chat, outbound
        sent = self._unfinished.pop(key, [])
        try:
            for part in messages[len(sent) :]:
                last = len(sent) == len(messages) - 1
                sent.append(await self._send(chat, part, _keyboard(outbound) if last else None))
        except Exception:
            if sent:  # trying again must go on where this stopped, not say the first part twice
                self._unfinished[key] = sent
                if len(self._unfinished) > _MOST_UNFINISHED:
                    self._unfinished.popitem(last=False)
            raise
        return Sent(ref=reference(sent))

    async def _send(self, chat: int, part: Part, keyboard: InlineKeyboardMarkup | None) -> int:
        common: dict[str, Any] = {
            "chat_id": chat,
            "reply_markup": keyboard,
            "protect_content": self._protect or None,
            "link_preview_options": LinkPreviewOptions(is_disabled=True),
        }
        try:
            message = await self._bot.send_message(text=part.html, parse_mode=ParseMode.HTML, **common)
        except BadRequest as error:
            if not _says(error, _MARKUP_REFUSED):
                raise
            self.markup_refused += 1
            message = await self._bot.send_message(text=part.plain, **common)
        return message.message_id

    async def _show_choice(self, chat: int, outbound: Outbound) -> Delivery:
        behind = _behind(outbound.ref)
        if not behind.ids:
            return Sent()
        message, shown = behind.ids[-1], f"{behind.text}\n\n✓ {clean(outbound.text)}"
        try:
            if behind.text and outbound.text and utf16_length(shown) <= LIMIT:
                await self._bot.edit_message_text(
                    shown,
                    chat_id=chat,
                    message_id=message,
                    entities=behind.entities,
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                )
                return Sent(ref=outbound.ref)
        except BadRequest as error:
            if _says(error, *_PAST_CHANGING):
                return Sent(ref=outbound.ref)
            if _says(error, *_CHAT_GONE):
                raise
        try:  # showing the choice is a courtesy; that the old buttons go is what matters
            await self._bot.edit_message_reply_markup(chat_id=chat, message_id=message)
        except BadRequest as error:
            if not _says(error, *_PAST_CHANGING):
                raise
        return Sent(ref=outbound.ref)

    async def _remove(self, chat: int, behind: _Behind) -> Delivery:
        for message in behind.ids:  # one by one: a single one too old would keep all of them
            try:
                await self._bot.delete_message(chat, message)
            except BadRequest as error:
                if not _says(error, *_PAST_CHANGING):
                    raise
        return Sent()


def _keyboard(outbound: Outbound) -> InlineKeyboardMarkup | None:
    rows = [
        [InlineKeyboardButton(clean(button.label), callback_data=button.data) for button in row]
        for row in outbound.buttons
    ]
    return InlineKeyboardMarkup(rows) if any(rows) else None


def _behind(ref: str | None) -> _Behind:
    """What a reference of :func:`reference` tells; one that is none of ours tells nothing."""
    try:
        stored = json.loads(ref or "{}")
        entities = [MessageEntity(one["type"], one["offset"], one["length"]) for one in stored.get("entities", [])]
        return _Behind(ids=tuple(stored.get("ids", [])), text=stored.get("text", ""), entities=tuple(entities))
    except (ValueError, TypeError, KeyError, AttributeError):
        return _Behind()


def _says(error: BadRequest, *phrases: str) -> bool:
    said = error.message.lower()
    return any(phrase in said for phrase in phrases)


def _seconds(wait: float | timedelta) -> float:
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
