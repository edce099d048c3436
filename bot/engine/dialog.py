"""What an author can write, as checked values: the single definition of the dialog format.

The models are strict and frozen; unknown keys are refused. ``bot.authoring`` turns YAML text into these and their
mistakes into problems with a line and a column. Texts are Dutch and are the gettext messages, with the step's id
as context. All look-ups a turn needs are indexed once, in :class:`Dialog`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from bot.engine import conditions
from bot.engine.languages import Languages, Voice

Ask = Literal["choice", "choices", "text", "name", "date", "phone", "email", "card", "question", "review", "correct"]
"""``name``: what somebody wants to be called. ``card``: something to read, with Verder and Terug. ``question``: a free question to the approved answers.
``review``: the overview of all answers. ``correct``: which answer to correct."""

Effect = Literal[
    "hand-over",
    "withdraw",
    "pause",
    "forget-answers",
    "ask-person",
    "give-receipt",
    "show-data",
    "clear-chat",
    "erase",
    "reply",
    "show-withheld",
    "give-page",
]
"""What a step makes the host do when it is reached; the engine reports it as an event."""

RETURN = "return"
"""Reserved target: back to the question that was interrupted by a command, a question or a signal."""

SKIPPED = "overgeslagen"
UNKNOWN = "weet-ik-niet"

Identifier = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
FieldName = Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z_]+)?$")]


class Authored(BaseModel):
    """Base of everything an author writes: frozen, and unknown keys are a mistake rather than ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _sound(value: dict[str, Any]) -> dict[str, Any]:
    if not conditions.sound(value):
        raise PydanticCustomError("condition", "not a condition")
    return value


Condition = Annotated[dict[str, Any], Field(min_length=1), AfterValidator(_sound)]
"""``{role: [dader, verdachte], not: {timing.kind: niet-nu}}``: all must hold; see ``bot.engine.conditions``."""


class Wording(Authored):
    """One message, at most one idea. ``simpler`` is used when the person asks for easier words."""

    text: str = Field(min_length=1)
    simpler: str | None = None
    when: Condition | None = None


def _wordings(value: object) -> object:
    """Let an author write one text, a list of texts, or full wordings."""
    if isinstance(value, str):
        return ({"text": value},)
    if isinstance(value, (list, tuple)):
        return tuple({"text": item} if isinstance(item, str) else item for item in value)
    return value


Wordings = Annotated[
    tuple[Wording, ...], BeforeValidator(_wordings, json_schema_input_type=str | tuple[str | Wording, ...])
]


def _texts(value: object) -> object:
    """Let an author write one id where a list is meant."""
    return (value,) if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_texts, json_schema_input_type=str | tuple[str, ...])]


class Branch(Authored):
    """One way on: to ``to`` when the condition holds; the first that holds is taken."""

    to: Identifier
    when: Condition | None = None


def _branches(value: object) -> object:
    return ({"to": value},) if isinstance(value, str) else value


Branches = Annotated[
    tuple[Branch, ...], BeforeValidator(_branches, json_schema_input_type=Identifier | tuple[Branch, ...])
]


class Choice(Authored):
    """One answer a person can press, or say in other words (``synonyms``)."""

    id: Identifier
    label: str = Field(min_length=1, max_length=60)
    synonyms: tuple[str, ...] = ()
    explain: str | None = None
    next: Branches | None = None
    flag: Texts = ()
    when: Condition | None = None
    set: dict[FieldName, str] = Field(default_factory=dict)


class Step(Authored):
    """A node of the conversation: says something, and may wait for an answer.

    ``field`` is where the answer goes in the registration (``bot.engine.registration``). ``when`` passes the step
    over. ``again`` is the short form used when the question is repeated; ``more`` when a second choice may follow.
    ``title`` names the answer in the overview; without a title it is not shown there. ``aside`` steps interrupt: they
    lead back to the question that was open (``next: return``). ``unwanted`` takes what a person says they do *not*
    want where several may be chosen; ``exclusive`` choices go with no other. ``first`` tells a review where the
    questions it shows begin. ``version`` marks a consent text.
    """

    id: Identifier
    say: Wordings = ()
    again: Wordings = ()
    more: Wordings = ()
    ask: Ask | None = None
    field: FieldName | None = None
    title: str | None = None
    section: str | None = None
    choices: tuple[Choice, ...] | Identifier = ()
    exclusive: Texts = ()
    unwanted: FieldName | None = None
    aside: bool = False
    skip: bool = False
    unknown: bool = False
    back: bool = True
    limit: int = Field(default=500, ge=1, le=2000)
    allow: Texts = ()
    dates: Identifier | None = None
    version: str | None = None
    first: Identifier | None = None
    skip_to: Identifier | None = None
    do: Effect | None = None
    set: dict[FieldName, str] = Field(default_factory=dict)
    flag: Texts = ()
    when: Condition | None = None
    next: Branches = ()
    end: bool = False


