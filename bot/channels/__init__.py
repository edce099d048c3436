"""The nouns of the border: what comes in from a person and what goes out to one.

Every channel (Telegram, web chat, terminal) turns what it gets into an :class:`Inbound` and is handed
:class:`Outbound` values to deliver. Nothing here knows a concrete channel.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Protocol

InboundKind = Literal["text", "press", "edited", "media", "contact", "location", "sticker", "voice", "left", "other"]
"""What arrived. ``left`` means the person blocked the bot or removed the chat; ``other`` asks for no answer."""

OutboundKind = Literal["message", "chosen", "remove", "edit", "toast"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """One thing a person did, as read from a raw update.

    ``text`` holds the words for ``text`` and ``edited`` (and a caption for ``media``); ``press`` holds the
    button's data for ``press``. ``ref`` names the message itself (so that it can be removed) or, for a press,
    the message whose button was pressed (so that it can show the choice); it is opaque outside the channel.
    ``language`` is the channel's hint ("nl", "en"), or None.
    ``colleague`` and ``query`` are told for a press in the staff group only: who pressed, and where an answer that
    nobody else sees goes to.
    """

    kind: InboundKind
    text: str = ""
    press: str = ""
    ref: str | None = None
    language: str | None = None
    colleague: str | None = None
    query: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A quick reply. ``data`` is at most 64 bytes (the Bot API's limit): a step nonce and a number, never content."""

    label: str
    data: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbound:
    """One thing to show a person, already in their language.

    ``message``: ``text`` (plain, with ``**bold**`` as the only markup) and rows of ``buttons``. ``notice`` is what a
    locked screen may show of it: on Telegram it stands above, and the text is veiled until somebody taps it.
    ``chosen``: the person's own choice or words, shown where the channel does not do so by itself
    (Telegram edits the message behind ``ref``; the web chat shows a bubble).
    ``remove``: take the message behind ``ref`` out of the chat where the channel allows it.
    ``edit``: the message behind ``ref`` says this, with these buttons, from now on (Telegram's staff group only).
    ``toast``: an answer to the press behind ``ref`` (an :attr:`Inbound.query`) that only who pressed sees.
    ``language`` is the code of the language it is in; empty for Dutch.
    """

    kind: OutboundKind = "message"
    text: str = ""
    notice: str = ""
    buttons: tuple[tuple[Button, ...], ...] = ()
    ref: str | None = None
    step: str | None = None
    progress: tuple[int, int] | None = None
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What became of a story that somebody told on a page of our own.

    ``text`` is how it is kept, without identifying data; ``kept`` false: they are asked whether that is all right.
    ``first`` is what must be said first, because somebody may be in danger.
    """

    kept: bool
    text: str = field(repr=False)
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Delivered. ``ref`` names the message in the channel, for taking it out later."""

    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TryLater:
    """Not known to be delivered, or told to wait: try again after ``seconds`` (None: the sender's own backoff)."""

    seconds: float | None = None
    reason: str = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undeliverable:
    """Final: ``gone`` (blocked, chat removed) or ``refused`` (the channel will never accept this message)."""

    reason: Literal["gone", "refused"]


Delivery = Sent | TryLater | Undeliverable


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """One raw update as stored in the mailbox, before anybody tried to understand it.

    ``external_id`` is unique within the channel; ``address`` is where an answer goes (a chat id, a web
    conversation's id), or None when it cannot be told.
    """

    external_id: str
    address: str | None
    payload: bytes


class Channel(Protocol):
    """A way in and out. ``read`` is pure and may raise ValueError; ``send`` does network and never raises for it.

    ``messages`` is how many messages of the channel's own an outbound takes, for keeping to its limits.
    """

    name: str

    def read(self, payload: bytes) -> Inbound:
        """What one person did."""
        ...

    def messages(self, outbound: Outbound) -> int:
        """How many of the channel's own messages this takes."""
        ...

    async def send(self, address: str, outbound: Outbound) -> Delivery:
        """Deliver one outbound to one address."""
        ...
