"""Rehearsals: example conversations beside the scripts, readable as dialogue, replayed on every check.

A rehearsal is a text file. A line with ``>`` is what the person does: words they type, or a button in square brackets.
The lines with ``<`` are what they see, a button in brackets. ``=`` lines say what must be in the registration at the end::

    # Een moeder die nog twijfelt
    > /start
    < Hoi. Ik ben een computerprogramma.
    < [Wat is het?] [Ik wil me aanmelden]
    > [Ik wil me aanmelden]
    = role: nabestaande

The session is written down and read back between every two turns. Time, reference and codes are fixed, so that the same
scripts always give the same conversation.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.channels import Outbound
from bot.channels.render import render
from bot.engine import events, turn
from bot.engine.languages import DUTCH
from bot.engine.registration import Registration, build
from bot.engine.session import dump, load
from bot.services.library import Script
from bot.services.moments import AMSTERDAM

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=AMSTERDAM)
"""When every rehearsal is played: a Tuesday."""

FACTS = {
    "referentie": "HB-7K3M-Q2XD",
    "status": "",
    "terugkeercode": "1234 5678 9012 3456",
    "bewijsnummer": "WIS-7K3M-Q2XD",
    "website": "voorbeeld.example",
    "vastgehouden": "",
    "onthouden": "",
    "vertelpagina": "",
}

AROUND = 2
"""Lines that are shown before and behind a difference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of replaying: the conversation as it goes now, and what differs from what was written.

    ``differences`` reads as a conversation: ``- `` before what was written, ``+ `` before what happens now, two spaces
    before what is the same. ``walked`` are the steps that were come to, ``chosen`` the answers (step, choice) given.
    """

    name: str
    text: str
    differences: tuple[str, ...]
    walked: frozenset[str] = frozenset()
    chosen: frozenset[tuple[str, str]] = frozenset()

    @property
    def title(self) -> str:
        """What it is called: its first line."""
        return self.text.partition("\n")[0].removeprefix("#").strip() or self.name


class CannotPress(LookupError):  # noqa: N818 - it is what went wrong
    """The rehearsal presses a button that is not there."""


class Stage:
    """One person in conversation with a script, in memory."""

    def __init__(
        self,
        script: Script,
        *,
        channel: str = "telegram",
        source: str | None = None,
        language: str = DUTCH,
        now: datetime = NOW,
    ) -> None:
        self._script = script
        self._now = now
        self._buttons: dict[str, str] = {}
        self._choices: dict[str, tuple[str, str]] = {}
        self.walked: set[str] = set()
        self.chosen: set[tuple[str, str]] = set()
        self._take(
            turn.start(
                script.dialog,
                session_id="proef",
                tag="r",
                channel=channel,
                source=source,
                language=language,
                now=now,
                facts=FACTS,
            )
        )

    @property
    def shown(self) -> tuple[Outbound, ...]:
        """What the last turn sends to the person."""
        return self._shown

    def does(self, act: str) -> None:
        """Type something, or press a button written in square brackets."""
        event: events.Incoming = events.TextReceived(text=act)
        if act.startswith("[") and act.endswith("]"):
            label = act[1:-1]
            if label not in self._buttons:
                raise CannotPress(label)
            data = self._buttons[label]
            event = events.ChoicePressed(data=data)
            if data in self._choices:
                self.chosen.add(self._choices[data])
        session = load(self._stored)
        script = self._script
        self._take(turn.resume(script.dialog, script.understanding, session, event, now=self._now, facts=FACTS))

    def seen(self) -> list[str]:
        """What the person sees after the last turn, as lines of a rehearsal."""
        return list(_lines(self._shown))

    def registration(self) -> dict[str, Any]:
        """What would be handed over now."""
        steps = self._script.dialog.steps.values()
        version = next((step.version for step in steps if step.field == "consent.given_at"), None)
        made: Registration = build(
            load(self._stored), reference=FACTS["referentie"], created_at="", status="new", consent_version=version
        )
        return made.model_dump(mode="json")

    def _take(self, done: turn.Turn) -> None:
        self._stored = dump(done.session)
        self._note(done)
        self._shown = render(done.events, self._script.dialog.voice(done.session.language), own_words=False)
        for one in self._shown:
            self._buttons.update({button.label: button.data for row in one.buttons for button in row})

    def _note(self, done: turn.Turn) -> None:
        """Which steps were come to, and which answers were given by typing as well."""
        dialog = self._script.dialog
        for event in done.events:
            match event:
                case events.Said(context=step) if step in dialog.steps:
                    self.walked.add(step)
                case events.Asked(step=step, offers=offers):
                    self.walked.add(step)
                    known = {choice.label: choice.id for choice in dialog.choices(dialog.steps[step])}
                    self._choices |= {one.data: (step, known[one.label]) for one in offers if one.label in known}
                case events.AnswerRecorded(field=name, step=step) if name in done.session.answers:
                    value = done.session.answers[name].value
                    self.chosen |= {(step, one) for one in ((value,) if isinstance(value, str) else value)}
                case _:
                    pass


def replay(name: str, text: str, script: Script) -> Outcome:
    """Play a rehearsal against a script and write down how it goes now."""
    said: list[str] = []
    differences: list[str] = []
    stage: Stage | None = None
    for line in text.splitlines():
        mark, _, rest = line.partition(" ")
        if mark == ">":
            said.append(line)
            try:
                stage = _act(stage, script, rest)
            except CannotPress as missing:
                differences.append(f"de knop [{missing.args[0]}] is er niet (meer)")
                continue
            said += stage.seen()
        elif mark == "=" and stage is not None:
            said.append(line)
            differences += _unmet(rest, stage.registration())
        elif mark != "<":
            said.append(line)
    now = "\n".join(said) + "\n"
    differences += _as_conversation(text.splitlines(), said)
    walked, chosen = (frozenset(stage.walked), frozenset(stage.chosen)) if stage else (frozenset[str](), frozenset())
    return Outcome(name=name, text=now, differences=tuple(differences), walked=walked, chosen=chosen)


def replay_all(texts: Mapping[str, str], script: Script) -> list[Outcome]:
    """Every rehearsal beside the scripts (``rehearsals/*.txt``), in order of name."""
    return [replay(path, text, script) for path, text in sorted(texts.items()) if path.startswith("rehearsals/")]


def _as_conversation(was: list[str], now: list[str]) -> Iterator[str]:
    """Where two conversations part, with the lines around it; nothing when they do not."""
    shown = -1
    for kind, a, b, c, d in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        begin = max(shown + 1, a - AROUND)
        if begin > shown + 1:
            yield "…"
        yield from (f"  {line}" for line in was[begin:a])
        yield from (f"- {line}" for line in was[a:b])
        yield from (f"+ {line}" for line in now[c:d])
        shown = min(b + AROUND, len(was)) - 1
        after = was[b : shown + 1]
        yield from (f"  {line}" for line in after)


def _act(stage: Stage | None, script: Script, act: str) -> Stage:
    """The first line begins the conversation: ``/start``, with a source, a channel (``@web``) or a language (``+en``)."""
    if stage is not None:
        stage.does(act)
        return stage
    words = act.removeprefix("/start").split()
    channel = next((word[1:] for word in words if word.startswith("@")), "telegram")
    language = next((word[1:] for word in words if word.startswith("+")), DUTCH)
    source = next((word for word in words if word[0] not in "@+"), None)
    return Stage(script, channel=channel, source=source, language=language)


def _lines(shown: Iterable[Outbound]) -> Iterator[str]:
    for one in shown:
        if one.kind != "message":
            continue
        for line in one.text.splitlines():
            yield f"< {line}".rstrip()
        for row in one.buttons:
            yield "< " + " ".join(f"[{button.label}]" for button in row)


def _unmet(wish: str, registration: Mapping[str, Any]) -> list[str]:
    """A line ``field: value`` (a list as ``a, b``) that does not hold."""
    name, _, wanted = wish.partition(": ")
    found: Any = registration
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    shown = ", ".join(found) if isinstance(found, list) else "" if found is None else str(found)
    return [] if shown == wanted.strip() else [f"{name} is {shown!r} in plaats van {wanted.strip()!r}"]
