"""Every text of the scripts that a participant can see, with its gettext context: what a translator gets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.authoring.problems import Place
from bot.authoring.reader import Scripts
from bot.authoring.rules.parts import choices, dialog_of
from bot.engine.dialog import Wordings


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One text to translate. ``note`` tells the translator what it is; ``longest`` is the limit in characters, if any."""

    context: str
    text: str
    place: Place
    note: str = ""
    longest: int | None = None

    @property
    def key(self) -> tuple[str, str]:
        """How a catalogue knows it."""
        return self.context, self.text


BUTTON = 60
"""Characters that fit on a button."""


def messages(scripts: Scripts) -> list[Message]:
    """Every text once per context, in the order of the parts."""
    found: dict[tuple[str, str], Message] = {}
    for walk in (_steps, _choices, _topics, _system, _signals, _small_talk, _canned):
        for message in walk(scripts):
            if message.text.strip():
                found.setdefault(message.key, message)
    return list(found.values())


def _said(wordings: Wordings, context: str, place: Place) -> Iterator[Message]:
    for wording in wordings:
        yield Message(context=context, text=wording.text, place=place)
        if wording.simpler:
            yield Message(context=context, text=wording.simpler, place=place, note="makkelijker")


def _steps(scripts: Scripts) -> Iterator[Message]:
    for step in dialog_of(scripts).steps.values():
        place = scripts.place("step", step.id)
        for key in ("say", "again", "more"):
            yield from _said(getattr(step, key), step.id, scripts.place("step", step.id, key))
        if step.title:
            yield Message(context=step.id, text=step.title, place=place, note="naam in het overzicht")


def _choices(scripts: Scripts) -> Iterator[Message]:
    for where, choice in choices(scripts):
        place, context = scripts.place(*where), where[1]
        yield Message(context=context, text=choice.label, place=place, note="knop", longest=BUTTON)
        if choice.explain:
            yield Message(context=context, text=choice.explain, place=place, note="uitleg")


def _topics(scripts: Scripts) -> Iterator[Message]:
    for topic in dialog_of(scripts).topics.values():
        place, context = scripts.place("topic", topic.id), f"topic.{topic.id}"
        yield Message(context=context, text=topic.button, place=place, note="knop", longest=BUTTON)
        yield from _said(topic.say, context, place)


def _system(scripts: Scripts) -> Iterator[Message]:
    system = dialog_of(scripts).system
    for name, label in system.buttons.items():
        place = scripts.place("file", "system.yaml", "buttons", name)
        yield Message(context="buttons", text=label, place=place, note="knop", longest=BUTTON)
    for name, said in system.messages.items():
        yield from _said(said, f"messages.{name}", scripts.place("file", "system.yaml", "messages", name))
    for name, text in system.looked.items():
        yield Message(context="looked", text=text, place=scripts.place("file", "system.yaml", "looked", name))
    for name, command in system.commands.items():
        place = scripts.place("file", "system.yaml", "commands", name)
        yield Message(context="commands", text=command.description, place=place, note="in het menu van Telegram")
    place = scripts.place("file", "system.yaml")
    yield Message(context="profile", text=system.about, place=place, note="in Telegram", longest=512)
    yield Message(context="profile", text=system.about_short, place=place, note="in Telegram", longest=120)


def _signals(scripts: Scripts) -> Iterator[Message]:
    for kind, texts in dialog_of(scripts).signal_texts.items():
        for key in ("say", "for_other"):
            yield from _said(getattr(texts, key), f"signal.{kind}", scripts.place("signal", kind, key))


def _small_talk(scripts: Scripts) -> Iterator[Message]:
    """What is said in another language stays as it is."""
    for at, talk in enumerate(dialog_of(scripts).small_talk):
        if talk.language is None:
            yield from _said(talk.say, f"small-talk.{talk.id}", scripts.place("small-talk", str((at,))))


def _canned(scripts: Scripts) -> Iterator[Message]:
    """What staff send to a participant; the label is for staff."""
    canned = dialog_of(scripts).canned
    place = scripts.place("file", "canned.yaml")
    for text, longest in ((canned.opening, 300), (canned.closing, 300), (canned.reply, 40), (canned.notice, 90)):
        yield Message(context="canned", text=text, place=place, longest=longest)
    for one in canned.texts:
        yield Message(context=f"canned.{one.id}", text=one.text, place=place)
