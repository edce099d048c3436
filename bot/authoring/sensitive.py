"""What needs a second coordinator: words on which somebody's consent, safety or freedom to stop depends.

In any language: a translation of such words counts as much as the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bot.engine.dialog import Dialog, Step

COMMAND, LIMIT = "commando", "grens"
"""How a changed command and a changed limit are told."""

COMMANDS = {"help", "hulp", "nood", "stop", "intrekken", "wissen", "mens"}
FIELDS = {"consent.given_at"}
EFFECTS = {"hand-over", "withdraw", "erase"}
PLACES = ("signal.",)
"""Where translations of what is said in danger stand."""

Grave = Callable[[str], bool]
"""Whether what is said at a place (the context of a translation) is sensitive."""


def sensitive(part: str, name: str, lines: Sequence[str], dialogs: Sequence[Dialog]) -> bool:
    """Whether this change needs a second coordinator. ``dialogs``: the one before and the one after."""
    if part in {"signal_texts", "organisation"}:
        return True
    if part == "system":
        return any(line.startswith((*(f"{COMMAND} {one}" for one in COMMANDS), "after_signal")) for line in lines)
    if part == "lists":
        return any(step.choices == name for dialog in dialogs for step in sensitive_steps(dialog))
    if part != "steps":
        return False
    grave = any(step.id == name for dialog in dialogs for step in sensitive_steps(dialog))
    return grave or any(line.startswith((LIMIT, "version")) for line in lines)


def sensitive_steps(dialog: Dialog) -> list[Step]:
    """The steps of which every word is sensitive."""
    asked = {dialog.system.commands[name].step for name in COMMANDS if name in dialog.system.commands}
    return [
        step
        for step in dialog.steps.values()
        if step.id in asked | {dialog.system.after_signal}
        or step.version is not None
        or step.field in FIELDS
        or step.do in EFFECTS
    ]


def sensitive_contexts(dialogs: Iterable[Dialog]) -> Grave:
    """Whether a translation at a place is sensitive: of such a step, its choices, or what is said in danger."""
    places = {
        place for dialog in dialogs for step in sensitive_steps(dialog) for place in (step.id, dialog.context(step))
    }
    return lambda place: place in places or place.startswith(PLACES)
