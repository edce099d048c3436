"""The other languages: how far each is, what is missing or outdated, and files to and from translators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.authoring.catalogs import Refused
from bot.console.desk import Call
from bot.console.scripts import about
from bot.console.words import language
from bot.store.drafts import Overtaken

LONGEST: Final = 1_000_000
"""Characters of a translator's file: ours have 300,000."""

SHOWN: Final = 40
"""Texts to translate on one page; the rest follows as these get done, or in a file."""


async def page(call: Call, *, faults: Sequence[tuple[int, str]] = (), typed: str = "") -> Response:
    """Every language with its progress, and of one what is to be done."""
    work = await call.desk.publish.working()
    found = call.desk.translate.progress(work) if work.scripts.dialog else []
    asked = call.form.get("language") or call.request.query_params.get("language", "")
    chosen = next((one for one in found if one.language == asked), None)
    todo = (*chosen.outdated, *chosen.missing) if chosen else ()
    return await call.show(
        "script_languages.html",
        status=409 if faults else 200,
        **await about(call, work),
        progress=found,
        language=language,
        chosen=chosen,
        todo=todo[:SHOWN],
        more=max(len(todo) - SHOWN, 0),
        faults=faults,
        typed=typed,
        typed_key=(call.form.get("context", ""), call.form.get("dutch", "").replace("\r\n", "\n")),
    )


async def download(call: Call) -> Response:
    """A language as a PO file over the draft, for a translator's own program."""
    code = call.request.path_params["language"]
    try:
        text = call.desk.translate.sheet(await call.desk.publish.working(), code)
    except LookupError:
        raise HTTPException(404) from None
    headers: dict[str, Any] = {"content-disposition": f'attachment; filename="herstelbot-{code}.po"'}
    return Response(text, media_type="text/x-gettext-translation; charset=utf-8", headers=headers)


async def upload(call: Call) -> Response:
    """Take a translator's file over, or say everything that is wrong with it, with its line."""
    code = call.form.get("language", "")
    try:
        await call.desk.translate.take(
            code, call.form.get("file", ""), based_on=call.number("version"), who=call.account.id
        )
    except Refused as refused:
        return await page(call, faults=refused.faults)
    except Overtaken:
        return call.go(f"/scripts/languages?language={code}&told=overtaken")
    return call.go(f"/scripts/languages?language={code}&told=translated")


async def say(call: Call) -> Response:
    """Translate one text."""
    code, said = call.form.get("language", ""), call.form.get("said", "").replace("\r\n", "\n")
    key = call.form.get("context", ""), call.form.get("dutch", "").replace("\r\n", "\n")
    try:
        await call.desk.translate.say(code, key, said, based_on=call.number("version"), who=call.account.id)
    except Refused as refused:
        return await page(call, faults=refused.faults, typed=said)
    except LookupError:
        raise HTTPException(404) from None
    except Overtaken:
        return call.go(f"/scripts/languages?language={code}&told=overtaken")
    return call.go(f"/scripts/languages?language={code}&told=translated#te-doen")
