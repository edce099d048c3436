"""What holds for every page of the table: who may come in, what it is made of, and how one gets out."""

from __future__ import annotations

import re

import pytest
from starlette.routing import Mount, Route

from bot.console.guard import RANK, Page
from bot.console.site import PAGES
from bot.store import audit
from tests.console.house import VICTIM, House, send

ROLES = ("staff", "coordinator", "administrator")


def address(page: Page, reference: str) -> str:
    """The page's address, with something that exists in its blanks."""
    path = page.path.replace("{reference}", reference).replace("{account}", "id-anna")
    return f"/staff{path}"


def test_router_serves_exactly_the_table(house: House) -> None:
    """No route exists beside the table of pages, so the matrix below covers everything there is."""
    mount = house.app.routes[0]
    assert isinstance(mount, Mount)
    served = {
        (route.path, method)
        for route in mount.routes
        if isinstance(route, Route)
        for method in (route.methods or set()) - {"HEAD"}
    }
    assert served == {(page.path, page.method) for page in PAGES}
    assert [route.path for route in mount.routes if isinstance(route, Mount)] == ["/static"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.method} {page.path}")
async def test_nobody_gets_in_without_logging_in(house: House, page: Page) -> None:
    """Without a session every page but the door sends to the door, whatever the address."""
    reference = await house.registered(VICTIM)
    browser = house.browser()
    answer = await browser.request(page.method, address(page, reference))
    if page.who == "anyone":
        assert answer.status_code == (403 if page.post else 404 if "{token}" in page.path else 200)
    else:
        assert answer.status_code == 303
        assert answer.headers["location"] == "/staff/login"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.method} {page.path}")
async def test_what_one_may_not_see_does_not_exist(house: House, page: Page, role: str) -> None:
    """Every page times every role: too low a role gets the same answer as for an address that is nowhere."""
    await house.colleague("anna", role)  # type: ignore[arg-type]
    reference = await house.registered(VICTIM)
    browser = await house.logged_in("anna")
    answer = await browser.request(page.method, address(page, reference))
    if RANK[role] < RANK[page.who]:
        nowhere = await browser.get("/staff/nergens")
        assert answer.status_code == nowhere.status_code == 404
        assert answer.text == nowhere.text
    elif page.post:
        assert answer.status_code == 403, "a form without its token is refused"
    else:
        assert answer.status_code == (
            404
            if page.path in {"/find", "/try/{token}", "/scripts/languages/{language}.po"}
            else 303
            if page.path == "/login"
            else 200
        )


FIELDS = {
    "version": "1", "to": "id-bea", "colleague": "id-bea", "status": "contacted", "text": "x", "way": "phone",
    "result": "none", "why": "archive", "number": "1", "other": "HB-2222-2222", "verdict": "apart", "role": "staff",
    "disabled": "1",
}  # fmt: skip
"""What every form could ask for, filled in sensibly."""

BLANK = re.compile(r"{(reference|account)}")
"""Ids of people and cases. The names of script parts open nothing: an unknown one leads to the list they stand in."""


@pytest.mark.parametrize(
    "page", [one for one in PAGES if BLANK.search(one.path)], ids=lambda page: f"{page.method} {page.path}"
)
async def test_a_guessed_id_opens_nothing(house: House, page: Page) -> None:
    """Every address with a blank, filled with a guess, by who may do everything and with the right form: nothing there."""
    await house.colleague("carla", "administrator")
    await house.colleague("bea", "coordinator")
    browser = await house.logged_in("carla")
    for guess in ("HB-2222-2222", "id-niemand", "1", "..%2f..", "%00", "'"):
        path = f"/staff{BLANK.sub(guess, page.path)}"
        answer = await send(browser, path, FIELDS) if page.post else await browser.get(path)
        assert answer.status_code in {303, 400, 404, 409}, guess
        if answer.status_code == 303:  # only back to a page that says what is wrong, or is itself not there
            assert "told=" in answer.headers["location"]


OF_A_CASE = [one for one in PAGES if one.post and one.path.startswith("/cases/") and not one.path.endswith("/claim")]


@pytest.mark.parametrize("page", OF_A_CASE, ids=lambda page: page.path)
async def test_who_does_not_hold_a_case_changes_nothing_about_it(house: House, page: Page) -> None:
    """Every form of a case, complete and with its token, sent by a colleague who does not hold it: refused, no trace."""
    for login in ("anna", "bea"):
        await house.colleague(login)
    reference = await house.registered(VICTIM)
    await send(await house.logged_in("bea"), f"/staff/cases/{reference}/claim", {"version": "1"})
    before = await house.store.db.read(audit.head)
    answer = await send(await house.logged_in("anna"), address(page, reference), {**FIELDS, "version": "2"})
    assert answer.status_code in {303, 400, 404}
    if answer.status_code == 303:
        assert answer.headers["location"].partition("told=")[2] in {"no-other", "nothing", "no-day"}
    assert await house.case_version(reference) == 2
    assert await house.store.db.read(audit.head) == before


async def test_pages_hold_nothing_inline(house: House) -> None:
    """The strict policy would break a page with inline script or style; none has any."""
    await house.colleague("anna", "administrator")
    reference = await house.registered(VICTIM)
    browser = await house.logged_in("anna")
    for page in PAGES:
        if page.post:
            continue
        text = (await browser.get(address(page, reference))).text
        assert "<style" not in text
        assert " style=" not in text
        assert " onclick=" not in text
        assert "<script>" not in text


async def test_a_huge_form_is_refused(house: House) -> None:
    """A body larger than any form of ours is not read."""
    browser = house.browser()
    answer = await browser.post("/staff/login", data={"login": "a" * 200_000})
    assert answer.status_code == 413


async def test_logging_out_needs_the_form_and_ends_the_session(house: House) -> None:
    """After logging out the old cookie opens nothing."""
    await house.colleague("anna")
    browser = await house.logged_in("anna")
    token = browser.cookies["hb-staff"]
    assert (await send(browser, "/staff/logout")).status_code == 303
    browser.cookies.set("hb-staff", token, domain="huis.test", path="/")
    assert (await browser.get("/staff/")).status_code == 303
