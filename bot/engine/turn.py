"""The one door: a session and what happened go in, a session and what follows come out.

Pure: the same input gives the same output; time, the session's id and its tag are handed in. Trouble in the conversation is an
event; an exception means a mistake of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.engine import events, identifying, interpret, offers, silence
from bot.engine.dialog import Dialog
from bot.engine.respond import Responder
from bot.engine.session import Session, Status
from bot.engine.understanding import Understanding
from bot.engine.walk import Walk

ALLOWED: Mapping[str, frozenset[identifying.Kind]] = {
    "phone": frozenset({"phone"}),
    "email": frozenset({"email"}),
    "name": frozenset({"full-name"}),
}
"""What a question asks for is not identifying data typed out of place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The result of one event: the session to store and what happened, in order."""

    session: Session
    events: tuple[events.Event, ...]


def start(
    dialog: Dialog,
    *,
    session_id: str,
    tag: str,
    channel: str,
    now: datetime,
    language: str = "nl",
    source: str | None = None,
    facts: Mapping[str, str] | None = None,
) -> Turn:
    """Begin a conversation at the start step.

    ``tag`` (a few letters, fresh for each session) keeps this session's buttons apart from those of earlier ones.
    ``facts`` are what the host knows and texts may name (``referentie``, ``status``, ``terugkeercode``, ``bewijsnummer``,
    ``vertelpagina``).
    """
    session = Session(
        id=session_id, tag=tag, revision=dialog.revision, channel=channel, language=language, source=source
    )
    walk = Walk(dialog=dialog, session=silence.heard(session, now), now=now, facts=facts or {})
    walk.go(dialog.system.start)
    return Turn(session=walk.session, events=tuple(walk.events))


def resume(
    dialog: Dialog,
    understanding: Understanding,
    session: Session,
    event: events.Incoming,
    *,
    now: datetime,
    facts: Mapping[str, str] | None = None,
) -> Turn:
    """Go on with a conversation to the next wait."""
    session = session if isinstance(event, events.MomentCame) else silence.heard(session, now)
    walk = Walk(dialog=dialog, session=session, now=now, facts=facts or {})
    responder = Responder(walk=walk, understanding=understanding)
    if session.status is Status.ENDED or session.step not in dialog.steps:
        walk.session = replace(session, step=dialog.system.start, status=Status.WAITING, interrupted=None)
        if isinstance(event, events.ChoicePressed):
            walk.go(dialog.system.start)
            return Turn(session=walk.session, events=tuple(walk.events))
    match event:
        case events.TextReceived():
            _typed(responder, event)
        case events.ChoicePressed(data=data) if data.startswith("/"):  # a button that is a command never grows old
            _typed(responder, events.TextReceived(text=data))
        case events.ChoicePressed():
            _pressed(responder, event)
        case events.MediaReceived():
            walk.message(f"media-{event.kind}" if f"media-{event.kind}" in dialog.system.messages else "media")
            responder.again()
        case events.MomentCame():
            walk.session = replace(walk.session, wake_at=None)
            walk.message("reminder")
            responder.again()  # the pause itself, never the question behind it: others may see the message come in
    return Turn(session=walk.session, events=tuple(walk.events))


def _typed(responder: Responder, event: events.TextReceived) -> None:
    walk = responder.walk
    text = event.text.strip()
    if event.edited:
        walk.message("edited")
        responder.again()
        return
    allowed = frozenset(walk.step.allow) | ALLOWED.get(walk.step.ask or "", frozenset())
    found = () if text.startswith("/") else identifying.find(text, allowed=allowed)  # type: ignore[arg-type]
    masked = identifying.mask(text, found)
    moment = interpret.Moment(
        dialog=walk.dialog,
        understanding=responder.understanding,
        session=walk.session,
        step=walk.step,
        options=walk.typable(),
        today=walk.now.date(),
        voice=walk.dialog.voice(walk.session.language),
    )
    walk.events.append(events.WordsShown(text=masked))
    reading = interpret.interpret(moment, text, masked)
    if found:
        kinds = tuple(sorted({finding.kind for finding in found}))
        walk.events.append(events.IdentifyingSeen(kinds=kinds))
        if not isinstance(reading, interpret.Danger):
            walk.message("identifying")
    responder.to(reading, masked)


def _pressed(responder: Responder, event: events.ChoicePressed) -> None:
    walk = responder.walk
    option = offers.pressed(walk.session, walk.options(), event.data)
    if option is None:
        walk.message("old-button")
        responder.again()
        return
    walk.events.append(events.ChoiceShown(label=option.label, context=option.context))
    responder.choose(option)
