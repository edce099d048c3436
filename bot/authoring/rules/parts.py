"""Ways through a dialog that several rules share: every text, every target, every condition, with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.authoring.problems import Place, Problem
from bot.authoring.reader import Scripts
from bot.engine.dialog import RETURN, Branch, Choice, Dialog, Step, Wording


def problem(place: Place, rule: str, message: str) -> Problem:
    """An error that keeps the scripts from being published."""
    return Problem(place=place, rule=rule, message=message)


def warning(place: Place, rule: str, message: str) -> Problem:
    """Something to look at that may be published all the same."""
    return Problem(place=place, rule=rule, message=message, severity="warning")


def dialog_of(scripts: Scripts) -> Dialog:
    """The dialog; rules only run when there is one."""
    if scripts.dialog is None:
        raise ValueError("rules need scripts that could be read")
    return scripts.dialog


def wordings(scripts: Scripts) -> Iterator[tuple[Place, Wording]]:
    """Everything the bot says to a person, with its place."""
    dialog = dialog_of(scripts)
    for step in dialog.steps.values():
        for key in ("say", "again", "more"):
            for number, wording in enumerate(getattr(step, key)):
                yield scripts.place("step", step.id, key, number), wording
    for topic in dialog.topics.values():
        for number, wording in enumerate(topic.say):
            yield scripts.place("topic", topic.id, "say", number), wording
    for name, said in dialog.system.messages.items():
        for number, wording in enumerate(said):
            yield scripts.place("file", "system.yaml", "messages", name, number), wording
    for kind, texts in dialog.signal_texts.items():
        for key in ("say", "for_other"):
            for number, wording in enumerate(getattr(texts, key)):
                yield scripts.place("signal", kind, key, number), wording
    for at, talk in enumerate(dialog.small_talk):
        for number, wording in enumerate(talk.say):
            yield scripts.place("small-talk", str((at,)), "say", number), wording


def texts(scripts: Scripts) -> Iterator[tuple[Place, str]]:
    """Every single text: wordings, their simpler form, labels and titles."""
    for place, wording in wordings(scripts):
        yield place, wording.text
        if wording.simpler:
            yield place, wording.simpler
    yield from labels(scripts)
    yield from explanations(scripts)


Where = tuple[str, str, *tuple[str | int, ...]]
"""What :meth:`Scripts.place` needs to find a part."""


def choices(scripts: Scripts) -> Iterator[tuple[Where, Choice]]:
    """Every choice, whether written in a step or in a shared list, and where that is."""
    dialog = dialog_of(scripts)
    for step in dialog.steps.values():
        for number, choice in enumerate(step.choices if not isinstance(step.choices, str) else ()):
            yield ("step", step.id, "choices", number), choice
    for name, listed in dialog.lists.items():
        for number, choice in enumerate(listed):
            yield ("list", name, number), choice


def labels(scripts: Scripts) -> Iterator[tuple[Place, str]]:
    """What stands on buttons and in the overview."""
    dialog = dialog_of(scripts)
    for step in dialog.steps.values():
        if step.title:
            yield scripts.place("step", step.id, "title"), step.title
    for where, choice in choices(scripts):
        yield scripts.place(*where, "label"), choice.label
    for topic in dialog.topics.values():
        yield scripts.place("topic", topic.id, "button"), topic.button
    for name, label in dialog.system.buttons.items():
        yield scripts.place("file", "system.yaml", "buttons", name), label


def explanations(scripts: Scripts) -> Iterator[tuple[Place, str]]:
    """What is said when somebody asks what a choice means."""
    for where, choice in choices(scripts):
        if choice.explain:
            yield scripts.place(*where, "explain"), choice.explain


def targets(scripts: Scripts, step: Step) -> Iterator[tuple[Place, str]]:
    """Every step this step can lead to, with the place that says so."""
    dialog = dialog_of(scripts)
    yield from _branches(scripts, step.next, "step", step.id, "next")
    inline = not isinstance(step.choices, str)
    for number, choice in enumerate(dialog.choices(step)):
        where = ("step", step.id, "choices", number) if inline else ("list", str(step.choices), number)
        yield from _branches(scripts, choice.next or (), *where, "next")
    if step.skip_to:
        yield scripts.place("step", step.id, "skip_to"), step.skip_to


def _branches(
    scripts: Scripts, branches: tuple[Branch, ...], kind: str, identifier: str, *path: str | int
) -> Iterator[tuple[Place, str]]:
    for number, branch in enumerate(branches):
        yield scripts.place(kind, identifier, *path, number, "to"), branch.to


def roots(scripts: Scripts) -> Iterator[tuple[Place, str]]:
    """Where a conversation can be without being led there by a step: the start, commands, after a signal or question."""
    system = dialog_of(scripts).system
    for name in ("start", "after_signal", "after_question", "after_silence"):
        if (step := getattr(system, name)) is not None:
            yield scripts.place("file", "system.yaml", name), step
    for name, command in system.commands.items():
        if command.step is not None:
            yield scripts.place("file", "system.yaml", "commands", name, "step"), command.step


def successors(dialog: Dialog, step: Step) -> frozenset[str]:
    """The ids of the steps that may come next (``return`` left out)."""
    found = {branch.to for branch in step.next} | ({step.skip_to} if step.skip_to else set())
    for choice in dialog.choices(step):
        found |= {branch.to for branch in choice.next or ()}
    return frozenset(found - {RETURN, None})


def conditions(scripts: Scripts) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    """Every condition, with its place."""
    for step in dialog_of(scripts).steps.values():
        if step.when:
            yield scripts.place("step", step.id, "when"), step.when
        for number, branch in enumerate(step.next):
            if branch.when:
                yield scripts.place("step", step.id, "next", number, "when"), branch.when
    for where, choice in choices(scripts):
        if choice.when:
            yield scripts.place(*where, "when"), choice.when
        for number, branch in enumerate(choice.next or ()):
            if branch.when:
                yield scripts.place(*where, "next", number, "when"), branch.when
    for place, wording in wordings(scripts):
        if wording.when:
            yield place, wording.when
