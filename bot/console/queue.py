"""The queue: who waits, the oldest without anybody first. What is filtered is in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.console import words
from bot.console.desk import Call, Term
from bot.services.documents import document
from bot.services.readable import Flag, Legend
from bot.services.retain import WARNING
from bot.services.triage import NotAllowedError
from bot.services.workdays import day_of, late_before
from bot.store import expiry, ids, registrations, views
from bot.store.cases import FINISHED, Case, Filters, Position, Status
from bot.store.moments import moment, stored

PAGE: Final = 50

TABS: Final[Mapping[str, tuple[Status, ...]]] = {
    "open": ("new", "claimed", "contacted", "waiting"),
    "new": ("new",),
    "claimed": ("claimed",),
    "contacted": ("contacted",),
    "waiting": ("waiting",),
    "late": ("new", "claimed"),
    "today": ("new", "claimed", "contacted", "waiting"),
    "ending": ("new", "claimed", "contacted", "waiting"),
    "finished": FINISHED,
    "handed-over": ("handed-over",),
    "withdrawn": ("withdrawn",),
    "unsuitable": ("unsuitable",),
}
TAB_WORDS: Final = {
    "open": "Alles open",
    "new": "Nieuw",
    "claimed": "Opgepakt",
    "contacted": "Contact gehad",
    "waiting": "Rust",
    "late": "Te laat",
    "today": "Vandaag terug",
    "ending": "Bijna gewist",
    "finished": "Afgerond",
    "handed-over": "Overgedragen",
    "withdrawn": "Ingetrokken",
    "unsuitable": "Niet passend",
}
UNDER: Final = ("handed-over", "withdrawn", "unsuitable")
"""Tabs that are shown when one of them, or the tab above them, is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One case in the queue: nothing here says who somebody is."""

    reference: str
    kind: Status
    role: str
    flags: tuple[Flag, ...]
    since: datetime
    term: Term | None
    until: datetime | None
    holder: str | None
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address asks for; anything odd in it counts as not there."""

    tab: str
    mine: bool
    flag: str
    role: str
    after: Position | None

    def query(self, **change: str | None) -> str:
        """The address of the same view with something changed; a page further on is not kept."""
        now = {
            "tab": self.tab if self.tab != "open" else "",
            "mine": "1" if self.mine else "",
            "flag": self.flag,
            "role": self.role,
        }
        kept = {name: value for name, value in (now | change).items() if value}
        return f"?{urlencode(kept)}" if kept else "?"


async def page(call: Call) -> Response:
    """A page of the queue."""
    desk, legend = call.desk, Legend(call.desk.library.current.dialog)
    view = asked(call.request.query_params, legend)
    wanted = await filters(call, view)
    cases = await desk.store.db.read(
        lambda tx: registrations.listed(tx, desk.store.vault, call.sees, wanted, limit=PAGE + 1, after=view.after)
    )
    more = view.query(after=_written(cases[PAGE - 1].position)) if len(cases) > PAGE else None
    return await call.show(
        "queue.html",
        lines=await lines(call, cases[:PAGE]),
        tabs=await _tabs(call, view),
        asked=view,
        flags=legend.flags,
        roles={role: words.role(role) for role in legend.choices("role")},
        more=more,
        why=words.WHY,
        views=await desk.store.db.read(lambda tx: views.of(tx, desk.store.vault, call.account.id)),
        here=view.query().removeprefix("?"),
    )


