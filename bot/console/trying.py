"""Trying the draft: a real conversation that nobody else sees and that is stored nowhere."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from bot.console.desk import Call
from bot.console.scripts import about
from bot.console.words import language
from bot.services.preview import Preview, Previews
from bot.services.publish import Working
from bot.services.rehearse import NOW
from bot.store.drafts import Overtaken

UNITS = {"uur": timedelta(hours=1), "dagen": timedelta(days=1), "weken": timedelta(weeks=1)}
"""By what the clock can be moved."""

MOST_UNITS = 999
LONGEST = 2000
"""Characters typed at once."""


async def page(call: Call, *, link: tuple[str, datetime] | None = None) -> Response:
    """The conversation under way, or the choice where and as whom to begin. ``link``: one to the draft, and its end."""
    work = await call.desk.publish.working()
    return await call.show(
        "script_preview.html",
        **await about(call, work),
        **ways_in(work),
        preview=_find(call, call.request.query_params.get("id", "")),
        link=link,
    )


def ways_in(work: Working) -> dict[str, Any]:
    """Where one can begin, as whom, and in which language."""
    dialog = work.scripts.dialog
    roles = next((step.choices for step in dialog.steps.values() if step.field == "role"), ()) if dialog else ()
    choices = dialog.lists.get(roles, ()) if dialog and isinstance(roles, str) else roles
    return {
        "steps": sorted(dialog.steps) if dialog else [],
        "roles": [(choice.id, choice.label) for choice in choices if not isinstance(choice, str)],
        "languages": [(code, language(code)) for code in dialog.languages.codes] if dialog else [],
        "units": list(UNITS),
    }


async def begin(call: Call) -> Response:
    """Begin a conversation with the draft as it is now."""
    work = await call.desk.publish.working()
    if work.scripts.dialog is None:
        return call.go("/scripts?told=unreadable")
    return _back(call, await begun(call, work, call.desk.previews, call.account.id))


async def begun(call: Call, work: Working, previews: Previews, owner: str) -> Preview:
    """A conversation with these scripts, as the form wants it: from which step, as whom, over what, in which language."""
    form, dialog = call.form, work.scripts.dialog
    role, channel = form.get("role", ""), form.get("channel", "telegram")
    spoken = dialog.languages.codes if dialog else ()
    return previews.begin(
        await call.desk.publish.library.prepare(work.scripts),
        owner=owner,
        version=work.version,
        now=call.desk.clock(),
        begin_at=None if form.get("step") else NOW,
        step=form.get("step") or None,
        answers={"role": role} if role else None,
        channel=channel if channel in {"telegram", "web"} else "telegram",
        language=form["language"] if form.get("language") in spoken else None,
    )


async def act(call: Call) -> Response:
    """Press a button, type something, or let time pass."""
    preview = _find(call, call.form.get("preview", ""))
    if preview is None:
        return call.go("/scripts/preview?told=forgotten")
    done(call, preview)
    return _back(call, preview)


def done(call: Call, preview: Preview) -> None:
    """Do in a conversation what the form says."""
    press, text, later = (call.form.get(name, "").strip() for name in ("press", "text", "later"))
    unit = call.form.get("unit", "dagen")
    if press:
        preview.does(f"[{press}]")
    elif later.isdecimal() and 0 < int(later) <= MOST_UNITS and unit in UNITS:
        preview.later(int(later) * UNITS[unit])
    elif text:
        preview.does(text[:LONGEST])


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
