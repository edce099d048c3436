"""Changing the draft: a step's form, a new step, a list, a whole file. Who comes second is told and overwrites nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from starlette.responses import Response

from bot.authoring.choice_form import change_choices
from bot.authoring.removal import remove_step
from bot.authoring.step_form import add_step, apply, new_step
from bot.authoring.yaml_nodes import EditRefused
from bot.console import script_step
from bot.console.desk import Call
from bot.console.drafting import overtaken, save
from bot.services.publish import Working
from bot.store.drafts import Overtaken


async def save_step(call: Call) -> Response:
    """The form of a step."""
    name = call.request.path_params["step"]
    return await _change(
        call, name, _in_file(name, lambda text: apply(text, name, call.form)), f"/scripts/steps/{name}"
    )


async def add(call: Call) -> Response:
    """A new step behind this one."""
    name = call.request.path_params["step"]
    new = call.form.get("id", "").strip()
    change = _in_file(name, lambda text: add_step(text, name, new_step(call.form)))
    return await _change(call, name, change, f"/scripts/steps/{new}", what=new)


async def remove(call: Call) -> Response:
    """Take this step out; what led to it leads somewhere else."""
    name = call.request.path_params["step"]
    instead = call.form.get("instead", "").strip()
    return await _change(call, name, lambda work: remove_step(work.texts, name, instead=instead), "/scripts")


async def save_list(call: Call) -> Response:
    """The form of a list that steps share."""
    work = await call.desk.publish.working()
    name = call.request.path_params["name"]
    file = f"lists/{name}.yaml"
    if file not in work.texts:
        return call.go("/scripts?told=no-file")
    try:
        text = await asyncio.to_thread(change_choices, work.texts[file], ("choices",), call.form)
    except EditRefused as refused:
        return await script_step.shared(call, trouble=str(refused), form=call.form)
    return await save(call, work, {file: text}, what=f"lijst {name}", back=f"/scripts/lists/{name}")


async def save_file(call: Call) -> Response:
    """A file as it was typed. It may be wrong: a draft is not published."""
    work = await call.desk.publish.working()
    path = call.form.get("path", "")
    if path not in work.texts:
        return call.go("/scripts?told=no-file")
    text = call.form.get("text", "").replace("\r\n", "\n")
    text = text if text.endswith("\n") or not text else f"{text}\n"
    return await save(call, work, {path: text}, what=f"bestand {path}", back=f"/scripts/file?path={path}")


async def discard(call: Call) -> Response:
    """Throw the draft away."""
    try:
        await call.desk.publish.discard(based_on=call.number("version"))
    except Overtaken:
        return await overtaken(call)
    return call.go("/scripts?told=discarded")


Change = Callable[[Working], Mapping[str, str]]
"""Gives the files that become other, with their new text."""


def _in_file(step: str, change: Callable[[str], str]) -> Change:
    """A change in the file in which a step stands."""

    def changed(work: Working) -> Mapping[str, str]:
        path = work.scripts.place("step", step, "id").file
        return {path: change(work.texts[path])}

    return changed


async def _change(call: Call, name: str, change: Change, back: str, *, what: str | None = None) -> Response:
    work = await call.desk.publish.working()
    dialog = work.scripts.dialog
    if dialog is None or name not in dialog.steps:
        return call.go("/scripts?told=no-step")
    if call.number("version") != work.version:
        return await overtaken(call)
    try:
        changed = await asyncio.to_thread(change, work)
    except EditRefused as refused:
        return await script_step.page(call, trouble=str(refused), form=call.form)
    return await save(call, work, changed, what=f"stap {what or name}", back=back)
