"""Everything that changes a case: a form comes in, a service does it, the case page says what happened."""

from __future__ import annotations

from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from datetime import date

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.console import words
from bot.console.desk import Call
from bot.services.answer import LONGEST
from bot.services.close_off import NobodyLeftError
from bot.services.triage import BY_HAND, NotAllowedError, Outcome
from bot.store import registrations
from bot.store.cases import Claimed, HeldBy, Updated

LONGEST_TEXT = 4_000


async def claim(call: Call) -> Response:
    """Take the case."""
    return await _done(call, call.desk.triage.claim(call.account, call.reference, call.number("version")), "claimed")


async def release(call: Call) -> Response:
    """Give the case back."""
    return await _done(call, call.desk.triage.release(call.account, call.reference, call.number("version")), "released")


async def give(call: Call) -> Response:
    """Give the case to a colleague."""
    to = call.form.get("to", "")
    return await _done(call, call.desk.triage.give(call.account, call.reference, call.number("version"), to), "given")


async def close(call: Call) -> Response:
    """Close the case to a colleague."""
    with _allowed():
        try:
            found = await call.desk.close_off.close(call.account, call.reference, call.form.get("colleague", ""))
        except NobodyLeftError:
            return call.go(f"/cases/{call.reference}?told=nobody-left")
    if not found:
        raise HTTPException(404)
    return call.go(f"/cases/{call.reference}?told=closed")


async def reopen(call: Call) -> Response:
    """Open the case to a colleague again."""
    with _allowed():
        if not await call.desk.close_off.reopen(call.account, call.reference, call.form.get("colleague", "")):
            raise HTTPException(404)
    return call.go(f"/cases/{call.reference}?told=reopened")


async def hold(call: Call) -> Response:
    """Keep the case beyond its term."""
    with _allowed():
        if not await call.desk.keep_longer.place(call.account, call.reference, call.form.get("reason", "")):
            raise HTTPException(404)
    return call.go(f"/cases/{call.reference}?told=held")


async def lift(call: Call) -> Response:
    """Let the case go again."""
    with _allowed():
        if not await call.desk.keep_longer.lift(call.account, call.reference):
            raise HTTPException(404)
    return call.go(f"/cases/{call.reference}?told=lifted")


async def move(call: Call) -> Response:
    """Another status; with a day on which the case comes back when it is put away."""
    status = call.form.get("status", "")
    if status not in BY_HAND:
        raise HTTPException(400)
    until = _day(call.form.get("until", "")) if status == "waiting" else None
    if status == "waiting" and (until is None or until <= call.desk.today()):
        return call.go(f"/cases/{call.reference}?told=no-day")
    moved = call.desk.triage.move(call.account, call.reference, call.number("version"), status, until)
    return await _done(call, moved, status)


async def note(call: Call) -> Response:
    """An internal note."""
    text = _text(call, "text")
    if not text:
        return call.go(f"/cases/{call.reference}?told=nothing")
    with _allowed():
        if not await call.desk.triage.note(call.account, call.reference, text):
            raise HTTPException(404)
    return call.go(f"/cases/{call.reference}?told=noted")


async def attempt(call: Call) -> Response:
    """An attempt to reach somebody."""
    way, result = call.form.get("way", ""), call.form.get("result", "")
    if way not in words.WAYS or result not in words.RESULTS:
        raise HTTPException(400)
    with _allowed():
        kind = f"attempt:{way}:{result}"
        if not await call.desk.triage.note(call.account, call.reference, _text(call, "text"), attempt=kind):
            raise HTTPException(404)
    return call.go(f"/cases/{call.reference}?told=attempt")


async def message(call: Call) -> Response:
    """A message to the participant."""
    text = call.form.get("text", "").replace("\r\n", "\n").strip()
    if not text or len(text) > LONGEST:
        return call.go(f"/cases/{call.reference}?told=nothing")
    with _allowed():
        if not await call.desk.answer.send(call.account, call.reference, text):
            raise HTTPException(404)
    return call.go(f"/cases/{call.reference}?told=messaged")


@contextmanager
def _allowed() -> Iterator[None]:
    """What somebody may not change is not there for them; what cannot be is a broken form."""
    try:
        yield
    except NotAllowedError:
        raise HTTPException(404) from None
    except ValueError:
        raise HTTPException(400) from None


async def _done(call: Call, change: Awaitable[Outcome], told: str) -> Response:
    """Back to the case when it was done; otherwise who or what was first."""
    with _allowed():
        outcome = await change
    match outcome:
        case Claimed() | Updated():
            return call.go(f"/cases/{call.reference}?told={told}")
        case HeldBy(who=who):
            return await _conflict(call, who)
        case changed if changed.version is None:
            raise HTTPException(404)
        case _:
            store = call.desk.store
            case = await store.db.read(
                lambda tx: registrations.by_reference(tx, store.vault, call.sees, call.reference)
            )
            return await _conflict(call, None if case is None else case.claimed_by)


async def _conflict(call: Call, who: str | None) -> Response:
    """Somebody was first: who holds the case now, unless it is whoever asks."""
    holder = None if who in {None, call.account.id} else words.person(who or "", await call.names())
    return await call.show("conflict.html", status=409, reference=call.reference, holder=holder)


def _text(call: Call, name: str) -> str:
    text = call.form.get(name, "").replace("\r\n", "\n").strip()
    if len(text) > LONGEST_TEXT:
        raise HTTPException(413)
    return text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
