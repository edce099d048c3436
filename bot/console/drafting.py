"""Saving in the draft, for every form: who comes second is told, overwrites nothing and loses nothing."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response

from bot.console import scripts
from bot.console.desk import FORM_FIELD, Call
from bot.services.publish import Working
from bot.store.drafts import Overtaken


async def save(call: Call, work: Working, changed: Mapping[str, str | None], *, what: str, back: str) -> Response:
    """Save files with their new text (None: the file goes), and lead back. ``what`` names it to colleagues."""
    join = "&" if "?" in back else "?"
    if call.number("version") != work.version:
        return await overtaken(call)
    whole = {**work.texts, **changed}
    texts = {path: text for path, text in whole.items() if text is not None}
    if texts == work.texts:
        return call.go(f"{back}{join}told=same")
    try:
        await call.desk.publish.save(texts, based_on=work.version, author=call.account.id, what=what)
    except Overtaken:
        return await overtaken(call)
    return call.go(f"{back}{join}told=saved")


async def overtaken(call: Call) -> Response:
    """Somebody saved meanwhile: nothing is lost of what was typed here, and nothing of theirs."""
    work = await call.desk.publish.working()
    hidden = {FORM_FIELD, "version", "path"}
    typed = {name: value for name, value in call.form.items() if name not in hidden and value.strip()}
    return await call.show(
        "script_conflict.html",
        status=409,
        **await scripts.about(call, work),
        typed=typed,
        saves=(await call.desk.publish.saves())[:3],
        again=call.request.headers.get("referer", ""),
    )
