"""The scripts, for coordinators: the whole picture, how it goes per step, one file as YAML."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from markupsafe import Markup
from starlette.responses import Response

from bot.authoring.drawing import NAMES, STYLE, Look, draw
from bot.authoring.graph import panels
from bot.authoring.outline import outline
from bot.authoring.problems import Problem
from bot.console.desk import Call
from bot.services.insight import FEWEST
from bot.services.publish import Working, checked

LONGEST_FILE = 40_000
"""Characters of a file that can be edited as a whole on a page; the large word lists are edited as files."""

VERSIONS = 6
"""The newest versions of which the figures can be looked at apart."""

LEAKY = 25
"""Of a hundred people who come to a step: from so many who go no further it is marked."""

PERIODS = ("7", "30", "90", "365")
ZOOMS = {"50": 0.5, "75": 0.75, "100": 1.0, "150": 1.5}


async def page(call: Call, *, told: str = "") -> Response:
    """The whole conversation: as a picture, and as a list of steps; with everything that is wrong."""
    work = await call.desk.publish.working()
    zoom = call.request.query_params.get("zoom", "50")
    read = work.scripts.dialog is not None
    return await call.show(
        "scripts.html",
        **{**await about(call, work), **({"told": told} if told else {})},
        picture=picture(call, work, Look(scale=ZOOMS.get(zoom, 0.5))) if read else None,
        lists=sorted(work.scripts.dialog.lists) if work.scripts.dialog else (),
        outline=outline(work.scripts) if read else "",
        panels=panels(work.scripts) if read else (),
        kinds=NAMES,
        zoom=zoom,
        zooms=ZOOMS,
        files=sorted(path for path, text in work.texts.items() if path.endswith(".yaml") and len(text) <= LONGEST_FILE),
    )


async def file(call: Call, *, trouble: str = "", typed: str | None = None) -> Response:
    """One file as text, with the problems at their line."""
    work = await call.desk.publish.working()
    path = call.form.get("path") or call.request.query_params.get("path", "")
    if path not in work.texts:
        return await page(call, told="no-file" if path else "")
    text = work.texts[path] if typed is None else typed
    lines = text.splitlines()
    found = [
        (problem, lines[problem.place.line - 1] if 0 < problem.place.line <= len(lines) else "")
        for problem in work.scripts.problems
        if problem.place.file == path
    ]
    return await call.show(
        "script_file.html",
        status=409 if trouble else 200,
        **await about(call, work),
        file=path,
        text=text,
        found=found,
        trouble=trouble,
        others=await others(call, f"file {path}"),
    )


async def insight(call: Call) -> Response:
    """How it goes per step, in numbers and on the picture: of one version (the published one unless chosen), or of all."""
    query = call.request.query_params
    known = list(dict.fromkeys(one.revision for one in await call.desk.publish.history()))[:VERSIONS]
    chosen = query.get("versions", "")
    now = await call.desk.publish.texts(chosen) if chosen in known else await call.desk.publish.current()
    scripts = await checked(now)
    days = int(query["days"]) if query.get("days") in PERIODS else 30
    every = query.get("versions") == "all"
    figures = (
        await call.desk.insight.figures(scripts.dialog, days=days, revision=None if every else scripts.revision)
        if scripts.dialog is not None
        else []
    )
    work = Working(texts=now, scripts=scripts, draft=None)
    look = Look(
        scale=0.75,
        counts={one.step: tuple(one.in_words()) for one in figures if one.visits},
        leaky=frozenset(one.step for one in figures if one.left is not None and one.left >= LEAKY),
    )
    return await call.show(
        "script_insight.html",
        **await about(call, await call.desk.publish.working()),
        figures=[one for one in figures if one.visits != 0],
        picture=picture(call, work, look) if scripts.dialog is not None else None,
        days=days,
        periods=PERIODS,
        every=every,
        known=known,
        shown=scripts.revision,
        leaky=LEAKY,
        fewest=FEWEST,
    )


async def style(_call: Call) -> Response:
    """The colours and shapes of the picture, which has none of its own in a page."""
    return Response(STYLE, media_type="text/css")


async def about(call: Call, work: Working) -> dict[str, Any]:
    """What every page about the scripts says: whose draft this is, and what is wrong with it."""
    problems = work.scripts.problems
    return {
        "work": work,
        "names": await call.names(),
        "told": call.request.query_params.get("told", ""),
        "errors": [problem for problem in problems if problem.severity == "error"],
        "warnings": [problem for problem in problems if problem.severity == "warning"],
        "where": lambda problem: where(call, work, problem),
    }


def where(call: Call, work: Working, problem: Problem) -> str:
    """The page on which a problem can be mended."""
    dialog = work.scripts.dialog
    if problem.rule not in {"yaml", "vorm", "dubbel"} and dialog is not None:
        for name in dialog.steps:
            if problem in problems_of(work, name):
                return f"{call.base}/scripts/steps/{name}"
    return f"{call.base}/scripts/file?path={quote(problem.place.file)}"


def problems_of(work: Working, name: str) -> list[Problem]:
    """The problems that stand between the beginning of this step and that of the next."""
    dialog = work.scripts.dialog
    if dialog is None:
        return []
    here = work.scripts.place("step", name, "id")
    places = [work.scripts.place("step", other, "id") for other in dialog.steps]
    after = min((one.line for one in places if one.file == here.file and one.line > here.line), default=10**9)
    return [one for one in work.scripts.problems if one.place.file == here.file and here.line <= one.place.line < after]


async def others(call: Call, what: str) -> list[str]:
    """Who else has this open."""
    names = await call.names()
    there = call.desk.presence.here(f"scripts/{what}", call.account.id, call.desk.clock())
    return [names.get(one, one) for one in there]


def picture(call: Call, work: Working, look: Look) -> Markup | None:
    """The drawing, with links to the pages of the steps; None where nothing can be laid out."""
    svg = draw(
        work.scripts,
        Look(
            href=lambda name: f"{call.base}/scripts/steps/{name}",
            chosen=look.chosen,
            only=look.only,
            scale=look.scale,
            counts=look.counts,
            leaky=look.leaky,
            style="",
        ),
    )
    return None if svg is None else Markup(svg)  # noqa: S704 - our own drawing, escaped by its template
