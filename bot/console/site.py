"""The staff console as one application: the table of its pages, and what they work with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from bot.console import (
    answers,
    both_sides,
    case,
    entrance,
    export,
    figures,
    languages,
    me,
    moves,
    posters,
    publishing,
    questions,
    queue,
    recognition,
    rehearsals,
    script_changes,
    script_step,
    scripts,
    search,
    sharing,
    team,
    trail,
    trying,
)
from bot.console.desk import Desk
from bot.console.guard import Headers, Page, arrived, routes
from bot.console.pages import Pages
from bot.services.accounts import Accounts
from bot.services.answer import Answer
from bot.services.both_sides import BothSides
from bot.services.case_system import ToCaseSystem
from bot.services.close_off import CloseOff
from bot.services.figures import Figures
from bot.services.hand_over import HandOver
from bot.services.insight import Insight
from bot.services.keep_longer import KeepLonger
from bot.services.keep_view import KeepView
from bot.services.link_telegram import LinkTelegram
from bot.services.measure import Measure
from bot.services.moments import Clock
from bot.services.posters import Posters
from bot.services.presence import Presence
from bot.services.preview import Previews
from bot.services.publish import Press, Publish
from bot.services.readable import Shelf
from bot.services.search import Search
from bot.services.second_factor import SecondFactor
from bot.services.share import Share
from bot.services.signin import SignIn
from bot.services.teach import Teach
from bot.services.translate import Translate
from bot.services.triage import Triage
from bot.store.expiry import Terms
from bot.store.opening import Store

TERM_DAYS: Final = 5
KEPT: Final = Terms()

SCRIPTS: Final = (
    Page(path="/scripts", handler=scripts.page, who="coordinator"),
    Page(path="/scripts/graph.css", handler=scripts.style, who="coordinator"),
    Page(path="/scripts/steps/{step}", handler=script_step.page, who="coordinator"),
    Page(path="/scripts/steps/{step}", handler=script_changes.save_step, who="coordinator", post=True),
    Page(path="/scripts/steps/{step}/add", handler=script_changes.add, who="coordinator", post=True),
    Page(path="/scripts/steps/{step}/remove", handler=script_changes.remove, who="coordinator", post=True),
    Page(path="/scripts/lists/{name}", handler=script_step.shared, who="coordinator"),
    Page(path="/scripts/lists/{name}", handler=script_changes.save_list, who="coordinator", post=True),
    Page(path="/scripts/file", handler=scripts.file, who="coordinator"),
    Page(
        path="/scripts/file",
        handler=script_changes.save_file,
        who="coordinator",
        post=True,
        longest=scripts.LONGEST_FILE * 2,
    ),
    Page(path="/scripts/discard", handler=script_changes.discard, who="coordinator", post=True),
    Page(path="/scripts/preview", handler=trying.page, who="coordinator"),
    Page(path="/scripts/preview", handler=trying.begin, who="coordinator", post=True),
    Page(path="/scripts/preview/act", handler=trying.act, who="coordinator", post=True),
    Page(path="/scripts/preview/share", handler=sharing.make, who="coordinator", post=True),
    Page(path="/try/{token}", handler=sharing.page, who="anyone"),
    Page(path="/try/{token}", handler=sharing.begin, who="anyone", post=True),
    Page(path="/try/{token}/act", handler=sharing.act, who="anyone", post=True),
    Page(path="/scripts/preview/keep", handler=trying.keep, who="coordinator", post=True),
    Page(path="/scripts/rehearsals", handler=rehearsals.page, who="coordinator"),
    Page(path="/scripts/languages", handler=languages.page, who="coordinator"),
    Page(path="/scripts/languages", handler=languages.upload, who="coordinator", post=True, file=languages.LONGEST),
    Page(path="/scripts/languages/say", handler=languages.say, who="coordinator", post=True),
    Page(path="/scripts/languages/{language}.po", handler=languages.download, who="coordinator"),
    Page(path="/scripts/publish", handler=publishing.page, who="coordinator"),
    Page(path="/scripts/publish", handler=publishing.publish, who="coordinator", post=True),
    Page(path="/scripts/approve", handler=publishing.approve, who="coordinator", post=True),
    Page(path="/scripts/history", handler=publishing.history, who="coordinator"),
    Page(path="/scripts/insight", handler=scripts.insight, who="coordinator"),
    Page(path="/scripts/history", handler=publishing.put_back, who="coordinator", post=True),
)
"""The coordinators' pages about what the bot says."""

