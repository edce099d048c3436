"""Changing the draft: a step's form, a new step, a whole file. Who comes second is told and overwrites nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.responses import Response

from bot.authoring.editor import EditRefused
from bot.authoring.step_form import add_step, apply, new_step
from bot.console import scripts
from bot.console.desk import FORM_FIELD, Call
from bot.services.publish import Working
from bot.store.drafts import Overtaken


async def save_step(call: Call) -> Response:
    """The form of a step."""
    name = call.request.path_params["step"]
    return await _change(call, name, lambda text: apply(text, name, call.form), f"/scripts/steps/{name}")


async def add(call: Call) -> Response:
    """A new step behind this one."""
    name = call.request.path_params["step"]
    new = call.form.get("id", "").strip()
    return await _change(
        call, name, lambda text: add_step(text, name, new_step(call.form)), f"/scripts/steps/{new}", what=new
    )


async def save_file(call: Call) -> Response:
    """A file as it was typed. It may be wrong: a draft is not published."""
    work = await call.desk.publish.working()
    path = call.form.get("path", "")
    if path not in work.texts:
        return call.go("/scripts?told=no-file")
    text = call.form.get("text", "").replace("\r\n", "\n")
    text = text if text.endswith("\n") or not text else f"{text}\n"
    return await _save(call, work, path, text, what=f"bestand {path}", back=f"/scripts/file?path={path}")


async def discard(call: Call) -> Response:
    """Throw the draft away."""
    try:
        await call.desk.publish.discard(based_on=call.number("version"))
    except Overtaken:
        return await _overtaken(call)
    return call.go("/scripts?told=discarded")


async def _change(
    call: Call, name: str, change: Callable[[str], str], back: str, *, what: str | None = None
) -> Response:
    work = await call.desk.publish.working()
    dialog = work.scripts.dialog
    if dialog is None or name not in dialog.steps:
        return call.go("/scripts?told=no-step")
    if call.number("version") != work.version:
        return await _overtaken(call)
    path = work.scripts.place("step", name, "id").file
    try:
        text = await asyncio.to_thread(change, work.texts[path])
    except EditRefused as refused:
        return await scripts.step(call, trouble=str(refused), form=call.form)
    return await _save(call, work, path, text, what=f"stap {what or name}", back=back)


async def _save(call: Call, work: Working, path: str, text: str, *, what: str, back: str) -> Response:
    join = "&" if "?" in back else "?"
    if call.number("version") != work.version:
        return await _overtaken(call)
    if text == work.texts[path]:
        return call.go(f"{back}{join}told=same")
    try:
        texts = {**work.texts, path: text}
        await call.desk.publish.save(texts, based_on=work.version, author=call.account.id, what=what)
    except Overtaken:
        return await _overtaken(call)
    return call.go(f"{back}{join}told=saved")


async def _overtaken(call: Call) -> Response:
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
