"""Trying the draft: a real conversation that nobody else sees and that is stored nowhere."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from bot.console.desk import Call
from bot.console.scripts import about
from bot.services.preview import Preview
from bot.services.rehearse import NOW
from bot.store.drafts import Overtaken

MOST_DAYS = 1000


async def page(call: Call) -> Response:
    """The conversation under way, or the choice where and as whom to begin."""
    work = await call.desk.publish.working()
    dialog = work.scripts.dialog
    roles = next((step.choices for step in dialog.steps.values() if step.field == "role"), ()) if dialog else ()
    choices = dialog.lists.get(roles, ()) if dialog and isinstance(roles, str) else roles
    return await call.show(
        "script_preview.html",
        **await about(call, work),
        preview=_find(call, call.request.query_params.get("id", "")),
        steps=sorted(dialog.steps) if dialog else [],
        roles=[(choice.id, choice.label) for choice in choices if not isinstance(choice, str)],
    )


async def begin(call: Call) -> Response:
    """Begin a conversation with the draft as it is now."""
    work = await call.desk.publish.working()
    if work.scripts.dialog is None:
        return call.go("/scripts?told=unreadable")
    role, channel = call.form.get("role", ""), call.form.get("channel", "telegram")
    preview = call.desk.previews.begin(
        await call.desk.publish.library.prepare(work.scripts),
        owner=call.account.id,
        version=work.version,
        now=call.desk.clock() if call.form.get("step") else NOW,
        step=call.form.get("step") or None,
        answers={"role": role} if role else None,
        channel=channel if channel in {"telegram", "web"} else "telegram",
    )
    return _back(call, preview)


async def act(call: Call) -> Response:
    """Press a button, type something, or let days pass."""
    preview = _find(call, call.form.get("preview", ""))
    if preview is None:
        return call.go("/scripts/preview?told=forgotten")
    press, text, days = (call.form.get(name, "").strip() for name in ("press", "text", "days"))
    if press:
        preview.does(f"[{press}]")
    elif days.isdecimal() and 0 < int(days) <= MOST_DAYS:
        preview.later(int(days))
    elif text:
        preview.does(text[:2000])
    return _back(call, preview)


async def keep(call: Call) -> Response:
    """Keep what was played as a rehearsal, in the draft."""
    preview = _find(call, call.form.get("preview", ""))
    title = call.form.get("title", "").strip()
    if preview is None or not preview.can_be_kept or not title:
        return call.go("/scripts/preview?told=not-kept")
    work = await call.desk.publish.working()
    name = "-".join("".join(one if one.isascii() and one.isalnum() else " " for one in title.lower()).split())[:40]
    path = f"rehearsals/{name or 'oefening'}.txt"
    if path in work.texts:
        return call.go(f"/scripts/preview?id={preview.id}&told=name-taken")
    try:
        texts = {**work.texts, path: preview.rehearsal(title)}
        await call.desk.publish.save(texts, based_on=work.version, author=call.account.id, what=f"oefengesprek {name}")
    except Overtaken:
        return call.go(f"/scripts/preview?id={preview.id}&told=overtaken")
    return call.go(f"/scripts/preview?id={preview.id}&told=kept")


def _find(call: Call, identifier: str) -> Preview | None:
    return call.desk.previews.find(identifier, call.account.id, call.desk.clock())


def _back(call: Call, preview: Preview) -> Response:
    """To where the conversation is being tried: beside a step, or on its own page."""
    beside = call.form.get("beside", "")
    if beside:
        return call.go(f"/scripts/steps/{quote(beside)}?preview={preview.id}#gesprek")
    return call.go(f"/scripts/preview?id={preview.id}#gesprek")
