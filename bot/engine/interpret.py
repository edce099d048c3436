"""What typed words mean at the question that is open now. The step decides what is looked for, and in which order.

A command goes first, and an answer in the very words of the script; then danger, then the choice between an answer in
other words and a question. Where an answer and a question are equally likely the person is asked; nothing is guessed silently.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from bot.engine import values as read_values
from bot.engine.answers import Option as Spoken
from bot.engine.answers import Picked, pick, pick_several, yes_no_unknown
from bot.engine.bystander import about_another
from bot.engine.dates import read_date
from bot.engine.dialog import Choice, Dialog, Step
from bot.engine.languages import Voice
from bot.engine.offers import Option
from bot.engine.plain import asks, plain
from bot.engine.session import Session
from bot.engine.understanding import Understanding

if TYPE_CHECKING:  # it learns, and takes long to import
    from bot.engine.topics import Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command, typed with its slash or as a bare word; ``argument`` is what a deep link carries."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """Somebody may be in danger; ``another``: not the one who writes."""

    kind: str
    another: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The same as pressing this option."""

    option: Option


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """More than one choice in one go, and what is not wanted."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """An answer that is not a choice: a text, a date (ISO), a phone number (E.164), an e-mail address."""

    value: str
    check: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """Yes or no to a reading that was put before the person."""

    yes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wondered:
    """A question: with one topic its answer, with more a choice. ``instead`` is the answer it might be as well."""

    topics: tuple[str, ...]
    sure: bool
    instead: Option | Value | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """They ask what one of the choices means; ``choice`` is its id."""

    choice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """Probably this option: the person is asked."""

    option: Option


@dataclass(frozen=True, slots=True, kw_only=True)
class Chatted:
    """Small talk, by its number in the dialog."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """It cannot be the answer; ``reason`` is the id of a message that says why."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """Neither an answer nor a question we know."""


Reading = (
    Command | Danger | Chosen | Several | Value | Confirmed | Wondered | Explained | Guess | Chatted | Refused | Unclear
)

FEW_WORDS = 8
"""A reply of so many words at most can be an answer and nothing else."""

SPOKEN_WAYS = frozenset({"continue", "unknown", "skip", "done", "skip-all"})
"""Ways that may be meant in other words; the rest (back, help) only count in so many words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Where the words were typed: the question that is open, what can be pressed and how that reads, and the day."""

    dialog: Dialog
    understanding: Understanding
    session: Session
    step: Step
    options: Sequence[Option]
    today: date
    voice: Voice = field(default_factory=Voice)

    def names(self, option: Option) -> tuple[str, ...]:
        """What stands on an option: in Dutch, and as this person sees it."""
        return tuple(dict.fromkeys((option.label, self.voice(option.context, option.label))))


def interpret(at: Moment, text: str, masked: str) -> Reading:
    """The meaning of ``text``; ``masked`` is the same without identifying data, and is what gets stored."""
    command, said = _command(at.dialog, text), _in_so_many_words(at, text)
    if command is not None and not (said is not None and _names_a_language(at.dialog, command, text)):
        return command
    signal = None if said is not None else at.understanding.signals.detect(text)
    if signal is not None and (signal.sure or not _plainly_answers(at, text, masked)):
        return Danger(kind=signal.kind, another=about_another(text))
    if at.session.pending is not None:
        confirmed = _confirmed(at, text)
        if confirmed is not None:
            return confirmed
    if said is not None:
        return Chosen(option=said)
    return _by_kind(at, text, masked) or _otherwise(at, masked)


def _plainly_answers(at: Moment, text: str, masked: str) -> bool:
    """Whether these few words are what the question asks for: then a mere suspicion of danger does not interrupt."""
    if len(text.split()) > FEW_WORDS:
        return False
    return isinstance(_by_kind(at, text, masked), Chosen | Several | Value)


def _names_a_language(dialog: Dialog, command: Command, text: str) -> bool:
    """Whether a bare word is the name of a language, which can be an answer as well: then the answer is meant."""
    known = dialog.system.commands.get(command.name)
    return known is not None and known.language is not None and not text.startswith("/")


def _command(dialog: Dialog, text: str) -> Command | None:
    if text.startswith("/"):
        name, _, argument = text[1:].partition(" ")
        return Command(name=plain(name.partition("@")[0]), argument=argument.strip())
    words = plain(text)
    return next(
        (Command(name=name) for name, command in dialog.system.commands.items() if words in command.words), None
    )


def _confirmed(at: Moment, text: str) -> Confirmed | None:
    said = _in_so_many_words(at, text)
    if said is not None and said.id in {"yes", "no"}:
        return Confirmed(yes=said.id == "yes")
    word = yes_no_unknown(text)
    return None if word is None or word == "weet-ik-niet" else Confirmed(yes=word == "ja")


def _in_so_many_words(at: Moment, text: str) -> Option | None:
    """The option whose label, synonym or way-word is exactly what was typed."""
    words = plain(text)
    if not words:
        return None
    for option in at.options:
        if words in map(plain, (*at.names(option), *_synonyms(at, option))):
            return option
    return None


def _synonyms(at: Moment, option: Option) -> tuple[str, ...]:
    if option.kind == "way":
        return at.dialog.system.words.get(option.id, ())
    if option.kind == "choice":
        return next((one.synonyms for one in at.dialog.choices(at.step) if one.id == option.id), ())
    return ()


def _by_kind(at: Moment, text: str, masked: str) -> Reading | None:
    match at.step.ask:
        case "choice" | "review" | "correct" | "card":
            return _choice(at, masked)
        case "choices":
            return _several(at, masked)
        case "date":
            return _date(at, masked)
        case "phone" | "email" as kind:
            return _checked(at, kind, text, masked)
        case "text":
            return _text(at, masked)
        case "name":
            return _text(at, read_values.called(masked))
        case _:
            return None


def _choice(at: Moment, text: str) -> Reading | None:
    if at.step.dates is not None and read_date(text, at.today) is not None:
        found = next((option for option in at.options if option.id == at.step.dates), None)
        choices = [option for option in at.options if option.kind == "choice"]
        exact = _pick(at, text, choices, synonyms=False)
        if found is not None and (exact is None or not exact.sure or choices[exact.index] == found):
            return Chosen(option=found)
    speakable = [
        option for option in at.options if option.kind in {"choice", "field", "topic"} or option.id in SPOKEN_WAYS
    ]
    picked = _pick(at, text, speakable)
    if picked is None:
        return None
    option = speakable[picked.index]
    if asks(text):
        match = at.understanding.topics.match(text, role=at.session.reader)
        if match.outcome != "none":
            return Wondered(topics=_ids(match), sure=False, instead=option)
    return Chosen(option=option) if picked.sure else Guess(option=option)


def _several(at: Moment, text: str) -> Reading | None:
    choices = [option for option in at.options if option.kind == "choice"]
    spoken = [_spoken(at, one) for one in choices]
    found = None if asks(text) else pick_several(text, spoken, words=at.understanding.answers)
    if found is None:
        return _choice(at, text)
    wanted, unwanted = (tuple(choices[number].id for number in sorted(numbers)) for numbers in found)
    return Several(wanted=wanted, unwanted=unwanted)


def _way(at: Moment, text: str) -> Reading | None:
    """A skip or a don't-know in other words, where the step offers it."""
    ways = [option for option in at.options if option.kind == "way" and option.id in SPOKEN_WAYS]
    if not ways:
        return None
    if yes_no_unknown(text) == "weet-ik-niet":
        return next((Chosen(option=option) for option in ways if option.id == "unknown"), None)
    picked = _pick(at, text, ways)
    if picked is None or not picked.sure or text.strip().isdigit():
        return None
    return Chosen(option=ways[picked.index])


