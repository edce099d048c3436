"""How well the questions are told apart: before and after what is in the draft, with the pairs that are mixed up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from starlette.responses import JSONResponse, Response

from bot.authoring.told_apart import Tally, ToldApart
from bot.console.answers import share
from bot.console.desk import Call
from bot.console.questions import told
from bot.console.scripts import about
from bot.services.publish import checked

MOST_PAIRS = 15
PATIENCE = 20.0
"""Seconds that a page is kept waiting for an answer."""

OTHER = 2
"""Percents from which a score is another one: less is chance."""

ROWS = (
    ("direct", "Meteen het goede antwoord", "de bot was zeker, en had gelijk"),
    ("offered", "Het goede antwoord bij wat de bot voorstelt", "“Bedoel je een van deze?”"),
    ("wrong", "Meteen een verkeerd antwoord", "dat wil je zo weinig mogelijk"),
    ("missed", "Niet herkend", "de bot zegt dan eerlijk dat hij het niet weet"),
)
NOT_OURS = (
    ("direct", "Niet voor ons, en dat merkte de bot", ""),
    ("wrong", "Niet voor ons, en toch een antwoord", "dat wil je zo weinig mogelijk"),
)


async def page(call: Call) -> Response:
    """The score of what is published and of the draft; while it is being worked out, that."""
    work = await call.desk.publish.working()
    now = await checked(await call.desk.publish.current())
    before, after = call.desk.measure.find(now), call.desk.measure.find(work.scripts)
    ready = before is not None and after is not None
    dialog = work.scripts.dialog
    return await call.show(
        "recognition.html",
        **{**await about(call, work), "told": told(call)},
        ready=ready,
        changed=ready and before != after,
        rows=list(_rows(before, after)) if before and after else [],
        topics=list(_topics(before, after)) if before and after else [],
        pairs=after.pairs[:MOST_PAIRS] if after else (),
        questions={topic.id: topic.question for topic in dialog.topics.values()} if dialog else {},
        asked=after.all.asked if after else 0,
    )


async def ready(call: Call) -> Response:
    """Whether the score is there, for a page that waits: the answer comes when it is, or after a while."""
    work = await call.desk.publish.working()
    both = (await checked(await call.desk.publish.current()), work.scripts)
    known = [call.desk.measure.find(scripts) for scripts in both]
    if None in known:
        await call.desk.measure.done(PATIENCE)
        known = [call.desk.measure.find(scripts) for scripts in both]
    return JSONResponse({"ready": None not in known})


def _rows(before: ToldApart, after: ToldApart) -> Iterator[tuple[str, str, float, float]]:
    """(what, explained, percent before, percent after)."""
    for rows, was, now in ((ROWS, before.all, after.all), (NOT_OURS, before.not_ours, after.not_ours)):
        for key, name, explained in rows:
            yield name, explained, _percent(was, key), _percent(now, key)


def _topics(before: ToldApart, after: ToldApart) -> Iterator[tuple[str, int | None, int | None, int]]:
    """(topic, percent helped before and after, examples): what changed first, then the weakest."""
    rows = [(name, _of(before.topics, name), share(now), now.asked) for name, now in after.topics.items()]
    yield from sorted(rows, key=lambda row: (not _other(row[1], row[2]), row[2] or 0, row[0]))


def _of(topics: Mapping[str, Tally], name: str) -> int | None:
    return share(topics.get(name))


def _other(was: int | None, now: int | None) -> bool:
    return was is None or now is None or abs(was - now) >= OTHER


def _percent(tally: Tally, key: str) -> float:
    return round(100 * int(getattr(tally, key)) / tally.asked, 1) if tally.asked else 0.0
