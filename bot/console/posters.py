"""Links and posters per institution: coming in through one, the source is known without asking."""

from __future__ import annotations

from markupsafe import Markup
from starlette.responses import Response

from bot.console.desk import Call
from bot.services.posters import source_of
from bot.services.readable import Legend

LONGEST_PLACE = 40


async def page(call: Call) -> Response:
    """What kinds of source there are, and a field for the institution's name."""
    sources = Legend(call.desk.library.current.dialog).sources
    return await call.show(
        "posters.html",
        sources=[(one, label, call.desk.posters.ways(one)) for one, label in sources.items()],
        reachable=bool(call.desk.posters.ways("")),
        longest=LONGEST_PLACE,
        told=call.request.query_params.get("told"),
    )


async def sheet(call: Call) -> Response:
    """One poster, for paper; without a kind of source one that hangs anywhere."""
    query, dialog = call.request.query_params, call.desk.library.current.dialog
    kind = query.get("kind", "") if query.get("kind") in Legend(dialog).sources else ""
    source = source_of(kind, query.get("place", "")[:LONGEST_PLACE]) if kind else ""
    if source is None:
        return call.go("/posters?told=odd")
    return await call.show(
        "poster.html",
        source=source,
        ways=[(way, Markup(way.picture)) for way in call.desk.posters.ways(source)],  # noqa: S704 - our own drawing
        said=[part.strip() for part in dialog.system.about.split("\n\n") if part.strip()],
        organisation=dialog.organisation,
    )
