"""The conversation as boxes and arrows: what is to be drawn, before anybody thinks about where.

A large conversation is not one drawing but a sheet of panels, one per file (and one for what comes in between): inside
a panel every way is an arrow, and a way to another panel is a sign that names the step it leads to. So no line crosses
the sheet, and each panel can be read by itself. Up to :data:`SMALL` steps everything is one panel.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.authoring.condition_words import in_words
from bot.authoring.problems import Place
from bot.authoring.reader import Scripts
from bot.authoring.rules.flow import reachable
from bot.authoring.rules.parts import dialog_of, roots
from bot.engine.dialog import RETURN, Branches, Dialog, Step

SMALL = 30
"""Steps up to which a conversation is one panel."""

LARGE = 60
"""Steps in one panel at most."""

SHARED = 3
"""Arrows in one panel to the same step; of more, only the nearest is drawn and the others become lines in their boxes."""

Kind = Literal["say", "card", "choice", "choices", "typed", "question", "review"]
"""The kind of box, which is its shape: what the bot does there."""

TYPED = {"text", "name", "date", "phone", "email"}
ASIDES = "tussendoor"
_MARKUP = re.compile(r"\*\*|\{%.*?%\}")
_VALUE = re.compile(r"\{\{\s*(\w+)[^}]*\}\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """A way out of the panel: where to (None: back to the question that was open), and what makes people take it."""

    to: str | None
    labels: tuple[str, ...] = ()
    missing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A box: a step, with the ways that lead out of its panel."""

    id: str
    kind: Kind
    place: Place
    text: str = ""
    notes: tuple[str, ...] = ()
    exits: tuple[Exit, ...] = ()
    start: bool = False
    end: bool = False
    unreachable: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A way from box to box, with what makes people take it. ``back``: it leads to where one has been."""

    source: str
    target: str
    labels: tuple[str, ...] = ()
    back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One drawing: ``nodes`` in script order, ``arrows`` in the order in which the ways are tried."""

    title: str
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """A way as written: ``step`` leads to ``to`` because of ``label``."""

    source: str
    to: str
    label: str = ""


@dataclass(slots=True)
class _Group:
    title: str
    steps: list[Step] = field(default_factory=list)


def panels(scripts: Scripts) -> tuple[Panel, ...]:
    """The panels of a conversation that could be read, in the order in which a participant comes to them."""
    dialog = dialog_of(scripts)
    starts = [target for _, target in roots(scripts) if target in dialog.steps]
    order = walked(dialog, starts)
    reached = reachable(dialog, set(starts))
    commands = {name: command.step for name, command in dialog.system.commands.items() if command.step}
    groups = sorted(_groups(scripts, dialog), key=lambda one: min(order.get(step.id, len(order)) for step in one.steps))
    return tuple(_panel(scripts, dialog, group, order, reached, commands) for group in groups)


def walked(dialog: Dialog, starts: Iterable[str]) -> dict[str, int]:
    """Every step that can be come to, numbered in the order of a depth-first walk along the ways as written."""
    found: dict[str, int] = {}
    waiting = list(reversed(list(starts)))
    while waiting:
        at = waiting.pop()
        if at in found or at not in dialog.steps:
            continue
        found[at] = len(found)
        waiting += [way.to for way in reversed(list(ways(dialog, dialog.steps[at])))]
    return found


def backward(dialog: Dialog, starts: Iterable[str]) -> set[tuple[str, str]]:
    """The arrows (step, step) that lead to a step still being walked: found depth-first, in script order."""
    back: set[tuple[str, str]] = set()
    done: set[str] = set()
    for start in starts:
        trail: list[tuple[str, Iterator[str]]] = []
        on_trail: set[str] = set()

        def enter(at: str, trail: list[tuple[str, Iterator[str]]] = trail, on: set[str] = on_trail) -> None:
            done.add(at)
            on.add(at)
            trail.append((at, iter([way.to for way in ways(dialog, dialog.steps[at]) if way.to in dialog.steps])))

        if start in dialog.steps and start not in done:
            enter(start)
        while trail:
            at, onward = trail[-1]
            to = next(onward, None)
            if to is None:
                trail.pop()
                on_trail.discard(at)
            elif to in on_trail:
                back.add((at, to))
            elif to not in done:
                enter(to)
    return back


def ways(dialog: Dialog, step: Step) -> Iterator[_Way]:
    """Every way on from a step, the step's own way first: that is the main line; then choices, then passing over."""
    yield from _branches(step.id, step.next, "")
    choices = dialog.choices(step)
    labels = Counter(choice.label for choice in choices)
    for choice in choices:
        name = choice.label if labels[choice.label] == 1 else f"{choice.label} ({choice.id})"
        yield from _branches(step.id, choice.next or (), name)
    if step.skip_to:
        yield _Way(source=step.id, to=step.skip_to, label=dialog.system.buttons.get("skip-all", "Sla over"))