async def _tabs(call: Call, view: Asked) -> list[tuple[str, str, int, str]]:
    """(id, words, how many, address) of each tab to be shown."""
    store, sees = call.desk.store, call.sees
    counts = await store.db.read(lambda tx: registrations.status_counts(tx, sees))
    numbers = {name: sum(counts[status] for status in statuses) for name, statuses in TABS.items()}
    for name in ("late", "today", "ending"):
        wanted = await filters(call, Asked(tab=name, mine=False, flag="", role="", after=None))
        numbers[name] = await store.db.read(
            lambda tx, wanted=wanted: registrations.count(tx, store.vault, sees, wanted)  # type: ignore[misc]
        )
    shown = [name for name in TABS if name not in UNDER or view.tab in {"finished", *UNDER}]
    shown = [name for name in shown if name != "ending" or numbers[name] or view.tab == name]
    return [(name, TAB_WORDS[name], numbers[name], view.query(tab=name)) for name in shown]


async def lines(call: Call, cases: Sequence[Case]) -> list[Line]:
    """Cases as lines of the queue."""
    legend, names = Legend(call.desk.library.current.dialog), await call.names()
    return [_line(case, call.desk.term(case), names, legend, call.account.id) for case in cases]


async def keep(call: Call) -> Response:
    """Keep the view that the form names, under a name."""
    view = asked(call.form, Legend(call.desk.library.current.dialog))
    query = view.query()
    try:
        kept = await call.desk.views.keep(
            call.account, call.form.get("name", ""), query.removeprefix("?"), shared=call.form.get("shared") == "1"
        )
    except ValueError:
        raise HTTPException(400) from None
    except NotAllowedError:
        raise HTTPException(404) from None
    if not kept:
        raise HTTPException(409)
    return call.go(f"/{query}")


async def drop(call: Call) -> Response:
    """Take a kept view away."""
    if not await call.desk.views.drop(call.account, call.number("view")):
        raise HTTPException(404)
    return call.go("/")


def _line(case: Case, term: Term | None, names: Mapping[str, str], legend: Legend, me: str) -> Line:
    content = document(case)
    role = content["role"]
    return Line(
        reference=case.reference,
        kind=case.status,
        role="" if role is None else words.role(role),
        flags=legend.flag_words(content["flags"]),
        since=case.created_at,
        term=term,
        until=case.waiting_until if case.status == "waiting" else None,
        holder=None if case.claimed_by is None else names.get(case.claimed_by, "oud-collega"),
        mine=case.claimed_by == me,
    )


def asked(query: Mapping[str, str], legend: Legend) -> Asked:
    """What an address or a form asks for."""
    flag, role = query.get("flag", ""), query.get("role", "")
    return Asked(
        tab=query.get("tab", "open") if query.get("tab") in TABS else "open",
        mine=query.get("mine") == "1",
        flag=flag if flag in legend.flags else "",
        role=role if role in legend.choices("role") else "",
        after=_position(query.get("after", "")),
    )


async def filters(call: Call, view: Asked) -> Filters:
    """The same as the store is asked."""
    tags = [f"flag:{view.flag}"] if view.flag else []
    tags += [f"role:{view.role}"] if view.role else []
    today, only = call.desk.today(), None
    if view.tab == "ending":
        now, terms = call.desk.clock(), call.desk.terms
        found = await call.desk.store.db.read(
            lambda tx: expiry.expiring_cases(tx, call.sees, terms, now, within=WARNING)
        )
        only = tuple(reference for _, reference in found)
    return Filters(
        only=only,
        statuses=TABS[view.tab],
        claimed_by=call.account.id if view.mine else None,
        tags=tuple(tags),
        before=late_before(today, call.desk.term_days) if view.tab == "late" else None,
        back=day_of(today) if view.tab == "today" else None,
    )


def _written(position: Position) -> str:
    return f"{position.rank}.{stored(position.created_at)}.{position.reference}"


def _position(text: str) -> Position | None:
    """Where the page before ended; nonsense means the beginning."""
    rank, _, rest = text.partition(".")
    at, _, reference = rest.partition(".")
    written = ids.read_reference(reference)
    if written is None or not all(part.isascii() and part.isdigit() and len(part) <= 16 for part in (rank, at)):
        return None
    return Position(rank=int(rank), created_at=moment(int(at)), reference=written)
