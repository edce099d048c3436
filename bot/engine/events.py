"""What can happen: frozen facts in the past tense. The upper half comes in, the lower half is what a turn reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words of the script, to be translated under ``context``: on a button, in an overview, or inside a text."""

    text: str
    context: str


Values = dict[str, str | Label]
"""What fills a text. A plain string is shown as it is: what a person typed, a date, a code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReceived:
    """The person typed something."""

    text: str
    edited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicePressed:
    """The person pressed a button; ``data`` is what :class:`Offer` carried."""

    data: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaReceived:
    """A photo, voice note, sticker, location or contact card: never fetched, only answered."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentCame:
    """The moment came at which the person had agreed to be reminded."""


Incoming = TextReceived | ChoicePressed | MediaReceived | MomentCame


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A button under a question: its text (to be translated under ``context``), and what pressing it sends."""

    label: str
    data: str
    context: str
    kind: Literal["choice", "way", "topic", "exit"] = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The bot said something. ``context`` is the gettext context; ``values`` fill the text."""

    text: str
    context: str
    values: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The overview of answers: rows of (title, the answer's texts). A plain string is what a person typed."""

    rows: tuple[tuple[Label, tuple[Label | str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The bot waits for an answer to ``step``; the buttons go under the last thing said."""

    step: str
    offers: tuple[Offer, ...]
    progress: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceShown:
    """The choice a person made, to be shown where the channel does not do so by itself."""

    label: str
    context: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsShown:
    """What the person typed, without identifying data, to be shown where the channel does not do so by itself."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRecorded:
    """An answer was stored under a field."""

    field: str
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDropped:
    """An answer no longer belongs to the way taken, and was let go."""

    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRefused:
    """What was given cannot be the answer; ``reason`` is the id of a message."""

    step: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotUnderstood:
    """What was typed was neither an answer nor a question we know. ``masked`` is the text without identifying data."""

    step: str
    masked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswered:
    """A question got its approved answer (``offered``: the person was given some to choose from)."""

    step: str
    topics: tuple[str, ...]
    offered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRaised:
    """Somebody may be in danger. Only the kind is kept."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifyingSeen:
    """Identifying data was typed where nobody asked for it; the message should leave the chat."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged:
    """Something staff should see."""

    flag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """The person sent their registration, or a changed one (``number`` > 1)."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """The person took their registration back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused:
    """The conversation sleeps; ``until`` only when the person agreed to be reminded."""

    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptGiven:
    """The person was given the code that brings this conversation back on another device."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageGiven:
    """The person was given the link to a one-time page of our own, to tell more than fits a messenger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataShown:
    """The person asked what is kept of them; the readable list was given, a copy for machines may follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatCleared:
    """The person wants the chat empty now, for who may look over their shoulder; nothing of the conversation is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseAsked:
    """The person asked to erase everything that identifies them, and confirmed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replied:
    """The person wrote something to staff."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAsked:
    """The person would like to speak to a human being."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """The conversation came to its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunawayStopped:
    """The script went round without asking anything and was stopped at the ceiling."""

    step: str


Event = (
    Said
    | Listed
    | Asked
    | ChoiceShown
    | WordsShown
    | AnswerRecorded
    | AnswerDropped
    | AnswerRefused
    | NotUnderstood
    | QuestionAnswered
    | SignalRaised
    | IdentifyingSeen
    | Flagged
    | HandedOver
    | Withdrawn
    | Paused
    | ReceiptGiven
    | PageGiven
    | DataShown
    | Replied
    | ChatCleared
    | EraseAsked
    | PersonAsked
    | Ended
    | RunawayStopped
)
