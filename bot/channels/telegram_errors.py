"""What the Bot API's refusals mean. Telegram tells most of them apart only by their words."""

from __future__ import annotations

import os
from datetime import timedelta

from telegram.error import BadRequest, Conflict, EndPointNotFound, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.channels import Delivery, TryLater, Undeliverable

# The library's switch to its coming form of time spans; without it, every "retry after" it raises warns as well.
os.environ.setdefault("PTB_TIMEDELTA", "true")

CHAT_GONE = (
    "chat not found", "user not found", "peer_id_invalid", "user is deactivated", "was deactivated", "was kicked",
)  # fmt: skip
MARKUP_REFUSED = ("can't parse entities",)
PAST_CHANGING = (
    "message is not modified", "query is too old", "query id is invalid", "message to edit not found",
    "message can't be edited", "message to delete not found", "message can't be deleted", "message_id_invalid",
    "message identifier is not specified",
)  # fmt: skip
"""An edit or removal whose aim is reached already, or can never be reached: nothing to try again, nobody to bother."""


def verdict(error: BaseException) -> Delivery:
    """What an error means: try later, gone, or refused for good. What we do not know counts as not delivered.

    The reason is the error's class and never its message: the library's messages can quote content and the token.
    """
    match error:
        case RetryAfter():
            return TryLater(seconds=told_to_wait(error), reason="told-to-wait")
        case Forbidden() | BadRequest() if from_elsewhere(error):
            return TryLater(reason="not-telegram")
        case Forbidden():
            return Undeliverable(reason="gone")
        case BadRequest():
            return Undeliverable(reason="gone" if says(error, CHAT_GONE) else "refused")
        case InvalidToken() | Conflict() | EndPointNotFound():
            return TryLater(reason="bot-refused")
        case _:
            return TryLater(reason=type(error).__name__)


def from_elsewhere(error: TelegramError) -> bool:
    """Whether a refusal is not Telegram's own: a page of some proxy says nothing about the chat or the message."""
    unread = isinstance(error.__cause__, TelegramError)  # the client could not read the body as JSON
    return unread or error.message.endswith(("(400)", "(403)"))  # its words where the body describes nothing


def says(error: BadRequest, phrases: tuple[str, ...]) -> bool:
    """Whether Telegram's words hold one of these phrases."""
    said = error.message.lower()
    return any(phrase in said for phrase in phrases)


def told_to_wait(error: RetryAfter) -> float:
    """The seconds of a "retry after"."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
