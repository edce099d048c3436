"""What leaves the console: a page for paper, JSON, a selection as CSV or JSON, and the case system. Always by a form."""

from __future__ import annotations

from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from bot.console import queue, words
from bot.console.desk import Call
from bot.services import hand_over
from bot.services.documents import document, json_schema
from bot.services.readable import Legend
from bot.services.triage import NotAllowedError

LONGEST_NUMBER: Final = 60


async def one(call: Call) -> Response:
    """One case, on paper or as JSON."""
    try:
        case = await call.desk.hand_over.one(call.account, call.reference, call.form.get("why", ""))
    except NotAllowedError:
        raise HTTPException(404) from None
    except ValueError:
        raise HTTPException(400) from None
    if case is None:
        raise HTTPException(404)
    content = document(case)
    if call.form.get("form") == "json":
        return _download(hand_over.as_json(content), "application/json", f"{case.reference}.json")
    legend = Legend((await call.desk.library.load(case.script_revision)).dialog)
    return await call.show(
        "print.html",
        case=case,
        channel=words.CHANNELS.get(content["channel"], content["channel"]),
        source=content["source"],
        flags=legend.flag_words(content["flags"]),
        sections=legend.sections(content),
        organisation=call.desk.library.current.dialog.organisation.name,
        why=words.WHY[call.form["why"]],
    )


async def many(call: Call) -> Response:
    """The selection of the queue that the form names."""
    legend = Legend(call.desk.library.current.dialog)
    filters = await queue.filters(call, queue.asked(call.form, legend))
    try:
        cases = await call.desk.hand_over.many(call.account, filters, call.form.get("why", ""))
    except ValueError:
        raise HTTPException(400) from None
    rows = hand_over.documents(cases, contact=call.form.get("contact") == "1")
    name = f"aanmeldingen-{call.desk.today().isoformat()}"
    if call.form.get("form") == "json":
        return _download(hand_over.as_json(rows), "application/json", f"{name}.json")
    return _download(hand_over.as_csv(rows), "text/csv; charset=utf-8", f"{name}.csv")


async def number(call: Call) -> Response:
    """The number a case has in another system."""
    written = call.form.get("number", "").strip()
    if not written or len(written) > LONGEST_NUMBER:
        return call.go(f"/cases/{call.reference}?told=nothing")
    try:
        if not await call.desk.hand_over.number(call.account, call.reference, written):
            raise HTTPException(404)
    except NotAllowedError:
        raise HTTPException(404) from None
    return call.go(f"/cases/{call.reference}?told=number")


async def to_case_system(call: Call) -> Response:
    """On to the case system."""
    try:
        if not await call.desk.to_case_system.give(call.account, call.reference):
            raise HTTPException(404)
    except NotAllowedError:
        raise HTTPException(404) from None
    except ValueError:
        raise HTTPException(400) from None
    return call.go(f"/cases/{call.reference}?told=case-system")


async def schema(_call: Call) -> Response:
    """The JSON Schema of a registration."""
    return JSONResponse(json_schema())


def _download(content: bytes, kind: str, name: str) -> Response:
    return Response(content, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})
