"""On a case: which others may belong to it, and what staff decided about that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.console import words
from bot.console.desk import Call
from bot.services.both_sides import Around
from bot.services.documents import document
from bot.services.triage import NotAllowedError
from bot.store import ids, registrations
from bot.store.case_links import Verdict
from bot.store.cases import Case, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Another case, in a few words that say nothing of who somebody is."""

    reference: str
    role: str
    kind: Status
    since: datetime
    why: str
    by: str = ""


async def around(call: Call, case: Case) -> tuple[list[Other], list[Other]]:
    """What is linked to a case, and what may be."""
    found: Around = await call.desk.both_sides.around(call.account, case)
    names = await call.names()
    linked = [_other(one, words.VERDICTS[link.verdict], by=words.person(link.who, names)) for one, link in found.linked]
    return linked, [
        _other(one.case, ", ".join(words.SIGNS[reason] for reason in one.reasons)) for one in found.candidates
    ]


async def decide(call: Call) -> Response:
    """Keep a decision about two cases, or take it back."""
    store = call.desk.store
    if await store.db.read(lambda tx: registrations.by_reference(tx, store.vault, call.sees, call.reference)) is None:
        raise HTTPException(404)
    other = ids.read_reference(call.form.get("other", ""))
    verdict = call.form.get("verdict", "")
    here = f"/cases/{call.reference}"
    if verdict not in {*get_args(Verdict), "undo"}:
        raise HTTPException(400)
    if other is None or other == call.reference:
        return call.go(f"{here}?told=no-other")
    try:
        done = await _done(call, other, verdict)
    except NotAllowedError:
        raise HTTPException(404) from None
    return call.go(f"{here}?told={'link-' + verdict if done else 'no-other'}")


async def _done(call: Call, other: str, verdict: str) -> bool:
    if verdict == "undo":
        return await call.desk.both_sides.undo(call.account, call.reference, other)
    return await call.desk.both_sides.decide(call.account, call.reference, other, verdict)  # type: ignore[arg-type]


def _other(case: Case, why: str, *, by: str = "") -> Other:
    role = document(case)["role"]
    return Other(
        reference=case.reference,
        role="" if role is None else words.role(role),
        kind=case.status,
        since=case.created_at,
        why=why,
        by=by,
    )
