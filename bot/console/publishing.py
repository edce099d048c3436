"""From draft to publication: look at what changed and how the rehearsals go, ask a colleague, publish, put back."""

from __future__ import annotations

from starlette.responses import Response

from bot.authoring.differences import differences
from bot.console.desk import Call
from bot.console.scripts import about
from bot.services.publish import Refused, checked
from bot.store.drafts import Overtaken


async def page(call: Call, *, trouble: str = "") -> Response:
    """Everything one wants to know before publishing."""
    work = await call.desk.publish.working()
    proof = await call.desk.publish.prove(work.texts) if work.draft is not None else None
    draft = work.draft
    return await call.show(
        "script_publish.html",
        status=409 if trouble else 200,
        **await about(call, work),
        proof=proof,
        trouble=trouble,
        summary=call.form.get("summary", ""),
        saves=await call.desk.publish.saves(),
        approved=draft is not None and draft.approved_by is not None,
        approver=None if draft is None else draft.approved_by,
    )


async def publish(call: Call) -> Response:
    """Make the draft the version for new conversations."""
    work = await call.desk.publish.working()
    if work.draft is None or work.version != call.number("version"):
        return call.go("/scripts/publish?told=overtaken")
    try:
        await call.desk.publish.publish(
            work.texts,
            author=call.account.id,
            summary=call.form.get("summary", ""),
            second=work.draft.approved_by,
            accept=call.form.get("accept") == "1",
        )
        await call.desk.publish.discard(based_on=work.version)
    except Refused as refused:
        return await page(call, trouble=str(refused))
    except Overtaken:  # published all the same; what a colleague saved in that moment stays a draft
        return call.go("/scripts/history?told=published")
    return call.go("/scripts/history?told=published")


async def approve(call: Call) -> Response:
    """A second coordinator finds these texts good."""
    try:
        await call.desk.publish.approve(based_on=call.number("version"), who=call.account.id)
    except Overtaken:
        return call.go("/scripts/publish?told=overtaken")
    return call.go("/scripts/publish?told=approved")


async def history(call: Call) -> Response:
    """Everything that was published; of one version what is different now."""
    work = await call.desk.publish.working()
    rows = await call.desk.publish.history()
    chosen = call.request.query_params.get("revision", "")
    changes = None
    if any(one.revision == chosen for one in rows):
        then, now = await call.desk.publish.texts(chosen), await call.desk.publish.current()
        changes = differences(now, then, await checked(now), await checked(then))
    return await call.show("script_history.html", **await about(call, work), rows=rows, chosen=chosen, changes=changes)


async def put_back(call: Call) -> Response:
    """Publish an earlier version again."""
    revision = call.form.get("revision", "")
    rows = await call.desk.publish.history()
    if not any(one.revision == revision for one in rows):
        return call.go("/scripts/history?told=no-version")
    texts = await call.desk.publish.texts(revision)
    first = next(one for one in rows if one.revision == revision)
    summary = f"Teruggezet: {first.summary}"
    try:
        await call.desk.publish.publish(texts, author=call.account.id, summary=summary, accept=True)
    except Refused:
        return call.go("/scripts/history?told=same")
    return call.go("/scripts/history?told=back")