def stands_for(step: Step) -> Kind:
    """The shape of a step."""
    if step.ask is None:
        return "say"
    if step.ask in TYPED:
        return "typed"
    return "review" if step.ask == "correct" else step.ask  # type: ignore[return-value]


def shortened(text: str) -> str:
    """A text without markup, a value as ``‹naam›``."""
    return " ".join(_VALUE.sub(r"‹\1›", _MARKUP.sub("", text)).split())


def _branches(source: str, branches: Branches, label: str) -> Iterator[_Way]:
    for branch in branches:
        said = ", als ".join(part for part in (label, in_words(branch.when)) if part)
        yield _Way(source=source, to=branch.to, label=said if label or not branch.when else f"als {said}")


def _groups(scripts: Scripts, dialog: Dialog) -> Iterable[_Group]:
    """The steps by file; a conversation of one panel keeps only what comes in between apart."""
    small = len(dialog.steps) <= SMALL
    groups: dict[str, _Group] = {}
    for step in dialog.steps.values():
        file = scripts.place("step", step.id, "id").file.rpartition("/")[2].removesuffix(".yaml")
        name = (ASIDES if step.aside else "gesprek") if small else step.section or file
        groups.setdefault(name, _Group(name)).steps.append(step)
    return [part for group in groups.values() for part in _split(group)]


def _split(group: _Group) -> Iterator[_Group]:
    """A group in pieces that can be read, and laid out quickly, in script order."""
    pieces = [group.steps[at : at + LARGE] for at in range(0, len(group.steps), LARGE)]
    for number, steps in enumerate(pieces, 1):
        yield _Group(group.title if len(pieces) == 1 else f"{group.title} ({number})", steps)


def _panel(
    scripts: Scripts,
    dialog: Dialog,
    group: _Group,
    order: Mapping[str, int],
    reached: set[str],
    commands: Mapping[str, str],
) -> Panel:
    here = {step.id for step in group.steps}
    back = backward(dialog, [*sorted(here & order.keys(), key=lambda one: order[one]), *here])
    kept = _nearest(dialog, group.steps)
    arrows: list[Arrow] = []
    nodes: list[Node] = []
    for step in group.steps:
        exits: list[Exit] = []
        for target, labels in _together(dialog, step).items():
            if (step.id, target) in kept:
                arrows.append(Arrow(source=step.id, target=target, labels=labels, back=(step.id, target) in back))
            else:
                to = None if target == RETURN else target
                exits.append(Exit(to=to, labels=labels, missing=to is not None and to not in dialog.steps))
        nodes.append(
            Node(
                id=step.id,
                kind=stands_for(step),
                text=_said(step),
                notes=_notes(step, commands),
                exits=tuple(exits),
                place=scripts.place("step", step.id, "id"),
                start=step.id == dialog.system.start,
                end=step.end,
                unreachable=step.id not in reached,
                aside=step.aside,
            )
        )
    return Panel(title=group.title, nodes=tuple(nodes), arrows=tuple(arrows))


def _together(dialog: Dialog, step: Step) -> dict[str, tuple[str, ...]]:
    """Where a step leads, with all that makes people go there."""
    found: dict[str, tuple[str, ...]] = {}
    for way in ways(dialog, step):
        known = found.get(way.to, ())
        found[way.to] = known if not way.label or way.label in known else (*known, way.label)
    return found


def _nearest(dialog: Dialog, steps: list[Step]) -> set[tuple[str, str]]:
    """The arrows that are drawn in full: all to a step with few, and the nearest to a step with many."""
    at = {step.id: number for number, step in enumerate(steps)}
    into: dict[str, set[str]] = {}
    for step in steps:
        for way in ways(dialog, step):
            if way.to in at:
                into.setdefault(way.to, set()).add(step.id)
    kept: set[tuple[str, str]] = set()
    for target, sources in into.items():
        near = sorted(sources, key=lambda one: (abs(at[target] - at[one]), at[one]))
        kept |= {(source, target) for source in (near if len(near) <= SHARED else near[:1])}
    return kept


def _said(step: Step) -> str:
    """The words by which a coordinator knows the step: its short form, else the last thing it says, which is the question."""
    wordings = step.again or step.say
    return wordings[0 if step.again or step.ask is None or step.ask == "card" else -1].text if wordings else ""


def _notes(step: Step, commands: Mapping[str, str]) -> tuple[str, ...]:
    asked = [f"/{name}" for name, target in commands.items() if target == step.id]
    when = [f"als {in_words(step.when)}"] if step.when else []
    return (*when, *([" ".join(asked)] if asked else []), *([f"doet: {step.do}"] if step.do else []))
