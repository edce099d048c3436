"""What holds for every page: who may come in, whose form it is, what the answer carries."""

from __future__ import annotations

import pytest
from starlette.routing import Mount, Route

from bot.console.guard import RANK, Page
from bot.console.site import PAGES
from tests.console.house import VICTIM, House, open_house, send, token_in

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
        assert answer.status_code == (403 if page.post else 200)
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
        assert answer.status_code == (404 if page.path == "/find" else 303 if page.path == "/login" else 200)


@pytest.mark.parametrize("page", [page for page in PAGES if page.post], ids=lambda page: page.path)
async def test_form_of_another_site_is_refused(house: House, page: Page) -> None:
    """Our token does not help a form that another site sends, whichever way the browser says so."""
    await house.colleague("anna", "administrator")
    reference = await house.registered(VICTIM)
    browser = await house.logged_in("anna")
    token = token_in(await browser.get("/staff/"))
    for headers in ({"origin": "http://elders.test"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
        answer = await browser.post(address(page, reference), data={"token": token}, headers=headers)
        assert answer.status_code == 403
    assert await house.holder(reference) is None


async def test_token_of_a_colleague_is_refused(house: House) -> None:
    """A form token belongs to one session."""
    await house.colleague("anna")
    await house.colleague("bram")
    reference = await house.registered(VICTIM)
    theirs = token_in(await (await house.logged_in("bram")).get("/staff/"))
    anna = await house.logged_in("anna")
    answer = await anna.post(f"/staff/cases/{reference}/claim", data={"token": theirs, "version": "1"})
    assert answer.status_code == 403
    assert await house.holder(reference) is None


async def test_every_answer_carries_the_headers(house: House) -> None:
    """Pages, files, refusals and missing pages alike: no inline code, no framing, nothing kept."""
    await house.colleague("anna")
    browser = await house.logged_in("anna")
    for path in ("/staff/", "/staff/nergens", "/staff/login", "/staff/static/console.css"):
        answer = await browser.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
    assert (await browser.get("/staff/")).headers["cache-control"] == "no-store"


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


async def test_cookies_are_bound_to_the_host_over_https(house: House) -> None:
    """Served over https the session cookie has the __Host- prefix; it is never readable by scripts nor sent across."""
    await house.colleague("anna")
    async with open_house(house.store, secure=True) as safe:
        answer = await safe.browser().get("https://huis.test/staff/login")
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("__Host-hb-form=")
        for word in ("Secure", "HttpOnly", "SameSite=strict", "Path=/"):
            assert word in cookie
        assert answer.headers["strict-transport-security"]


async def test_logging_out_needs_the_form_and_ends_the_session(house: House) -> None:
    """After logging out the old cookie opens nothing."""
    await house.colleague("anna")
    browser = await house.logged_in("anna")
    token = browser.cookies["hb-staff"]
    assert (await send(browser, "/staff/logout")).status_code == 303
    browser.cookies.set("hb-staff", token, domain="huis.test", path="/")
    assert (await browser.get("/staff/")).status_code == 303


async def test_forms_work_behind_a_proxy_that_changes_the_host(house: House) -> None:
    """The address people see counts as ours, also when something in front of the house hides it."""
    await house.colleague("anna")
    reference = await house.registered(VICTIM)
    async with open_house(house.store, public_url="https://balie.test") as proxied:
        anna = await proxied.logged_in("anna")
        token = token_in(await anna.get("/staff/"))
        for origin, status in (("https://balie.test", 303), ("https://elders.test", 403)):
            answer = await anna.post(
                f"/staff/cases/{reference}/claim", data={"token": token, "version": "1"}, headers={"origin": origin}
            )
            assert answer.status_code == status
