"""The rehearsals beside the scripts, as something to play over a real channel: what a person does, and then sees."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "dialogs" / "rehearsals"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


SENT = ("Je aanvraag is verstuurd", "Uw aanvraag is verstuurd", "Your request has been sent")
"""How the conversation says in each language that a registration was handed over."""


@dataclass
class Act:
    """One thing a person does, and the words they wait for before they do the next."""

    does: str
    sees: list[str] = field(default_factory=list)

    @property
    def presses(self) -> str | None:
        """The label of the button, when it is a press."""
        return self.does[1:-1] if self.does.startswith("[") else None

    @property
    def last_words(self) -> str:
        """What is said last before the buttons."""
        return self.sees[-1]


@dataclass
class Rehearsal:
    """A rehearsal, and what must be in the registration at its end."""

    acts: list[Act] = field(default_factory=list)
    wishes: dict[str, str] = field(default_factory=dict)

    @property
    def sent(self) -> bool:
        """Whether the person sends their registration."""
        return any(words.startswith(SENT) for act in self.acts for words in act.sees)


def rehearsal(name: str) -> Rehearsal:
    """Read one rehearsal."""
    found = Rehearsal()
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if mark == ">":
            found.acts.append(Act(rest))
        elif mark == "<" and rest and not rest.startswith("["):
            found.acts[-1].sees.append(re.sub(r"\*\*", "", rest))
        elif mark == "=":
            key, _, value = rest.partition(": ")
            found.wishes[key] = value
    return found


def shown(document: dict[str, Any], name: str) -> str:
    """A value of the registration as a rehearsal writes it."""
    value: Any = document
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return ", ".join(value) if isinstance(value, list) else "" if value is None else str(value)


def unmet(document: dict[str, Any], wishes: dict[str, str]) -> dict[str, str]:
    """What does not stand in the registration as it should."""
    return {name: shown(document, name) for name, value in wishes.items() if shown(document, name) != value}
