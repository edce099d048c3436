"""The methods of the Bot API: what they do and what they answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.fakes.bot_api.checks import ApiError, Params, chat_of, keyboard_of, own_message, text_of
from tests.fakes.bot_api.queue import PRESS_LIFE
from tests.fakes.bot_api.world import Chat, Json, Message, World

_DELETABLE = 48 * 3600


def get_me(world: World, _: Params) -> Json:
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


def send_message(world: World, params: Params) -> Json:
    chat = chat_of(world, params)
    text, entities = text_of(params)
    sent = world.add_message(
        chat,
        world.bot,
        text=text,
        entities=entities,
        keyboard=keyboard_of(params),
        protected=params.flag("protect_content"),
    )
    return chat.message_json(sent)


def edit_message_text(world: World, params: Params) -> Json:
    chat, one = own_message(world, params, "edit")
    text, entities = text_of(params)
    return _edited(world, chat, one, text, entities, keyboard_of(params))


def edit_message_reply_markup(world: World, params: Params) -> Json:
    chat, one = own_message(world, params, "edit")
    return _edited(world, chat, one, one.text, one.entities, keyboard_of(params))


def delete_message(world: World, params: Params) -> bool:
    chat = chat_of(world, params)
    one = chat.messages.get(params.integer("message_id"))
    if one is None:
        raise ApiError(400, "Bad Request: message to delete not found")
    if world.clock.now() - one.date > _DELETABLE:
        raise ApiError(400, "Bad Request: message can't be deleted for everyone")
    del chat.messages[one.number]
    return True


def delete_messages(world: World, params: Params) -> bool:
    chat = chat_of(world, params)
    found = [chat.messages[number] for number in params.json("message_ids", []) if number in chat.messages]
    if any(world.clock.now() - one.date > _DELETABLE for one in found):
        raise ApiError(400, "Bad Request: message can't be deleted for everyone")
    for one in found:
        del chat.messages[one.number]
    return True


def answer_callback_query(world: World, params: Params) -> bool:
    query = params.text("callback_query_id")
    if world.clock.now() - world.presses.get(query, 0.0) > PRESS_LIFE:
        raise ApiError(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    world.answered.add(query)
    return True


def leave_chat(world: World, params: Params) -> bool:
    chat = chat_of(world, params)
    if chat.kind == "private":
        raise ApiError(400, "Bad Request: chat member status can't be changed in private chats")
    chat.blocked = True
    return True


def get_chat(world: World, params: Params) -> Json:
    return {**chat_of(world, params).json(), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": {}}


def get_file(_: World, params: Params) -> Json:
    return {"file_id": params.text("file_id"), "file_unique_id": "unique", "file_path": "files/none"}


def set_webhook(world: World, params: Params) -> bool:
    world.webhook = {"url": params.text("url"), "secret": params.text("secret_token")} if params.text("url") else {}
    _allow(world, params)
    _drop(world, params)
    return True


def delete_webhook(world: World, params: Params) -> bool:
    world.webhook = {}
    _drop(world, params)
    return True


def get_webhook_info(world: World, _: Params) -> Json:
    return {
        "url": world.webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(world.queue),
    }


def updates(world: World, params: Params, limit: int) -> list[Json]:
    """One look at the queue for ``getUpdates``; the waiting is the server's."""
    if world.webhook:
        raise ApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        )
    _allow(world, params)
    return world.queue.get(params.integer("offset", 0), limit)


def _setter(name: str, limit: int) -> Callable[[World, Params], bool]:
    def set_it(world: World, params: Params) -> bool:
        value = params.text(name)
        if len(value) > limit:
            raise ApiError(400, f"Bad Request: {name} is too long")
        world.profile[name, params.text("language_code")] = value
        return True

    return set_it


def _getter(name: str) -> Callable[[World, Params], Json]:
    return lambda world, params: {name: world.profile.get((name, params.text("language_code")), "")}


def set_my_commands(world: World, params: Params) -> bool:
    commands = params.json("commands", [])
    for one in commands:
        name = one["command"]
        if not 1 <= len(name) <= 32 or name != name.lower() or not name.replace("_", "").isalnum():
            raise ApiError(400, "Bad Request: BOT_COMMAND_INVALID")
        if not 1 <= len(one["description"]) <= 256:
            raise ApiError(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
    world.profile["commands", params.text("language_code")] = commands
    return True


def get_my_commands(world: World, params: Params) -> list[Json]:
    return list(world.profile.get(("commands", params.text("language_code")), []))


def set_chat_menu_button(world: World, params: Params) -> bool:
    world.profile["menu_button", ""] = params.json("menu_button")
    return True


METHODS: dict[str, Callable[[World, Params], Any]] = {
    "getMe": get_me, "sendMessage": send_message, "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup, "deleteMessage": delete_message, "deleteMessages": delete_messages,
    "answerCallbackQuery": answer_callback_query, "leaveChat": leave_chat, "getChat": get_chat, "getFile": get_file,
    "setWebhook": set_webhook, "deleteWebhook": delete_webhook, "getWebhookInfo": get_webhook_info,
    "setMyCommands": set_my_commands, "getMyCommands": get_my_commands, "setChatMenuButton": set_chat_menu_button,
    "setMyDescription": _setter("description", 512), "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description", 120), "getMyShortDescription": _getter("short_description"),
    "setMyName": _setter("name", 64), "getMyName": _getter("name"),
}  # fmt: skip
BY_LOWER_NAME = {name.lower(): name for name in [*METHODS, "getUpdates"]}


def _allow(world: World, params: Params) -> None:
    kinds = params.json("allowed_updates")
    if isinstance(kinds, list):
        world.queue.allow(kinds)


def _drop(world: World, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        world.queue.clear()


def _edited(
    world: World, chat: Chat, one: Message, text: str, entities: list[Json], keyboard: list[list[Json]]
) -> Json:
    if (text, entities, keyboard) == (one.text, one.entities, one.keyboard):
        raise ApiError(
            400,
            "Bad Request: message is not modified: specified new message content and reply markup are exactly the same",
        )
    one.earlier.append(one.keyboard)
    one.text, one.entities, one.keyboard = text, entities, keyboard
    one.edited, one.version = int(world.clock.now()), world.version
    return chat.message_json(one)
