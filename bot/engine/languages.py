"""The languages a conversation can be held in. The scripts are Dutch; every other language is a catalogue over them.

A catalogue maps (context, Dutch text) to what is said instead. What it does not have is said in Dutch, so that an
outdated translation is never shown. Codes are short and lower case: ``nl``, ``en``; ``nl-formal`` is Dutch with *u*. What
stands before the dash is the language itself, for Babel and for ``lang`` in a page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

DUTCH = "nl"

LANGUAGE = "memo.language"
"""Set (by a command, or by an author under a choice) it makes the conversation go on in that language."""

Catalog = Mapping[tuple[str, str], str]
"""(context, Dutch text) -> text."""

Translate = Callable[[str, str], str]
"""(context, Dutch text) -> the text in the session's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One language: its code, and what is said in it."""

    code: str = DUTCH
    catalog: Catalog = field(default_factory=dict, repr=False)

    @property
    def locale(self) -> str:
        """The language itself, as Babel and browsers know it."""
        return locale(self.code)

    def __call__(self, context: str, text: str) -> str:
        """The text in this language, or as it is when nobody translated it."""
        return self.catalog.get((context, text), text)


class Languages:
    """The languages of one revision. ``read`` gives a catalogue by code; each is read once, when it is first spoken."""

    def __init__(self, read: Mapping[str, Callable[[], Catalog]] | None = None) -> None:
        self._read = dict(read or {})
        self._voices = {DUTCH: Voice()}

    @property
    def codes(self) -> tuple[str, ...]:
        """Every language there is, Dutch first."""
        return (DUTCH, *sorted(self._read))

    def voice(self, code: str) -> Voice:
        """This language, or Dutch for one that is not there."""
        if code not in self._voices:
            if code not in self._read:
                return self._voices[DUTCH]
            self._voices[code] = Voice(code=code, catalog=self._read[code]())
        return self._voices[code]

    def hinted(self, tags: str | None) -> str:
        """The code for what a channel says of somebody: "en-GB", or a browser's "pl, en;q=0.8"; Dutch when in doubt."""
        for tag in _preferred(tags or ""):
            code = tag if tag in self.codes else locale(tag)
            if code in self.codes:
                return code
        return DUTCH


def locale(code: str) -> str:
    """The language itself: "nl" for "nl-formal", "en" for "en-GB"."""
    return code.replace("_", "-").partition("-")[0].lower()


def _preferred(tags: str) -> list[str]:
    """The tags of an ``Accept-Language`` header, the dearest first; what cannot be read counts least."""
    found = []
    for part in tags[:200].split(","):
        tag, _, weight = part.partition(";q=")
        try:
            found.append((-float(weight or 1), tag.strip()))
        except ValueError:
            found.append((0.0, tag.strip()))
    return [tag for _, tag in sorted(found, key=lambda one: one[0])]
