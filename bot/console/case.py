"""One case: the registration as it was told, what happened since, and what can be done now."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.console import words
from bot.console.desk import Call
from bot.services import triage
from bot.services.documents import document
from bot.services.readable import Legend
from bot.services.triage import NotAllowedError, Outcome
from bot.store import registrations, timeline
from bot.store.cases import Case, Claimed, HeldBy, Updated


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One line of the timeline; ``text`` only for a note."""

    at: datetime
    what: str
    who: str
    text: str | None = field(default=None, repr=False)


async def page(call: Call) -> Response:
    """The case page. That it was opened is in the audit trail before anything is shown."""
    case = await call.desk.triage.look(call.account, call.reference)
    if case is None:
        raise HTTPException(404)
    return await shown(call, case)


async def shown(call: Call, case: Case) -> Response:
    """The page of a case that was looked up (and noted) already."""
    script = await call.desk.library.load(case.script_revision)
    legend, content = Legend(script.dialog), document(case)
    names = await call.names()
    told = call.request.query_params.get("told", "")
    return await call.show(
        "case.html",
        case=case,
        erased=case.content is None,
        channel=words.CHANNELS.get(content["channel"], content["channel"]),
        source=content["source"],
        flags=legend.flag_words(content["flags"]),
        sections=legend.sections(content),
        sees_contact=triage.may_see_contact(call.account, case),
        holder=None if case.claimed_by is None else words.person(case.claimed_by, names),
        mine=case.claimed_by == call.account.id,
        happened=await _happened(call, case, names),
        told=words.TOLD.get(told),
    )


async def claim(call: Call) -> Response:
    """Take the case."""
    outcome = await call.desk.triage.claim(call.account, call.reference, call.number("version"))
    return await answer(call, outcome, "claimed")


async def release(call: Call) -> Response:
    """Give the case back."""
    try:
        outcome = await call.desk.triage.release(call.account, call.reference, call.number("version"))
    except NotAllowedError:
        raise HTTPException(404) from None
    return await answer(call, outcome, "released")


async def answer(call: Call, outcome: Outcome, told: str) -> Response:
    """Back to the case when it was done; otherwise who or what was first."""
    match outcome:
        case Claimed() | Updated():
            return call.go(f"/cases/{call.reference}?told={told}")
        case HeldBy(who=who):
            return await _conflict(call, who)
        case changed if changed.version is None:
            raise HTTPException(404)
        case _:
            store = call.desk.store
            case = await store.db.read(lambda tx: registrations.by_reference(tx, store.vault, call.reference))
            return await _conflict(call, None if case is None else case.claimed_by)


async def _conflict(call: Call, who: str | None) -> Response:
    """Somebody was first: who holds the case now, unless it is whoever asks."""
    holder = None if who in {None, call.account.id} else words.person(who or "", await call.names())
    return await call.show("conflict.html", status=409, reference=call.reference, holder=holder)


async def _happened(call: Call, case: Case, names: dict[str, str]) -> list[Moment]:
    events = await call.desk.store.db.read(lambda tx: timeline.events(tx, case.id))
    return [Moment(at=one.at, what=words.event(one.kind), who=words.person(one.who, names)) for one in reversed(events)]
