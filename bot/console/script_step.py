"""One step, or one list that steps share, as a form: with its part of the picture and a conversation beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from starlette.responses import Response

from bot.authoring.choice_form import choices_of
from bot.authoring.condition_words import in_words
from bot.authoring.drawing import NAMES, Look
from bot.authoring.fields import part, texts_of, ways_of
from bot.authoring.graph import stands_for
from bot.authoring.removal import led_by
from bot.authoring.rules.parts import dialog_of
from bot.authoring.step_form import raw_step
from bot.authoring.vocabulary import FACTS, answers, in_use, titles
from bot.console import scripts
from bot.console.desk import Call
from bot.console.trying import UNITS
from bot.services.publish import Working

TEXT_NAMES = {"say": "Wat de bot zegt", "again": "Korte vorm, als de vraag terugkomt", "more": "Na de eerste keuze"}
ADDS = "id"
"""The field that only the form for a new step has."""


async def page(call: Call, *, trouble: str = "", form: Mapping[str, str] | None = None) -> Response:
    """One step. ``form``: what was typed and could not be saved, because of ``trouble``."""
    work = await call.desk.publish.working()
    name = call.request.path_params["step"]
    dialog = work.scripts.dialog
    if dialog is None or name not in dialog.steps:
        return await scripts.page(call, told="no-step")
    place = work.scripts.place("step", name, "id")
    raw = raw_step(work.texts[place.file], name)
    typed = dict(form or {})
    found = dialog.steps[name]
    return await call.show(
        "script_step.html",
        status=409 if trouble else 200,
        **await scripts.about(call, work),
        **_helps(work),
        step=found,
        kind=NAMES[stands_for(found)],
        place=place,
        texts=list(_texts(raw)),
        choices=list(choices_of(raw.get("choices"))),
        shared=found.choices if isinstance(found.choices, str) else None,
        ways=ways_of(raw),
        condition=in_words(found.when),
        value=typed.get,
        adding=ADDS in typed,
        trouble=trouble,
        led_by=list(dict.fromkeys(by for _, by, _ in led_by(work.texts, name))),
        onward=next((branch.to for branch in found.next if branch.when is None), ""),
        picture=scripts.picture(call, work, Look(only=name, chosen=name)),
        mine=scripts.problems_of(work, name),
        units=list(UNITS),
        others=await scripts.others(call, f"step {name}"),
        preview=call.desk.previews.find(
            call.request.query_params.get("preview", ""), call.account.id, call.desk.clock()
        ),
    )


async def shared(call: Call, *, trouble: str = "", form: Mapping[str, str] | None = None) -> Response:
    """A list of choices that steps share: forms of contact, roles, sources, categories."""
    work = await call.desk.publish.working()
    name = call.request.path_params["name"]
    file, dialog = f"lists/{name}.yaml", work.scripts.dialog
    if dialog is None or file not in work.texts or name not in dialog.lists:
        return await scripts.page(call, told="no-file")
    return await call.show(
        "script_list.html",
        status=409 if trouble else 200,
        **await scripts.about(call, work),
        **_helps(work),
        name=name,
        file=file,
        choices=list(choices_of(part(work.texts[file], ("choices",)))),
        used_by=[step.id for step in dialog.steps.values() if step.choices == name],
        value=dict(form or {}).get,
        trouble=trouble,
        mine=[one for one in work.scripts.problems if one.place.file == file],
        others=await scripts.others(call, f"list {name}"),
    )


def _texts(raw: Mapping[str, Any]) -> Iterator[tuple[str, str, list[tuple[str, str, str]]]]:
    for key, title in TEXT_NAMES.items():
        if key == "say" or key in raw:
            yield key, title, [(said, easier, in_words(when)) for said, easier, when in texts_of(raw, key)]


def _helps(work: Working) -> dict[str, Any]:
    """What the fields offer: the steps, the conditions in use, the flags, and the words of conditions."""
    dialog = dialog_of(work.scripts)
    known, called = answers(dialog), titles(dialog)
    fields = [(name, called.get(name, ""), list(given.items())) for name, given in sorted(known.items())]
    return {
        "steps": sorted(dialog.steps),
        "conditions": in_use(work.scripts),
        "flags": dialog.flags,
        "fields": [*fields, *((name, meaning, []) for name, meaning in FACTS.items() if name not in known)],
    }
