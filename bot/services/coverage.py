"""Which steps and choices no rehearsal comes by: there a change can break something that nobody notices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.engine.dialog import Dialog
from bot.services.rehearse import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many there are, and those no rehearsal comes by: steps, and (step, choice, label) of the others."""

    steps: int
    choices: int
    unwalked: tuple[str, ...]
    unchosen: tuple[tuple[str, str, str], ...]

    @property
    def walked(self) -> int:
        """Steps that some rehearsal comes by."""
        return self.steps - len(self.unwalked)

    @property
    def chosen(self) -> int:
        """Choices that some rehearsal makes."""
        return self.choices - len(self.unchosen)


def coverage(dialog: Dialog, outcomes: Iterable[Outcome]) -> Coverage:
    """Measure replayed rehearsals. Steps that say and ask nothing are not seen by anybody, so they do not count."""
    outcomes = list(outcomes)
    walked = {step for one in outcomes for step in one.walked}
    chosen = {choice for one in outcomes for choice in one.chosen}
    seen = [step for step in dialog.steps.values() if step.say or step.ask]
    choices = [(step.id, choice.id, choice.label) for step in seen for choice in dialog.choices(step)]
    return Coverage(
        steps=len(seen),
        choices=len(choices),
        unwalked=tuple(step.id for step in seen if step.id not in walked),
        unchosen=tuple((step, one, label) for step, one, label in choices if (step, one) not in chosen),
    )
