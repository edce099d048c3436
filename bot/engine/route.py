"""The way through the questions, as a function of the answers: which steps come, and which answers belong."""

from __future__ import annotations

from bot.engine.conditions import Values, holds
from bot.engine.dialog import RETURN, SKIPPED, UNKNOWN, Branches, Choice, Dialog, Step

CEILING = 500
"""Steps in one walk before it counts as a runaway script."""


def onward(dialog: Dialog, step: Step, values: Values, chosen: str | None = None) -> str | None:
    """Where a step leads with these answers: the choice's own way first, then the step's.

    ``chosen`` names the choice just made, for steps whose answer is not kept.
    """
    choice = given_choice(dialog, step, values, chosen)
    if choice is not None and choice.next is not None:
        return _first(choice.next, values)
    return _first(step.next, values)


def given_choice(dialog: Dialog, step: Step, values: Values, chosen: str | None = None) -> Choice | None:
    """The one choice that was made at this step, if any."""
    given = chosen or (values.get(step.field) if step.field else None)
    return next((choice for choice in dialog.choices(step) if choice.id == given), None)


def settled(dialog: Dialog, step: Step, values: Values) -> bool:
    """Whether the step already has an answer that can still be given, so that it need not be asked."""
    given = values.get(step.field) if step.field else None
    if not given or (step.version is not None and given != "ja"):  # a consent once refused is asked again
        return False
    if step.ask not in {"choice", "choices"}:
        return True
    allowed = {choice.id for choice in dialog.choices(step) if holds(choice.when, values)} | {SKIPPED, UNKNOWN}
    return {given} <= allowed if isinstance(given, str) else set(given) <= allowed


def questions(dialog: Dialog, first: str, values: Values) -> tuple[Step, ...]:
    """The questions with a field that come from ``first`` on, with these answers, up to the review.

    Where an answer is still missing, the way goes on as if it had none, so this also serves to count what is ahead.
    """
    found: list[Step] = []
    at: str | None = first
    for _ in range(CEILING):
        if at is None or at == RETURN:
            break
        step = dialog.steps[at]
        if step.ask in {"review", "correct"}:
            break
        if holds(step.when, values) and step.field and step.ask and step not in found:
            found.append(step)
        at = onward(dialog, step, values)
    return tuple(found)


def titled(dialog: Dialog, step: Step, values: Values) -> tuple[Step, ...]:
    """The questions shown in the overview of this review (or correction) step."""
    return tuple(one for one in questions(dialog, step.first or dialog.system.start, values) if one.title)


def progress(dialog: Dialog, step: Step, values: Values) -> tuple[int, int] | None:
    """(questions answered, questions in all) for a step on the way to a review; None elsewhere."""
    review = next((one for one in dialog.steps.values() if one.ask == "review" and one.first), None)
    if review is None or not step.field:
        return None
    on_the_way = questions(dialog, review.first or "", values)
    if step not in on_the_way:
        return None
    return sum(1 for one in on_the_way if settled(dialog, one, values)), len(on_the_way)


def _first(branches: Branches, values: Values) -> str | None:
    return next((branch.to for branch in branches if holds(branch.when, values)), None)