def _pick(at: Moment, text: str, options: Sequence[Option], *, synonyms: bool = True) -> Picked | None:
    """The one option that these words mean, with the coordinators' words for the usual choices."""
    return pick(text, [_spoken(at, one, synonyms=synonyms) for one in options], words=at.understanding.answers)


def _spoken(at: Moment, option: Option, *, synonyms: bool = True) -> Spoken:
    """An option as words can mean it."""
    label, *shown = at.names(option)
    return Spoken(label=label, synonyms=(*shown, *(_synonyms(at, option) if synonyms else ())))


def _date(at: Moment, text: str) -> Reading | None:
    """The date first: "volgende week" is no wish to go on to the next question."""
    reading = read_date(text, at.today)
    if reading is not None:
        return Value(value=reading.date.isoformat(), check=True)
    way = _way(at, text)
    if way is not None:
        return way
    question = _question(at, text)
    return question if question is not None and question.sure else Refused(reason="date-unclear")


def _checked(at: Moment, kind: Literal["phone", "email"], text: str, masked: str) -> Reading:
    value = read_values.phone(text) if kind == "phone" else read_values.email(text)
    if value is not None:
        return Value(value=value)
    return _way(at, masked) or _question(at, masked) or Refused(reason=f"{kind}-wrong")


def _text(at: Moment, text: str) -> Reading:
    way = _way(at, text) if len(text) < 40 else None
    if way is not None:
        return way
    if asks(text):
        question = _question(at, text)
        if question is not None and question.sure:
            return Wondered(topics=question.topics, sure=False, instead=Value(value=text))
    return Refused(reason="too-long") if len(text) > at.step.limit else Value(value=" ".join(text.split()))


def _question(at: Moment, text: str) -> Wondered | None:
    match = at.understanding.topics.match(text, role=at.session.reader)
    return None if match.outcome == "none" else Wondered(topics=_ids(match), sure=match.outcome == "answered")


def _otherwise(at: Moment, text: str) -> Reading:
    """Not an answer to this step: small talk, a question, or not understood."""
    talk = at.understanding.chat(text)
    if talk is not None and at.dialog.small_talk[talk].language != at.session.language:
        return Chatted(number=talk)
    if yes_no_unknown(text) is not None and not asks(text):
        return Unclear()
    question = _question(at, text)
    if question is not None and question.sure:
        return question
    return _explained(at, text) or question or Unclear()


def _explained(at: Moment, text: str) -> Explained | None:
    """The one choice that a question names, where the script explains it."""
    if not asks(text):
        return None
    words = f" {plain(text)} "
    named = [
        choice.id
        for choice in at.dialog.choices(at.step)
        if choice.explain and any(f" {plain(name)} " in words for name in _called(at, choice))
    ]
    return Explained(choice=named[0]) if len(named) == 1 else None


def _called(at: Moment, choice: Choice) -> tuple[str, ...]:
    return (choice.label, at.voice(at.dialog.context(at.step), choice.label), *choice.synonyms)


def _ids(match: Match) -> tuple[str, ...]:
    return tuple(candidate.topic for candidate in match.candidates)
