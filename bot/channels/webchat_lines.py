"""What was said, made ready for the page: paragraphs of plain runs, so that neither template nor script parses text.

``**bold**`` is the only markup of a message, and numbers to call become links. A visitor's own words carry none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels import Button, Outbound
from bot.channels.webchat_words import Words, mark
from bot.engine.languages import DUTCH, locale

WAYS = {
    "/nood": mark("Ik heb nu hulp nodig"),
    "/mens": mark("Ik wil een mens spreken"),
    "/pauze": mark("Later verder"),
    "/menu": mark("Menu"),
    "/privacy": mark("Privacy"),
}
"""The commands behind the page's fixed buttons, and the words on them (shown in the visitor's bubble as well)."""

_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL)
_CALL = re.compile(
    r"(?<![\w+-])(?:0[89]00(?:[ -]{1,3}\d{2,4}){1,2}|0\d{1,3} ?- ?\d[\d ]{4,9}\d|11[2367]|14[04])(?![\w-]|[., ]\d)"
)
"""Numbers as coordinators write them: 112, 113, 0800-0113, 0800 - 20 00, 030 - 234 00 45."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text in one style. ``call`` holds the digits to call when it is a telephone number."""

    text: str
    bold: bool = False
    call: str = ""


Paragraph = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line for the page; ``kind`` as in :class:`Outbound`."""

    seq: int
    kind: str
    paragraphs: tuple[Paragraph, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    progress: tuple[int, int] | None = None
    ref: str | None = None
    language: str = DUTCH

    @property
    def locale(self) -> str:
        """The language itself, for ``lang``."""
        return locale(self.language)

    def as_json(self) -> dict[str, Any]:
        """The line as the page's script takes it."""
        return {
            "seq": self.seq,
            "kind": self.kind,
            "paragraphs": [[[run.text, run.bold, run.call] for run in one] for one in self.paragraphs],
            "buttons": [[[button.label, button.data] for button in row] for row in self.buttons],
            "progress": self.progress,
            "ref": self.ref,
            "language": self.language,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A whole transcript as a page shows it. Only the last line's buttons are alive.

    ``turn`` is the number of the line with which the latest turn begins (the visitor's own), 0 when there is none;
    ``after`` is the number of the last line of all.
    """

    lines: tuple[Line, ...]
    buttons: tuple[tuple[Button, ...], ...]
    progress: tuple[int, int] | None
    turn: int
    after: int

    @property
    def language(self) -> str | None:
        """The language of what was said last; None before anything was."""
        return self.lines[-1].language if self.lines else None


def line(seq: int, outbound: Outbound) -> Line:
    """One line of a transcript, made ready."""
    return Line(
        seq=seq,
        kind=outbound.kind,
        paragraphs=own_words(outbound.text, outbound.language or DUTCH)
        if outbound.kind == "chosen"
        else paragraphs(outbound.text),
        buttons=outbound.buttons,
        progress=outbound.progress,
        ref=outbound.ref,
        language=outbound.language or DUTCH,
    )


def view(transcript: Sequence[tuple[int, Outbound]]) -> View:
    """The transcript without what was taken out, with the buttons and progress that hold now."""
    lines = [line(seq, outbound) for seq, outbound in transcript]
    removed = {one.ref for one in lines if one.kind == "remove"}
    shown = tuple(one for one in lines if one.kind != "remove" and (one.ref is None or one.ref not in removed))
    return View(
        lines=shown,
        buttons=shown[-1].buttons if shown else (),
        progress=next((one.progress for one in reversed(shown) if one.progress), None),
        turn=next((one.seq for one in reversed(shown) if one.kind == "chosen"), 0),
        after=lines[-1].seq if lines else 0,
    )


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """A message's text as paragraphs (between empty lines) of runs; single line ends stay in the text."""
    return tuple(tuple(_runs(part)) for part in _parts(text))


def own_words(text: str, language: str = DUTCH) -> tuple[Paragraph, ...]:
    """A visitor's own words, exactly as typed; a command from a fixed button reads as that button."""
    label = WAYS.get(text.strip())
    words = text if label is None else Words(language)(label)
    return tuple((Run(text=part),) for part in _parts(words))


def _parts(text: str) -> Iterable[str]:
    return (part.strip("\n") for part in re.split(r"\n[ \t]*\n", text) if part.strip())


def _runs(text: str) -> Iterable[Run]:
    at = 0
    for match in _BOLD.finditer(text):
        yield from _calls(text[at : match.start()], bold=False)
        yield from _calls(match.group(1), bold=True)
        at = match.end()
    yield from _calls(text[at:], bold=False)


def _calls(text: str, *, bold: bool) -> Iterable[Run]:
    at = 0
    for match in _CALL.finditer(text):
        if match.start() > at:
            yield Run(text=text[at : match.start()], bold=bold)
        yield Run(text=match.group(), bold=bold, call="".join(filter(str.isdigit, match.group())))
        at = match.end()
    if at < len(text):
        yield Run(text=text[at:], bold=bold)
