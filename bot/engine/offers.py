"""What a person can press at a question: the choices of the step, and the ways on that the bot itself adds.

Buttons carry the question's nonce and a number, never content: what number n means follows from the session, so a
button of an earlier question can be told from one of this question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.engine import route
from bot.engine.conditions import Values, holds
from bot.engine.dialog import Choice, Dialog, Step
from bot.engine.events import Label, Offer
from bot.engine.session import Session

Way = Literal["continue", "unknown", "skip", "done", "yes", "no", "other", "skip-all", "back", "help"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing that can be pressed: a choice of the step, a way on, a question on offer, or an answer to correct."""

    kind: Literal["choice", "way", "topic", "field"]
    id: str
    label: str
    context: str

    @property
    def shown(self) -> Label:
        """The words on it, to be translated."""
        return Label(text=self.label, context=self.context)


def options(dialog: Dialog, session: Session, values: Values) -> tuple[Option, ...]:
    """Everything that can be pressed at the question that is open now, in the order shown."""
    step = dialog.steps[session.step or dialog.system.start]
    if session.pending is not None:
        return (*_ways(dialog, ("yes",)), *_topics(dialog, session), *_ways(dialog, ("no",)))
    if session.wondering:
        return (*_topics(dialog, session), *_ways(dialog, ("other",)))
    answers, topics = _answers(dialog, session, step, values), _topics(dialog, session)
    first, second = (topics, answers) if step.ask == "question" else (answers, topics)
    return (*first, *second, *_ways(dialog, _exits(session, step)))


def offers(session: Session, given: Sequence[Option]) -> tuple[Offer, ...]:
    """The options as buttons of the question that is open now."""
    return tuple(
        Offer(
            label=option.label,
            data=f"{session.nonce}.{number}",
            context=option.context,
            kind=_look(option),
        )
        for number, option in enumerate(given)
    )


EXITS = frozenset({"back", "help"})
"""Ways that lead out of the question; channels set them apart."""


def _look(option: Option) -> Literal["choice", "way", "topic", "exit"]:
    match option.kind:
        case "topic":
            return "topic"
        case "way":
            return "exit" if option.id in EXITS else "way"
        case _:
            return "choice"


def pressed(session: Session, given: Sequence[Option], data: str) -> Option | None:
    """The option behind a button's data; None when it is a button of another question."""
    nonce, _, number = data.partition(".")
    if nonce != session.nonce or not number.isdecimal() or int(number) >= len(given):
        return None
    return given[int(number)]


def open_choices(dialog: Dialog, session: Session, step: Step, values: Values) -> tuple[Choice, ...]:
    """The step's own choices that can be made now: conditions hold, and not ticked already."""
    return tuple(
        choice for choice in dialog.choices(step) if holds(choice.when, values) and choice.id not in session.ticked
    )


def leads_away(step: Step, choice: Choice) -> bool:
    """Whether a choice is a way and not an answer: "explain these" among several that can be ticked."""
    return step.ask == "choices" and choice.next is not None


def _answers(dialog: Dialog, session: Session, step: Step, values: Values) -> tuple[Option, ...]:
    if step.ask == "correct":
        return tuple(
            Option(kind="field", id=one.id, label=one.title or one.id, context=one.id)
            for one in route.titled(dialog, step, values)
        )
    choices = open_choices(dialog, session, step, values)
    if session.ticked:
        choices = tuple(
            choice for choice in choices if choice.id not in step.exclusive and not leads_away(step, choice)
        )
    context = dialog.context(step)
    own = tuple(Option(kind="choice", id=choice.id, label=choice.label, context=context) for choice in choices)
    ways: list[Way] = []
    if session.ticked:
        ways = ["done"]
    else:
        if step.ask == "card":
            ways += ["continue"]
        if step.unknown:
            ways += ["unknown"]
        if step.skip:
            ways += ["skip"]
        if step.skip_to:
            ways += ["skip-all"]
    return (*own, *_ways(dialog, ways))


def _exits(session: Session, step: Step) -> tuple[Way, ...]:
    back: tuple[Way, ...] = ("back",) if step.back and (session.trail or step.aside) else ()
    return back if step.aside else (*back, "help")


def _topics(dialog: Dialog, session: Session) -> tuple[Option, ...]:
    return tuple(
        Option(kind="topic", id=topic, label=dialog.topics[topic].button, context=f"topic.{topic}")
        for topic in session.topics
    )


def _ways(dialog: Dialog, ways: Sequence[Way]) -> tuple[Option, ...]:
    return tuple(Option(kind="way", id=way, label=dialog.system.buttons[way], context="buttons") for way in ways)
