"""One case: the registration as it was told, what happened since, and what can be done now."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from bot.console import both_sides, words
from bot.console.desk import Call
from bot.services import triage
from bot.services.answer import LONGEST
from bot.services.documents import document
from bot.services.readable import Legend
from bot.services.retain import WARNING
from bot.services.workdays import next_monday
from bot.store import case_deliveries, expiry, external, legal_holds, messages, registrations, sight, staff, timeline
from bot.store.case_deliveries import CaseDelivery
from bot.store.cases import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One line of the timeline; ``text`` only for a note."""

    at: datetime
    what: str
    who: str
    text: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message between staff and the participant."""

    at: datetime
    who: str
    theirs: bool
    text: str = field(repr=False)
    delivery: str
    trouble: bool


async def page(call: Call) -> Response:
    """The case page. That it was opened is in the audit trail before anything is shown."""
    case = await call.desk.triage.look(call.account, call.reference)
    if case is None:
        raise HTTPException(404)
    return await shown(call, case)


async def here(call: Call) -> Response:
    """Who else has this case open, and the version it is at: asked by the page itself every twenty seconds."""
    store = call.desk.store
    case = await store.db.read(lambda tx: registrations.by_reference(tx, store.vault, call.sees, call.reference))
    if case is None:
        raise HTTPException(404)
    return JSONResponse({"others": await _others(call), "version": case.version})


async def _others(call: Call) -> list[str]:
    """Names of colleagues who have this case open too."""
    names = await call.names()
    there = call.desk.presence.here(call.reference, call.account.id, call.desk.clock())
    return [words.person(one, names) for one in there]


async def shown(call: Call, case: Case) -> Response:
    """The page of a case that was looked up (and noted) already."""
    script = await call.desk.library.load(case.script_revision)
    legend, content = Legend(script.dialog), document(case)
    names = await call.names()
    sees_contact = triage.may_see_contact(call.account, case)
    closed = await call.desk.store.db.read(lambda tx: sight.closed_to(tx, case.reference)) if sees_contact else []
    others = [
        one for one in await call.desk.store.db.read(staff.everybody) if not one.disabled and one.id not in closed
    ]
    linked, candidates = await both_sides.around(call, case)
    language, templates = await call.desk.answer.ready_made(case) if sees_contact else ("", [])
    return await call.show(
        "case.html",
        case=case,
        erased=case.content is None,
        channel=words.CHANNELS.get(content["channel"], content["channel"]),
        source=content["source"],
        flags=legend.flag_words(content["flags"]),
        sections=legend.sections(content),
        sees_contact=sees_contact,
        may_change=sees_contact and case.content is not None and case.status != "withdrawn",
        holder=None if case.claimed_by is None else words.person(case.claimed_by, names),
        mine=case.claimed_by == call.account.id,
        happened=await _happened(call, case, names, texts=sees_contact),
        told=words.TOLD.get(call.request.query_params.get("told", "")),
        said=await _said(call, case, names) if sees_contact else (),
        canned=templates,
        language=words.LANGUAGES.get(language),
        longest=LONGEST,
        others=await _others(call),
        number=await _number(call, case) if sees_contact else None,
        why=words.WHY,
        linked=linked,
        candidates=candidates,
        case_system=call.desk.to_case_system.receiver is not None,
        away=await _away(call, case) if sees_contact else False,
        handed=await _handed(call, case) if sees_contact else None,
        clock=call.desk.term(case),
        suggested=_suggested_day(content, call.desk.today()),
        tomorrow=call.desk.today() + timedelta(days=1),
        colleagues=[one for one in others if one.id != case.claimed_by],
        closable=[one for one in others if one.id != call.account.id],
        ends=await call.desk.store.db.read(lambda tx: expiry.end(tx, call.desk.terms, case.participant)),
        soon=call.desk.clock() + WARNING,
        hold=await _hold(call, case, names),
        holds=words.HOLDS,
        closed=[(one, words.person(one, names)) for one in closed],
    )


async def _hold(call: Call, case: Case, names: dict[str, str]) -> tuple[str, str, datetime] | None:
    """(why, by whom, since when) the case is kept beyond its term."""
    found = await call.desk.store.db.read(lambda tx: legal_holds.of(tx, case.id))
    return None if found is None else (words.HOLDS[found.reason], words.person(found.who, names), found.at)


async def _number(call: Call, case: Case) -> str | None:
    """The number the case has elsewhere."""
    if case.content is None:
        return None
    store = call.desk.store
    return await store.db.read(lambda tx: external.number(tx, store.vault, case.id, case.participant))


async def _away(call: Call, case: Case) -> bool:
    """Whether the latest sign of this person is that messages no longer reach them."""
    kinds = [one.kind for one in await call.desk.store.db.read(lambda tx: timeline.events(tx, case.id))]
    signs = [kind for kind in kinds if kind in {"unreachable", "replied", "amended", "registered"}]
    return signs[-1:] == ["unreachable"]


async def _handed(call: Call, case: Case) -> CaseDelivery | None:
    """Where the case is on its way to the case system."""
    return await call.desk.store.db.read(lambda tx: case_deliveries.latest(tx, case.id))


async def _said(call: Call, case: Case, names: dict[str, str]) -> list[Line]:
    """What staff and the participant wrote to each other."""
    if case.content is None:
        return []
    store = call.desk.store
    found = await store.db.read(lambda tx: messages.listed(tx, store.vault, case.id))
    return [
        Line(
            at=one.at,
            who=words.person(one.who, names),
            theirs=one.who == timeline.PARTICIPANT,
            text=one.text,
            delivery=words.DELIVERY[one.delivery],
            trouble=one.delivery in {"gone", "failed"},
        )
        for one in found
    ]


async def _happened(call: Call, case: Case, names: dict[str, str], *, texts: bool) -> list[Moment]:
    """The timeline, the newest first. Notes may name people: their text is for who may see contact data."""
    vault = call.desk.store.vault
    events = await call.desk.store.db.read(lambda tx: timeline.events(tx, case.id))
    notes = [] if case.content is None else await call.desk.store.db.read(lambda tx: timeline.notes(tx, vault, case.id))
    partial = await call.desk.store.db.read(lambda tx: sight.partial(tx, call.sees))
    happened = [
        Moment(at=one.at, what=words.event(one.kind, names, whole=texts), who=words.person(one.who, names))
        for one in events
        if (one.kind != "noted" or case.content is None)
        and not (partial and one.kind.startswith(("link:", "earlier:")))
    ]
    happened += [
        Moment(at=one.at, what="Notitie", who=words.person(one.who, names), text=one.text if texts else None)
        for one in notes
    ]
    return sorted(happened, key=lambda one: one.at)[::-1]


def _suggested_day(content: Mapping[str, Any], today: date) -> date:
    """When somebody asked to wait until a day, that day; otherwise next Monday."""
    for asked in (content["timing"]["ask_again"], content["timing"]["date"]):
        with suppress(TypeError, ValueError):
            if (day := date.fromisoformat(asked)) > today:
                return day
    return next_monday(today)