class Answer(Authored):
    """An approved answer to a subject people ask about (a topic)."""

    id: Identifier
    button: str = Field(min_length=1, max_length=40)
    question: str
    audience: Literal["all", "victim", "offender", "referrer"] = "all"
    say: Wordings
    follow_ups: Texts = ()
    uncertain: bool = False
    facts: tuple[dict[str, Any], ...] = ()
    examples: tuple[str, ...] = ()


class SmallTalk(Authored):
    """A fitting word for a greeting, thanks, anger or another language."""

    id: Identifier
    examples: tuple[str, ...]
    say: Wordings
    language: str | None = None
    topic: Identifier | None = None


class SignalTexts(Authored):
    """What is said first when somebody may be in danger; ``for_other`` when they report on somebody else."""

    say: Wordings
    for_other: Wordings = ()


class Command(Authored):
    """A command and the bare words that mean the same: a ``step``, a built-in ``does``, or a ``language`` to go on in."""

    description: str = Field(max_length=200)
    words: tuple[str, ...] = ()
    step: Identifier | None = None
    does: Literal["back", "easier", "start"] | None = None
    language: Identifier | None = None
    menu: bool = True


class Organisation(Authored):
    """Facts of the organisation, usable in texts as ``{{ telefoon }}``; ``numbers`` is the verified list."""

    name: str
    telephone: str
    numbers: dict[str, str]


LOOKED = {
    "staff": "een medewerker op {{ antwoord }}",
    "coordinator": "een coördinator op {{ antwoord }}",
    "administrator": "een beheerder op {{ antwoord }}",
}


class System(Authored):
    """The bot's own words: buttons, messages and commands; ``looked`` says who opened a registration, and on which day."""

    about: str = Field(default="", max_length=512)
    about_short: str = Field(default="", max_length=120)
    start: Identifier
    after_signal: Identifier
    after_question: Identifier
    after_silence: Identifier | None = None
    buttons: dict[str, str]
    words: dict[str, tuple[str, ...]]
    messages: dict[str, Wordings]
    looked: dict[str, str] = Field(default_factory=lambda: dict(LOOKED))
    commands: dict[str, Command]


class CannedText(Authored):
    """A ready-made message for staff to send, or to begin from; ``label`` is how they find it."""

    id: Identifier
    label: str = Field(min_length=1, max_length=60)
    text: str = Field(min_length=1, max_length=2000)


class Canned(Authored):
    """Messages by staff: what is put before and after the words of whoever writes, and ready-made texts.

    ``notice`` is all that a locked screen shows of a message; on Telegram the rest appears after a tap.
    ``reply`` is on the button under a message; it is the command ``/antwoord``.
    """

    opening: str = Field(min_length=1, max_length=300)
    notice: str = Field(default="", max_length=90)
    closing: str = Field(default="", max_length=300)
    reply: str = Field(default="Antwoorden", min_length=1, max_length=40)
    texts: tuple[CannedText, ...] = ()


class Dialog(BaseModel):
    """Everything the coordinators wrote, of one revision, indexed by id."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    revision: str
    organisation: Organisation
    system: System
    lists: Mapping[str, tuple[Choice, ...]]
    steps: Mapping[str, Step]
    topics: Mapping[str, Answer]
    small_talk: tuple[SmallTalk, ...]
    signal_texts: Mapping[str, SignalTexts]
    flags: Mapping[str, str]
    canned: Canned = Canned(opening="{{ organisatie }}:")
    languages: Languages = Field(default_factory=Languages)

    def choices(self, step: Step) -> tuple[Choice, ...]:
        """The choices of a step, whether written there or in a shared list."""
        return self.lists.get(step.choices, ()) if isinstance(step.choices, str) else step.choices

    def context(self, step: Step) -> str:
        """Under which gettext context the choices of a step are translated: the shared list's, or the step's own."""
        return step.choices if isinstance(step.choices, str) else step.id

    def voice(self, language: str) -> Voice:
        """The language in which a session is spoken to."""
        return self.languages.voice(language)
