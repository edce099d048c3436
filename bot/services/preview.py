"""Trying scripts out before anybody else sees them: a real conversation through the real engine and render.

Nothing is stored: a preview lives in memory, for whoever began it, and is forgotten after a while. It can begin at any
step, as anybody, with the clock moved; what it remembers can be looked at. One that was played from the beginning can
be kept as a rehearsal.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from babel.dates import format_datetime

from bot.channels import Outbound
from bot.channels.render import render
from bot.engine import events, turn
from bot.engine.languages import DUTCH
from bot.engine.session import Given, Session, dump, load, stamp
from bot.engine.walk import Walk
from bot.services.library import Script
from bot.services.rehearse import FACTS, replay

KEPT: Final = timedelta(hours=2)
MOST: Final = 60
KEEP_UNFINISHED: Final = timedelta(days=30)
"""How long a conversation that is not sent is kept, unless the settings say otherwise."""

LONGEST: Final = 400
"""Turns in one preview."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing in the conversation: ``mine`` is what the person who tries did."""

    text: str
    mine: bool = False
    note: bool = False


@dataclass(slots=True, kw_only=True)
class Preview:
    """A conversation being tried. ``buttons`` are those that can be pressed now."""

    id: str
    owner: str
    script: Script
    version: int
    begin: str | None
    session: Session
    now: datetime
    last_word: datetime
    lines: list[Line] = field(default_factory=list)
    buttons: tuple[tuple[str, str], ...] = ()
    acts: list[str] = field(default_factory=list)
    language: str = DUTCH
    moved: bool = False
    keep: timedelta = KEEP_UNFINISHED

    @property
    def step(self) -> str | None:
        """The step that is open."""
        return self.session.step

    @property
    def remembered(self) -> tuple[tuple[str, str], ...]:
        """The answers by field, as stored, and the flags."""
        given = [(name, _shown(one.value)) for name, one in self.session.answers.items()]
        return (*given, *((("signalen", ", ".join(self.session.flags)),) if self.session.flags else ()))

    @property
    def can_be_kept(self) -> bool:
        """Whether a rehearsal can be made of it: played from the beginning, with the clock left alone."""
        return self.begin is None and not self.moved

    def does(self, act: str) -> None:
        """Type something, or press a button given by its data in square brackets (``[tag1.0]``)."""
        event: events.Incoming = events.TextReceived(text=act)
        shown = act
        if act.startswith("[") and act.endswith("]"):
            event = events.ChoicePressed(data=act[1:-1])
            shown = next((f"[{label}]" for data, label in self.buttons if data == act[1:-1]), "[een oude knop]")
        self.acts.append(shown)
        self.last_word = self.now
        self.lines.append(Line(text=shown.strip("[]") if shown != act else act, mine=True))
        script, session = self.script, load(dump(self.session))
        self._take(turn.resume(script.dialog, script.understanding, session, event, now=self.now, facts=FACTS))

    def later(self, by: timedelta) -> None:
        """Move the clock; a reminder that falls due on the way comes, and the end of an unfinished conversation is told."""
        self.now += by
        self.moved = True
        self.lines.append(
            Line(text=f"Het is nu {format_datetime(self.now, 'EEEE d MMMM y, HH:mm', locale='nl')}", note=True)
        )
        if self.now - self.last_word >= self.keep and not self.session.handed_over:
            told = f"Zo lang stil: een gesprek dat niet verstuurd is, wordt na {self.keep.days} dagen gewist."
            self.lines.append(Line(text=told, note=True))
        wake = self.session.wake_at
        if wake is not None and wake <= self.now.isoformat():
            script = self.script
            came = events.MomentCame()
            self._take(turn.resume(script.dialog, script.understanding, self.session, came, now=self.now, facts=FACTS))

    def rehearsal(self, title: str) -> str:
        """The conversation as a rehearsal, to be kept beside the scripts."""
        start = "/start" if self.language == DUTCH else f"/start +{self.language}"
        acts = "\n".join(f"> {act}" for act in (start, *self.acts))
        return replay("", f"# {' '.join(title.split())}\n{acts}\n", self.script).text

    def _take(self, done: turn.Turn) -> None:
        self.session = done.session
        shown = render(done.events, self.script.dialog.voice(done.session.language), own_words=False)
        self.lines += [Line(text=one.text) for one in shown if one.kind == "message"]
        last: tuple[Outbound, ...] = tuple(one for one in shown if one.buttons)
        if last:
            self.buttons = tuple((button.data, button.label) for row in last[-1].buttons for button in row)


class Previews:
    """The previews of this process."""

    def __init__(self, *, keep_unfinished: timedelta = KEEP_UNFINISHED) -> None:
        self._keep = keep_unfinished
        self._held: dict[str, tuple[Preview, datetime]] = {}

    def begin(
        self,
        script: Script,
        *,
        owner: str,
        version: int,
        now: datetime,
        begin_at: datetime | None = None,
        step: str | None = None,
        answers: Mapping[str, str] | None = None,
        channel: str = "web",
        source: str | None = None,
        language: str | None = None,
    ) -> Preview:
        """Begin at the start, or at any step with some answers given before.

        ``begin_at``: what the clock in the conversation says; ``now`` unless given.
        """
        self._forget(now)
        held_at, now = now, begin_at or now
        begun = turn.start(
            script.dialog,
            session_id="proef",
            tag="p",
            channel=channel,
            source=source,
            language=language or DUTCH,
            now=now,
            facts=FACTS,
        )
        start = step if step in script.dialog.steps and step != script.dialog.system.start else None
        preview = Preview(
            id=secrets.token_urlsafe(12),
            owner=owner,
            script=script,
            version=version,
            begin=start or ("antwoorden" if answers or channel != "telegram" or source else None),
            session=begun.session,
            now=now,
            last_word=now,
            keep=self._keep,
            language=language or DUTCH,
        )
        given = {name: Given(value=value, step="", at=stamp(now)) for name, value in (answers or {}).items()}
        session = replace(begun.session, answers=given)
        if start is None and not given:
            preview._take(begun)  # noqa: SLF001 - its own other half
        else:
            walk = Walk(dialog=script.dialog, session=replace(session, step=None, trail=()), now=now, facts=FACTS)
            walk.go(start or script.dialog.system.start)
            preview._take(turn.Turn(session=walk.session, events=tuple(walk.events)))  # noqa: SLF001 - as above
        self._held[preview.id] = preview, held_at
        return preview

    def find(self, identifier: str, owner: str, now: datetime) -> Preview | None:
        """A preview of one's own that is not forgotten yet."""
        self._forget(now)
        held = self._held.get(identifier)
        if held is None or held[0].owner != owner or len(held[0].acts) >= LONGEST:
            return None
        self._held[identifier] = held[0], now
        return held[0]

    def _forget(self, now: datetime) -> None:
        for identifier, (_, used) in sorted(self._held.items(), key=lambda one: one[1][1]):
            if now - used > KEPT or len(self._held) >= MOST:
                del self._held[identifier]


def _shown(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ", ".join(value)