QUESTIONS: Final = (
    Page(path="/questions", handler=questions.page, who="coordinator"),
    Page(path="/questions", handler=questions.teach, who="coordinator", post=True),
    Page(path="/questions/answers", handler=answers.page, who="coordinator"),
    Page(path="/questions/answers/new", handler=answers.blank, who="coordinator"),
    Page(path="/questions/answers/new", handler=answers.make, who="coordinator", post=True),
    Page(path="/questions/answers/{topic}", handler=answers.one, who="coordinator"),
    Page(
        path="/questions/answers/{topic}",
        handler=answers.change,
        who="coordinator",
        post=True,
        longest=answers.LONGEST_FORM,
    ),
    Page(path="/questions/score", handler=recognition.page, who="coordinator"),
    Page(path="/questions/score/ready", handler=recognition.ready, who="coordinator", quiet=True),
)
"""The coordinators' pages about what people ask."""

PAGES: Final = (
    Page(path="/login", handler=entrance.form, who="anyone"),
    Page(path="/login", handler=entrance.log_in, who="anyone", post=True),
    Page(path="/login/code", handler=entrance.code, who="anyone", post=True),
    Page(path="/me", handler=me.page, who="staff", before_factor=True),
    Page(path="/me/second-factor", handler=me.set_up, who="staff", post=True, before_factor=True),
    Page(path="/me/password", handler=me.password, who="staff", post=True, before_factor=True),
    Page(path="/me/telegram", handler=me.telegram, who="staff", post=True),
    Page(path="/logout", handler=entrance.log_out, who="staff", post=True, before_factor=True),
    Page(path="/", handler=queue.page, who="staff"),
    Page(path="/views/keep", handler=queue.keep, who="staff", post=True),
    Page(path="/views/drop", handler=queue.drop, who="staff", post=True),
    Page(path="/find", handler=search.find, who="staff", post=True),
    Page(path="/cases/{reference}", handler=case.page, who="staff"),
    Page(path="/cases/{reference}/claim", handler=moves.claim, who="staff", post=True),
    Page(path="/cases/{reference}/release", handler=moves.release, who="staff", post=True),
    Page(path="/cases/{reference}/give", handler=moves.give, who="staff", post=True),
    Page(path="/cases/{reference}/hold", handler=moves.hold, who="coordinator", post=True),
    Page(path="/cases/{reference}/lift", handler=moves.lift, who="coordinator", post=True),
    Page(path="/cases/{reference}/close", handler=moves.close, who="staff", post=True),
    Page(path="/cases/{reference}/reopen", handler=moves.reopen, who="staff", post=True),
    Page(path="/cases/{reference}/move", handler=moves.move, who="staff", post=True),
    Page(path="/cases/{reference}/note", handler=moves.note, who="staff", post=True),
    Page(path="/cases/{reference}/attempt", handler=moves.attempt, who="staff", post=True),
    Page(path="/cases/{reference}/message", handler=moves.message, who="staff", post=True),
    Page(path="/cases/{reference}/export", handler=export.one, who="staff", post=True),
    Page(path="/cases/{reference}/number", handler=export.number, who="staff", post=True),
    Page(path="/cases/{reference}/link", handler=both_sides.decide, who="staff", post=True),
    Page(path="/cases/{reference}/case-system", handler=export.to_case_system, who="staff", post=True),
    Page(path="/export", handler=export.many, who="coordinator", post=True),
    Page(path="/schema.json", handler=export.schema, who="staff"),
    Page(path="/figures", handler=figures.page, who="staff"),
    Page(path="/figures/csv", handler=figures.as_csv, who="staff"),
    Page(path="/figures/earlier", handler=figures.type_in, who="coordinator", post=True),
    Page(path="/posters", handler=posters.page, who="staff"),
    Page(path="/posters/sheet", handler=posters.sheet, who="staff"),
    Page(path="/team", handler=team.page, who="coordinator"),
    Page(path="/team/add", handler=team.add, who="administrator", post=True),
    Page(path="/team/{account}/hand-over", handler=team.hand_over, who="coordinator", post=True),
    Page(path="/team/{account}/end-sessions", handler=team.end_sessions, who="coordinator", post=True),
    Page(path="/team/{account}/role", handler=team.role, who="administrator", post=True),
    Page(path="/team/{account}/access", handler=team.access, who="administrator", post=True),
    Page(path="/team/{account}/second-factor", handler=team.second_factor, who="administrator", post=True),
    Page(path="/team/{account}/password", handler=team.password, who="administrator", post=True),
    Page(path="/audit", handler=trail.page, who="administrator"),
    Page(path="/cases/{reference}/here", handler=case.here, who="staff", quiet=True),
    *QUESTIONS,
    *SCRIPTS,
)
"""Every page there is, and who it is for."""


