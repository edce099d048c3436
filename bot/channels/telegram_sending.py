"""Outbound messages through the Bot API client: said, changed, removed."""

from __future__ import annotations

import json
import warnings
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, MessageEntity
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, NetworkError
from telegram.warnings import PTBUserWarning

from bot.channels import Delivery, Outbound, Sent, Undeliverable
from bot.channels.telegram_errors import CHAT_GONE, MARKUP_REFUSED, PAST_CHANGING, says
from bot.channels.telegram_text import LIMIT, Part, clean, parts, utf16_length, veiled
from bot.channels.telegram_updates import reference

_MOST_UNFINISHED = 1000
TOAST = 200
"""Characters of an answer to a press; Telegram's own limit."""


class MalformedAnswer(NetworkError):  # noqa: N818 (it names what came in)
    """What came back is not a message: whether it was sent is not known."""

    def __init__(self) -> None:
        super().__init__("not a message")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Behind:
    """What a ``ref`` tells: the messages, and the words and styles of the first where they are known."""

    ids: tuple[int, ...] = ()
    own: bool = False
    text: str = ""
    entities: tuple[MessageEntity, ...] = ()


class Sending:
    """Sends, edits and removes in one bot's chats. Keeps in memory how far a text of several messages has got."""

    def __init__(self, bot: Bot, *, protect_content: bool = False) -> None:
        self._bot = bot
        self._protect = protect_content
        self._unfinished: OrderedDict[tuple[int, Outbound], list[int]] = OrderedDict()
        self._moved: dict[int, int] = {}
        warnings.filterwarnings("ignore", message=r"Please use 'Bot\.send_message'", category=PTBUserWarning)
        self.markup_refused = 0
        """How often Telegram refused the markup and the text went out plain: a mistake for us to look into."""

    async def deliver(self, address: str, outbound: Outbound) -> Delivery:
        """One outbound to one chat. Raises whatever the client raises; ``telegram_errors.verdict`` explains it."""
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
            case "edit":
                return await self._edit(chat, outbound)
            case "toast":
                return await self._toast(outbound)

    async def _say(self, chat: int, outbound: Outbound) -> Delivery:
        messages = parts(outbound.text)
        if outbound.notice:
            messages = veiled(messages, outbound.notice)
        if not messages:
            return Undeliverable(reason="refused")
        key = chat, outbound
        sent = self._unfinished.pop(key, [])
        try:
            for part in messages[len(sent) :]:
                last = len(sent) == len(messages) - 1
                sent.append(await self._send(chat, part, _rows(outbound) if last else []))
        except Exception:
            if sent:  # trying again must go on where this stopped, not say the first part twice
                self._unfinished[key] = sent
                if len(self._unfinished) > _MOST_UNFINISHED:
                    self._unfinished.popitem(last=False)
            raise
        return Sent(ref=reference(sent))

    async def _send(self, chat: int, part: Part, keyboard: list[list[dict[str, str]]]) -> int:
        common: dict[str, Any] = {"chat_id": chat, "link_preview_options": {"is_disabled": True}}
        if keyboard:
            common["reply_markup"] = {"inline_keyboard": keyboard}
        if self._protect:
            common["protect_content"] = True
        try:
            message = await self._call({**common, "text": part.html, "parse_mode": ParseMode.HTML})
        except BadRequest as error:
            if not says(error, MARKUP_REFUSED):
                raise
            self.markup_refused += 1
            message = await self._call({**common, "text": part.plain})
        return int(message["message_id"])

    async def _call(self, message: dict[str, Any]) -> dict[str, Any]:
        """Send it as plain data: the library's objects, there and back, cost more than the call itself (measured)."""
        answer = await self._bot.do_api_request("send_message", message)
        if not isinstance(answer, dict):
            raise MalformedAnswer
        return answer

    async def _show_choice(self, chat: int, outbound: Outbound) -> Delivery:
        behind = _behind(outbound.ref)
        if not behind.ids or behind.own:  # whoever typed the answer sees it already
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
            if says(error, PAST_CHANGING):
                return Sent(ref=outbound.ref)
            if says(error, CHAT_GONE):
                raise
        try:  # showing the choice is a courtesy; that the old buttons go is what matters
            await self._bot.edit_message_reply_markup(chat_id=chat, message_id=message)
        except BadRequest as error:
            if not says(error, PAST_CHANGING):
                raise
        return Sent(ref=outbound.ref)

    async def _edit(self, chat: int, outbound: Outbound) -> Delivery:
        for message in _behind(outbound.ref).ids[-1:]:
            try:
                await self._bot.edit_message_text(
                    parts(outbound.text)[0].plain,
                    chat_id=chat,
                    message_id=message,
                    reply_markup=_keyboard(outbound),
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                )
            except BadRequest as error:
                if not says(error, PAST_CHANGING):
                    raise
        return Sent(ref=outbound.ref)

    async def _toast(self, outbound: Outbound) -> Delivery:
        try:
            await self._bot.answer_callback_query(outbound.ref or "", clean(outbound.text)[:TOAST], show_alert=True)
        except BadRequest as error:  # whoever pressed has long put their telephone away
            if not says(error, PAST_CHANGING):
                raise
        return Sent()

    async def _remove(self, chat: int, behind: _Behind) -> Delivery:
        for message in behind.ids:  # one by one: a single one too old would keep all of them
            try:
                await self._bot.delete_message(chat, message)
            except BadRequest as error:
                if not says(error, PAST_CHANGING):
                    raise
        return Sent()


def _rows(outbound: Outbound) -> list[list[dict[str, str]]]:
    """The buttons as the Bot API has them; nothing without any."""
    rows = [[{"text": clean(one.label), "callback_data": one.data} for one in row] for row in outbound.buttons]
    return rows if any(rows) else []


def _keyboard(outbound: Outbound) -> InlineKeyboardMarkup | None:
    rows = [
        [InlineKeyboardButton(one["text"], callback_data=one["callback_data"]) for one in row]
        for row in _rows(outbound)
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def _behind(ref: str | None) -> _Behind:
    """What a reference of :func:`reference` tells; one that is none of ours tells nothing."""
    try:
        stored = json.loads(ref or "{}")
        entities = [MessageEntity(one["type"], one["offset"], one["length"]) for one in stored.get("entities", [])]
        ids, own, text = tuple(stored.get("ids", [])), bool(stored.get("own")), stored.get("text", "")
        return _Behind(ids=ids, own=own, text=text, entities=tuple(entities))
    except (ValueError, TypeError, KeyError, AttributeError):
        return _Behind()
