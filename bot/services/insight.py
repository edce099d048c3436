"""Where people stop, go back, ask for help or are not understood: counted per step, without any link to a person.

Counted in the transaction of the turn. What is shown hides small numbers, so that nobody can be recognised in them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.engine import events, turn
from bot.engine.dialog import Dialog
from bot.engine.session import Session
from bot.services.moments import AMSTERDAM, Clock
from bot.store import step_counts
from bot.store.opening import Store
from bot.store.step_counts import What

FEWEST: Final = 5
"""A number below this is not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFigures:
    """One step: how often; None for a number that is too small to show. ``left``: of a hundred who came, who went no further."""

    step: str
    visits: int | None
    left: int | None
    unclear: int | None
    back: int | None
    help: int | None
    stop: int | None

    def in_words(self) -> Iterator[str]:
        """The figures in short lines, for a picture; what is nought or too small to show is left out."""
        yield f"{self.visits} keer bezocht"
        if self.left:
            yield f"{self.left}% ging niet verder"
        named = (("niet begrepen", self.unclear), ("terug", self.back), ("hulp", self.help), ("stop", self.stop))
        more = [f"{name} {number}" for name, number in named if number]
        if more:
            yield " · ".join(more)


def happened(before: Session | None, done: turn.Turn, dialog: Dialog) -> Iterator[tuple[str, What]]:
    """What one turn tells about the steps: the step that was left and the one that was reached."""
    was, now = None if before is None else before.step, done.session.step
    commands = dialog.system.commands
    for event in done.events:
        if isinstance(event, events.NotUnderstood):
            yield event.step, "unclear"
    if now == was:
        return
    if now is not None and (before is None or before.interrupted != now):  # coming back to a question is no new visit
        yield now, "visit"
    if was is None or was not in dialog.steps or dialog.steps[was].aside:
        return
    interrupts = now is not None and dialog.steps[now].aside
    if before is not None and done.session.revisit and not before.revisit:
        yield was, "back"
    elif now is not None and "help" in commands and now == commands["help"].step:
        yield was, "help"
    elif now is not None and "stop" in commands and now == commands["stop"].step:
        yield was, "stop"
    elif not interrupts:
        yield was, "onward"


def count(tx: sqlite3.Connection, before: Session | None, done: turn.Turn, dialog: Dialog, now: datetime) -> None:
    """Count a turn, in its own transaction."""
    found = list(happened(before, done, dialog))
    if found:
        step_counts.add(tx, now.astimezone(AMSTERDAM).date(), dialog.revision, found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight:
    """The figures per step, for coordinators."""

    store: Store
    clock: Clock

    async def figures(self, dialog: Dialog, *, days: int, revision: str | None = None) -> list[StepFigures]:
        """Per step of this dialog, in its order, over the last so many days; small numbers are left out."""
        first = (self.clock() - timedelta(days=days)).astimezone(AMSTERDAM).date()
        found = await self.store.db.read(lambda tx: step_counts.since(tx, first, revision))
        return [_shown(step, found.get(step, {})) for step in dialog.steps]


def _shown(step: str, counts: Mapping[str, int]) -> StepFigures:
    visits = counts.get("visit", 0)
    stayed = max(visits - counts.get("onward", 0) - counts.get("back", 0), 0)
    share = round(100 * stayed / visits) if visits >= FEWEST and (stayed >= FEWEST or not stayed) else None
    return StepFigures(
        step=step,
        visits=_large(visits),
        left=share,
        unclear=_large(counts.get("unclear", 0)),
        back=_large(counts.get("back", 0)),
        help=_large(counts.get("help", 0)),
        stop=_large(counts.get("stop", 0)),
    )


def _large(number: int) -> int | None:
    return number if number == 0 or number >= FEWEST else None
