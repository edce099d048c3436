"""What every page of the console is handed: the desk it works at, and the call it answers."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.console.pages import Pages, form_field
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
from bot.services.moments import AMSTERDAM, Clock
from bot.services.posters import Posters
from bot.services.presence import Presence
from bot.services.preview import Previews
from bot.services.publish import Publish
from bot.services.readable import Shelf
from bot.services.search import Search
from bot.services.second_factor import SecondFactor
from bot.services.share import Share
from bot.services.signin import SignIn
from bot.services.teach import Teach
from bot.services.translate import Translate
from bot.services.triage import Triage, oversees
from bot.services.workdays import workday_after, workdays_between
from bot.store import ids, sight, staff
from bot.store.cases import Case
from bot.store.expiry import Terms
from bot.store.opening import Store
from bot.store.sight import Sight
from bot.store.staff import Account

FORM_FIELD: Final = "token"
LONGEST_FIELD: Final = 8_000
"""Characters in one field of a form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The service term in Dutch working days: how many somebody waited, and how many are left or too many."""

    waited: int
    left: int
    late: int
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the console works with.

    ``secure``: served over https, so that cookies can be bound to the host. ``staff_group``: there is one on Telegram.
    """

    store: Store
    library: Shelf
    clock: Clock
    pages: Pages
    signin: SignIn
    factor: SecondFactor
    triage: Triage
    close_off: CloseOff
    keep_longer: KeepLonger
    answer: Answer
    hand_over: HandOver
    figures: Figures
    accounts: Accounts
    presence: Presence
    publish: Publish
    previews: Previews
    shared: Previews
    share: Share
    measure: Measure
    insight: Insight
    teach: Teach
    translate: Translate
    views: KeepView
    link: LinkTelegram
    search: Search
    posters: Posters
    both_sides: BothSides
    to_case_system: ToCaseSystem
    secure: bool
    term_days: int
    terms: Terms
    public_host: str | None
    staff_group: bool
    demands_factor: bool

    def today(self) -> date:
        """The day it is in the Netherlands."""
        return self.clock().astimezone(AMSTERDAM).date()

    def term(self, case: Case) -> Term | None:
        """The service clock of a case; it stops at the first contact, and while the case rests."""
        if case.status not in {"new", "claimed"}:
            return None
        start = case.created_at.astimezone(AMSTERDAM).date()
        due = workday_after(start, self.term_days)
        today = self.today()
        return Term(
            waited=workdays_between(start, today),
            left=workdays_between(today, due),
            late=workdays_between(due, today),
            due=due,
        )

    @property
    def session_cookie(self) -> str:
        """The cookie that holds the session's token."""
        return "__Host-hb-staff" if self.secure else "hb-staff"

    @property
    def form_cookie(self) -> str:
        """The cookie that binds the log-in form to this browser, before there is a session."""
        return "__Host-hb-form" if self.secure else "hb-form"

    def form_token(self, binding: str) -> str:
        """What a form must carry: known to pages we made for this session (or browser), and to nobody else."""
        key = self.store.vault.subkey("console/form")
        return hashlib.blake2b(binding.encode(), key=key, digest_size=24).hexdigest()

    def set_cookie(self, response: Response, name: str, value: str) -> None:
        """A cookie that scripts cannot read and other sites cannot send; it goes when the browser closes."""
        response.set_cookie(name, value, httponly=True, samesite="strict", secure=self.secure, path="/")

    def drop_cookie(self, response: Response, name: str) -> None:
        """Take a cookie away."""
        response.delete_cookie(name, httponly=True, samesite="strict", secure=self.secure, path="/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request, its form, and who asks: nobody on the pages before logging in."""

    desk: Desk
    request: Request
    form: Mapping[str, str] = field(repr=False)
    token: str | None = field(default=None, repr=False)
    somebody: Account | None = None

    @property
    def account(self) -> Account:
        """Who asks, on a page that is only shown to somebody."""
        if self.somebody is None:
            raise HTTPException(404)
        return self.somebody

    @property
    def sees(self) -> Sight:
        """What who asks may know of: for every look into the store."""
        return sight.of(self.account.id)

    @property
    def base(self) -> str:
        """Where the console is mounted."""
        return str(self.request.scope.get("root_path", ""))

    @property
    def reference(self) -> str:
        """The reference in the address, in its one written form; a mistyped one is not here."""
        written = ids.read_reference(self.request.path_params["reference"])
        if written is None:
            raise HTTPException(404)
        return written

    def number(self, name: str) -> int:
        """A whole number from the form. Raises HTTPException 400."""
        try:
            return int(self.form.get(name, ""))
        except ValueError:
            raise HTTPException(400) from None

    async def show(self, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """A page, with what every page needs."""
        binding = self.token or self.request.cookies.get(self.desk.form_cookie) or secrets.token_urlsafe(32)
        page = self.desk.pages.render(
            template,
            base=self.base,
            path=self.request.scope["path"].removeprefix(self.base) or "/",
            account=self.somebody,
            oversees=self.somebody is not None and oversees(self.somebody),
            form_field=form_field(self.desk.form_token(binding)),
            now=self.desk.clock(),
            **values,
        )
        response = HTMLResponse(page, status_code=status)
        if self.token is None:
            self.desk.set_cookie(response, self.desk.form_cookie, binding)
        return response

    def go(self, path: str) -> RedirectResponse:
        """On to another page of the console, after something was done."""
        return RedirectResponse(f"{self.base}{path}", status_code=303)

    async def names(self) -> dict[str, str]:
        """Who is who: id of an account -> name."""
        return {one.id: one.name for one in await self.desk.store.db.read(staff.everybody)}

    def form_is_ours(self) -> bool:
        """Whether the form came from a page we made, in this browser, from this site."""
        binding = self.token or self.request.cookies.get(self.desk.form_cookie)
        sent = self.form.get(FORM_FIELD, "")
        return (
            binding is not None
            and _same_site(self.request, self.desk.public_host)
            and hmac.compare_digest(sent.encode(), self.desk.form_token(binding).encode())
        )


Handler = Callable[[Call], Awaitable[Response]]


def _same_site(request: Request, public_host: str | None) -> bool:
    """What the browser itself says about where the form came from; a program says nothing and has only the token."""
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("origin")
    return origin is None or origin.partition("://")[2] in {request.headers.get("host"), public_host}