def console(
    store: Store,
    library: Books,
    clock: Clock,
    *,
    secure: bool = False,
    term_days: int = TERM_DAYS,
    terms: Terms = KEPT,
    posted: Callable[[], None] = lambda: None,
    public_url: str | None = None,
    staff_group: bool = False,
    demands_factor: bool = False,
    to_case_system: ToCaseSystem | None = None,
    bot_name: Callable[[], str] = lambda: "",
) -> Starlette:
    """The console, to be mounted somewhere.

    ``secure``: people reach it over https. ``term_days``: working days within which somebody hears from a human. ``terms``: how long what is kept.
    ``posted`` is called when a message to a participant is in line. ``public_url``: where people reach the house, when
    something in front of it changes the host name. ``staff_group``: staff can link their Telegram for the group.
    ``demands_factor``: without a second factor one gets no further than setting it up. ``to_case_system``: the way to
    the case system, when there is one. ``bot_name``: the bot's name at Telegram, once it is known.
    """
    publish = Publish(store=store, library=library, clock=clock)
    desk = Desk(
        store=store,
        library=library,
        clock=clock,
        pages=Pages(),
        signin=SignIn(store, clock),
        factor=SecondFactor(store=store, clock=clock),
        hand_over=HandOver(store=store, clock=clock),
        figures=Figures(store=store, clock=clock),
        accounts=Accounts(store=store, clock=clock),
        presence=Presence(),
        publish=publish,
        teach=Teach(store=store, publish=publish),
        translate=Translate(publish=publish),
        previews=Previews(keep_unfinished=timedelta(days=terms.unfinished)),
        shared=Previews(keep_unfinished=timedelta(days=terms.unfinished)),
        share=Share(vault=store.vault, clock=clock),
        measure=Measure(),
        insight=Insight(store=store, clock=clock),
        views=KeepView(store=store),
        link=LinkTelegram(store=store, clock=clock),
        search=Search(store=store),
        posters=Posters(bot=bot_name, web=public_url),
        both_sides=BothSides(store=store, clock=clock),
        to_case_system=to_case_system or ToCaseSystem(store=store, clock=clock, receiver=None),
        triage=Triage(store=store, clock=clock),
        close_off=CloseOff(store=store, clock=clock),
        keep_longer=KeepLonger(store=store, clock=clock),
        answer=Answer(store=store, library=library, clock=clock, posted=posted),
        secure=secure,
        term_days=term_days,
        terms=terms,
        staff_group=staff_group,
        demands_factor=demands_factor,
        public_host=urlsplit(public_url).netloc if public_url else None,
    )

    async def missing(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        return await (await arrived(desk, request, {})).show("missing.html", status=status)

    site = Starlette(
        routes=[*routes(desk, PAGES), Mount("/static", app=Kept(directory=Path(__file__).parent / "static"))],
        middleware=[
            Middleware(Headers, secure=secure),
        ],
        exception_handlers={HTTPException: missing},
    )
    site.router.redirect_slashes = False  # an address is right or it is nowhere
    return site


class Books(Shelf, Press, Protocol):
    """The library as the console needs it: to read cases with, and to publish to."""


class Kept(StaticFiles):
    """Static files carry their fingerprint in the address, so that a browser may keep them."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file."""
        response = await super().get_response(path, scope)
        if response.status_code == 200:
            response.headers["cache-control"] = "public, max-age=604800, immutable"
        return response
