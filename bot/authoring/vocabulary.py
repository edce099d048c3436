"""What a condition can ask, and what can be answered: every field of the dialog, with its answers in words."""

from __future__ import annotations

from collections.abc import Iterator

from bot.authoring.condition_words import in_words
from bot.authoring.reader import Scripts
from bot.authoring.rules.parts import conditions
from bot.engine.dialog import SKIPPED, UNKNOWN, Choice, Dialog

FACTS = {
    "channel": "waarmee iemand praat (telegram, web)",
    "source": "via welke link iemand kwam",
    "language": "de taal van het gesprek",
    "handed_over": "of de aanmelding verstuurd is (ja, nee)",
    "status": "hoe het met de aanmelding staat",
    "flags": "signalen voor medewerkers",
    "reader": "voor wie de uitleg is",
    "bekeken": "wie de aanmelding bekeek, en wanneer (leeg: nog niemand)",
    "onthouden": "tot welk jaar er iets onthouden wordt van wie nu niet wil (leeg: niets)",
    "vastgehouden": "of er iets niet gewist mag worden (ja)",
    "vertelpagina": "het adres van de eigen pagina om iets te vertellen (leeg: die is er niet)",
}
"""What conditions may ask besides answers."""


def answers(dialog: Dialog) -> dict[str, dict[str, str]]:
    """Field -> every answer it can get (its id) -> that answer in words."""
    found: dict[str, dict[str, str]] = {}
    for step in dialog.steps.values():
        if isinstance(step.choices, str) and step.choices not in dialog.lists:
            continue
        choices = dialog.choices(step)
        if step.field:
            given = found.setdefault(step.field, {})
            given |= {choice.id: choice.label for choice in choices}
            given |= {UNKNOWN: "weet ik niet", SKIPPED: "overgeslagen"}
        for name, value in _set(choices, step.set):
            found.setdefault(name, {}).setdefault(value, "")
    return found


def titles(dialog: Dialog) -> dict[str, str]:
    """Field -> what it is called in the overview, where it has a name."""
    return {step.field: step.title for step in dialog.steps.values() if step.field and step.title}


def in_use(scripts: Scripts) -> list[str]:
    """Every condition that is used somewhere, in words, those most used first: to choose from."""
    counted: dict[str, int] = {}
    for _, condition in conditions(scripts):
        words = in_words(condition)
        counted[words] = counted.get(words, 0) + 1
    return sorted(counted, key=lambda one: (-counted[one], one))


def _set(choices: tuple[Choice, ...], by_step: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield from by_step.items()
    for choice in choices:
        yield from choice.set.items()
