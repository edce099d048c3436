"""The parameters of a call, and what Telegram checks before it does anything."""

from __future__ import annotations

import json
from typing import Any

from tests.fakes.bot_api.markup import CannotParse, parse_html, trimmed, utf16
from tests.fakes.bot_api.world import Chat, Json, Message, World

_LONGEST = 4096


class ApiError(Exception):
    """An answer other than 200: status, description, and perhaps ``parameters``."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status, self.description, self.parameters = status, description, parameters


class Params:
    """The parameters of a call, from wherever they came: strings that may hold JSON, or JSON values."""

    def __init__(self, values: Json) -> None:
        self.values = values

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name)
        return default if value is None else str(value)

    def integer(self, name: str, default: int | None = None) -> int:
        value = self.values.get(name, default)
        try:
            return int(str(value))
        except (TypeError, ValueError):
            raise ApiError(400, f"Bad Request: {name} is not specified or no number") from None

    def json(self, name: str, default: Any = None) -> Any:
        value = self.values.get(name, default)
        try:
            return json.loads(value) if isinstance(value, str) and value else value
        except ValueError:
            raise ApiError(400, f"Bad Request: can't parse {name}") from None

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in {"true", "1"}


def chat_of(world: World, params: Params) -> Chat:
    """The chat a call is about, when the bot may write there. Raises what Telegram would answer."""
    chat = world.chats.get(params.integer("chat_id"))
    if chat is None:
        raise ApiError(400, "Bad Request: chat not found")
    if chat.migrated_to is not None:
        raise ApiError(
            400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to
        )
    if chat.blocked:
        private = chat.kind == "private"
        raise ApiError(
            403,
            "Forbidden: bot was blocked by the user"
            if private
            else f"Forbidden: bot was kicked from the {chat.kind} chat",
        )
    if not chat.started:
        raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
    return chat


def own_message(world: World, params: Params, verb: str) -> tuple[Chat, Message]:
    """The bot's own message a call is about, and its chat."""
    chat = chat_of(world, params)
    one = chat.messages.get(params.integer("message_id"))
    if one is None:
        raise ApiError(400, f"Bad Request: message to {verb} not found")
    if one.sender["id"] != world.bot["id"]:
        raise ApiError(400, f"Bad Request: message can't be {verb}ed")
    return chat, one


def text_of(params: Params) -> tuple[str, list[Json]]:
    """The text and entities of a call, checked as strictly as Telegram does or more so."""
    text, entities = params.text("text"), params.json("entities") or []
    mode = params.text("parse_mode").lower()
    if mode == "html":
        try:
            text, entities = parse_html(text)
        except CannotParse as error:
            raise ApiError(400, f"Bad Request: can't parse entities: {error}") from None
    elif mode:
        raise ApiError(400, "Bad Request: unsupported parse_mode")
    for one in entities:
        if not (one["offset"] >= 0 and one["length"] > 0 and one["offset"] + one["length"] <= utf16(text)):
            raise ApiError(400, "Bad Request: can't parse MessageEntity: it is outside the text")
    text, entities = trimmed(text, entities)
    if not text:
        raise ApiError(400, "Bad Request: message text is empty")
    if utf16(text) > _LONGEST:
        raise ApiError(400, "Bad Request: message is too long")
    return text, entities


def keyboard_of(params: Params) -> list[list[Json]]:
    """The inline keyboard of a call, checked."""
    rows: list[list[Json]] = (params.json("reply_markup") or {}).get("inline_keyboard", [])
    if sum(map(len, rows)) > 100 or any(len(row) > 8 for row in rows):
        raise ApiError(400, "Bad Request: reply markup is too long")
    for button in (button for row in rows for button in row):
        if not str(button.get("text", "")).strip():
            raise ApiError(400, "Bad Request: can't parse inline keyboard button: button text must be non-empty")
        data = button.get("callback_data")
        if "url" not in button and not (isinstance(data, str) and 1 <= len(data.encode()) <= 64):
            raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
    return [row for row in rows if row]
