"""An authoring mistake as a value with a place; printing it is somebody else's work."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """Where in the scripts: file, and line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """What is wrong, where, and how to mend it, in the coordinator's language.

    ``rule`` is the name of the check, for looking it up. A ``warning`` may be published, an ``error`` not.
    """

    place: Place
    rule: str
    message: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        """One line, as editors and terminals like it: ``file:line:column: rule: message``."""
        where = f"{self.place.file}:{self.place.line}:{self.place.column}"
        return f"{where}: {self.rule}: {self.message}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`` (bedoelde je "telefoon"?)`` when something known looks like it, else an empty text."""
    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f'; bedoelde je "{close[0]}"?' if close else ""


def listed(words: Iterable[str]) -> str:
    """Allowed words in a fixed order, for a message."""
    return ", ".join(sorted(words))
