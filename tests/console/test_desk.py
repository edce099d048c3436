"""What every page works with: whose form it is, the cookies, and the service clock of a case."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.console.guard import Page
from bot.console.site import PAGES
from tests.console.house import VICTIM, House, open_house, send, token_in
from tests.console.test_site import address


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


async def test_the_clock_counts_working_days(house: House) -> None:
    """A weekend does not count; over the term the page says how much."""
    await house.colleague("anna")
    reference = await house.registered(VICTIM, ago=timedelta(days=3))
    anna = await house.logged_in("anna")
    assert "nog 4 werkdagen" in (await anna.get(f"/staff/cases/{reference}")).text
    house.clock.forward(days=8)
    anna = await house.logged_in("anna")
    assert "2 werkdagen te laat" in (await anna.get(f"/staff/cases/{reference}")).text
    assert "2 werkdagen te laat" in (await anna.get("/staff/")).text


async def test_the_clock_stops_at_the_first_contact(house: House) -> None:
    """Who was spoken to no longer waits: no term on the case or in the queue, however long ago they came."""
    await house.colleague("anna")
    reference = await house.registered(VICTIM, ago=timedelta(days=21))
    anna, path = await house.logged_in("anna"), f"/staff/cases/{reference}"
    await send(anna, f"{path}/claim", {"version": "1"})
    assert "te laat" in (await anna.get(path)).text
    await send(anna, f"{path}/move", {"version": "2", "status": "contacted"})
    assert "te laat" not in (await anna.get(path)).text
    queue = (await anna.get("/staff/?status=contacted")).text
    assert reference in queue
    assert "te laat" not in queue
