"""One turn, inside one transaction: the session, its answers, the registration, what is said, the inbox emptied.

Everything here is a plain function on a transaction: no awaiting, no network. What it needs from outside (ids, the
time) is handed in, so that doing it again after a crash gives the same.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time

from bot.channels import Inbound, Outbound
from bot.channels.render import render
from bot.engine import events, turn
from bot.engine.plain import slug
from bot.engine.session import Session, Status, dump, load
from bot.services import count, danger, insight, recollect, seen, story
from bot.services.forget import REMOVABLE
from bot.services.library import Library, Script
from bot.services.moments import AMSTERDAM
from bot.services.notify import Notify
from bot.services.register import Register
from bot.services.staff_room import StaffRoom
from bot.services.wire import pack
from bot.store import (
    audit,
    erasures,
    ids,
    legal_holds,
    messages,
    outbox,
    participants,
    registrations,
    sessions,
    timeline,
    unanswered,
)
from bot.store.cases import Case
from bot.store.sight import PROGRAM
from bot.store.vault import Vault

SILENT_CHANNELS = frozenset({"telegram", "terminal"})
"""Channels that show by themselves what a person typed."""

KEPT_CHANNELS = frozenset({"web"})
"""Channels whose page reads what was said from here, so that it is there after a reload and on another device."""

Read = Callable[[bytes], Inbound]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """The turns of everybody. ``read`` turns a channel's raw payload into an :class:`Inbound`.

    ``own_pages`` is where visitors reach our own site, for links to it; empty when that is not known.
    """

    vault: Vault
    library: Library
    read: Mapping[str, Read]
    notify: Notify
    website: str
    own_pages: str = ""
    register: Register
    staff_room: StaffRoom

    def hear(self, tx: sqlite3.Connection, participant: str, channel: str, payload: bytes, now: datetime) -> None:
        """Do the turn that this payload brings about.

        Raises:
            ValueError: when the payload cannot be read.
            NotLoaded: when the session's revision is not in memory.
        """
        inbound = self.read[channel](payload)
        if inbound.kind == "left":
            outbox.drop_waiting(tx, participant, "gone")
        if inbound.kind in {"left", "other"} or self.staff_room.hears(tx, participant, channel, inbound, now):
            return
        self._take_turn(tx, participant, channel, _event(inbound), inbound, now)

    def wake(self, tx: sqlite3.Connection, participant: str, now: datetime) -> None:
        """The moment came to which a person agreed to be reminded."""
        person = participants.get(tx, participant)
        if person is not None:
            self._take_turn(tx, participant, person.channel, events.MomentCame(), None, now)

    def _take_turn(
        self,
        tx: sqlite3.Connection,
        participant: str,
        channel: str,
        event: events.Incoming,
        inbound: Inbound | None,
        now: datetime,
    ) -> None:
        stored = sessions.load(tx, self.vault, participant)
        session = None if stored is None else load(stored.content)
        case = self._case(tx, session)
        hint = None if inbound is None else inbound.language
        language = self.library.current.dialog.languages.hinted(hint) if session is None else session.language
        facts = self._facts(tx, participant, case, language)
        if stored is None or session is None:
            script = self.library.current
            done = self._begin(script, channel, event, now, facts, language)
        else:
            script = self.library.pinned(stored.revision)
            done = turn.resume(script.dialog, script.understanding, session, event, now=now, facts=facts)
        self._keep(tx, participant, script, done, inbound, facts, case, now)
        count.reached(tx, _first_reached(session, done, script), now)
        insight.count(tx, session, done, script.dialog, now)

    def _case(self, tx: sqlite3.Connection, session: Session | None) -> Case | None:
        """The case of the registration this conversation handed over, if it did."""
        if session is None or session.reference is None:
            return None
        return registrations.by_reference(tx, self.vault, PROGRAM, session.reference)

    def _begin(
        self,
        script: Script,
        channel: str,
        event: events.Incoming,
        now: datetime,
        facts: Mapping[str, str],
        language: str,
    ) -> turn.Turn:
        """A first message: the welcome, and then an answer to what was said, unless it was only ``/start``."""
        text = event.text.strip() if isinstance(event, events.TextReceived) else ""
        source = text.partition(" ")[2].strip() if text.startswith("/start") else ""
        begun = turn.start(
            script.dialog,
            session_id=ids.token()[:22],
            tag=secrets.token_hex(3),
            channel=channel,
            source=slug(source),
            language=language,
            now=now,
            facts=facts,
        )
        if not text or text.startswith("/start"):
            return begun
        answered = turn.resume(script.dialog, script.understanding, begun.session, event, now=now, facts=facts)
        return turn.Turn(session=answered.session, events=(*_without_buttons(begun.events), *answered.events))

    def _facts(self, tx: sqlite3.Connection, participant: str, case: Case | None, language: str) -> dict[str, str]:
        """What texts may name: the reference (a fresh one until there is a case), the status, codes to come back with."""
        receipt, dialog = ids.receipt(), self.library.current.dialog
        return {
            "referentie": ids.reference() if case is None else case.reference,
            "status": "" if case is None else case.status,
            "terugkeercode": " ".join(receipt[at : at + 4] for at in range(0, 16, 4)),
            "bewijsnummer": erasures.proof(self.vault, participant),
            "website": self.website,
            "onthouden": self._remembered_until(tx, participant),
            "vastgehouden": "ja" if legal_holds.holds(tx, participant) else "",
            "vertelpagina": story.link(self.own_pages, ids.token()),
            "bekeken": ""
            if case is None
            else seen.in_words(tx, case.reference, dialog.system.looked, dialog.voice(language)),
        }

    def _keep(
        self,
        tx: sqlite3.Connection,
        participant: str,
        script: Script,
        done: turn.Turn,
        inbound: Inbound | None,
        facts: Mapping[str, str],
        case: Case | None,
        now: datetime,
    ) -> None:
        """Store what the turn brought about, all of it or nothing."""
        channel = done.session.channel
        for event in done.events:
            if isinstance(event, events.HandedOver):
                case = self.register.hand_over(tx, participant, script, done.session, facts["referentie"], case, now)
            self._carry_out(tx, participant, event, facts, case, now)
        shown = render(
            done.events,
            script.dialog.voice(done.session.language),
            ref=None if inbound is None else inbound.ref,
            own_words=channel not in SILENT_CHANNELS,
        )
        if any(isinstance(event, events.DataShown) for event in done.events):
            shown = (*shown[:-1], Outbound(text=_for_machines(done.session)), *shown[-1:])
        if any(isinstance(event, events.ChatCleared) for event in done.events):
            shown = (*self._cleared(tx, participant, inbound, now), *shown)
        self._post(tx, participant, channel, shown, now)
        sessions.save(
            tx,
            self.vault,
            participant,
            dump(done.session),
            revision=done.session.revision,
            status=done.session.status.value,
            due_at=_due(done.session),
            now=now,
        )

    def _carry_out(
        self,
        tx: sqlite3.Connection,
        participant: str,
        event: events.Event,
        facts: Mapping[str, str],
        case: Case | None,
        now: datetime,
    ) -> None:
        """What one event asks of the house, beside what is said."""
        match event:
            case events.Withdrawn() if case is not None:
                registrations.set_status(tx, case.id, "withdrawn", case.version, who="participant", now=now)
                audit.append(tx, self.vault, who="participant", what="withdrawn", ref=case.reference, now=now)
            case events.ReceiptGiven():
                participants.set_receipt(tx, self.vault, participant, facts["terugkeercode"].replace(" ", ""))
            case events.PageGiven() if case is not None:
                story.offer(tx, self.vault, case, facts["vertelpagina"], now)
            case events.SignalRaised():
                danger.alarm(tx, self.vault, self.notify, case, event.kind, now)
            case events.EraseAsked():
                erasures.ask(tx, participant, reason="asked", now=now)
                if case is not None:  # seen where a hold keeps it waiting
                    timeline.add_event(tx, case.id, kind="erase-asked", who=timeline.PARTICIPANT, now=now)
            case events.Replied() if case is not None:
                messages.add(tx, self.vault, case.id, who=timeline.PARTICIPANT, text=event.text, now=now)
                self.notify.replied(tx, case.reference, now)
            case events.NotUnderstood():
                unanswered.add(tx, self.vault, step=event.step, text=event.masked, now=now)
            case _:
                pass

    def _cleared(
        self, tx: sqlite3.Connection, participant: str, inbound: Inbound | None, now: datetime
    ) -> tuple[Outbound, ...]:
        """Out of the chat with all that was said lately, the newest first, and with the words that asked for it."""
        asking = () if inbound is None or inbound.ref is None else (inbound.ref,)
        said = (ref for _, ref in outbox.sent_refs(tx, self.vault, participant, now - REMOVABLE))
        return tuple(Outbound(kind="remove", ref=ref) for ref in dict.fromkeys((*asking, *said)))

    def _post(
        self, tx: sqlite3.Connection, participant: str, channel: str, shown: tuple[Outbound, ...], now: datetime
    ) -> None:
        sendable = [one for one in shown if one.kind == "message" or one.ref is not None or channel in KEPT_CHANNELS]
        contents = [pack(one) for one in sendable]
        outbox.post(tx, self.vault, participant, channel, contents, now, keep=channel in KEPT_CHANNELS)

    def _remembered_until(self, tx: sqlite3.Connection, participant: str) -> str:
        """Until which year something outlives the registration; empty when nothing does."""
        known = recollect.remembered(tx, self.vault, participant)
        return str(max(one.expires_at for one in known).year) if known else ""


def _first_reached(before: Session | None, done: turn.Turn, script: Script) -> list[str]:
    """Questions of the registration that this person came to for the first time, for the funnel."""
    known = set() if before is None else {*before.trail, before.step}
    asked = [event.step for event in done.events if isinstance(event, events.Asked)]
    return [step for step in dict.fromkeys(asked) if step not in known and script.dialog.steps[step].field]


def _event(inbound: Inbound) -> events.Incoming:
    match inbound.kind:
        case "press":
            return events.ChoicePressed(data=inbound.press)
        case "text" | "edited":
            return events.TextReceived(text=inbound.text, edited=inbound.kind == "edited")
        case kind:
            return events.MediaReceived(kind=kind)


def _without_buttons(happened: tuple[events.Event, ...]) -> tuple[events.Event, ...]:
    return tuple(event for event in happened if not isinstance(event, events.Asked))


def _due(session: Session) -> datetime | None:
    """A reminder goes out in the morning of the agreed day."""
    if session.status is not Status.PAUSED or session.wake_at is None:
        return None
    return datetime.combine(datetime.fromisoformat(session.wake_at).date(), time(10), AMSTERDAM)


def _for_machines(session: Session) -> str:
    """Everything kept of this person's answers, as JSON another program can read."""
    answers = {name: {"value": given.value, "given_at": given.at} for name, given in sorted(session.answers.items())}
    return json.dumps({"answers": answers, "flags": session.flags, "source": session.source}, ensure_ascii=False)
