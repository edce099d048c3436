"""The queue: order, tabs, filters, pages."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from bot.services.triage import Triage
from tests.console.house import VICTIM, House, send


def references(text: str) -> list[str]:
    """The cases on a page, in order."""
    return re.findall(r"data-row>(HB-[0-9A-Z-]+)<", text)


async def test_the_longest_waiting_without_anybody_is_on_top(house: House) -> None:
    """Oldest unattended first; what somebody holds comes after."""
    await house.colleague("anna")
    young = await house.registered(VICTIM, ago=timedelta(days=1))
    oldest = await house.registered(VICTIM, ago=timedelta(days=9))
    old = await house.registered(VICTIM, ago=timedelta(days=4))
    anna = await house.logged_in("anna")
    assert references((await anna.get("/staff/")).text) == [oldest, old, young]
    await send(anna, f"/staff/cases/{oldest}/claim", {"version": "1"})
    assert references((await anna.get("/staff/")).text) == [old, young, oldest]


async def test_tabs_and_filters_are_in_the_address(house: House) -> None:
    """A view can be bookmarked: status, flag, role and mine come from the address and fit together."""
    await house.colleague("anna")
    pressed = await house.registered(VICTIM)
    other = await house.registered({"role": "dader", "flags": ["tolk"]})
    anna = await house.logged_in("anna")
    await send(anna, f"/staff/cases/{other}/claim", {"version": "1"})
    for query, expected in {
        "tab=new": [pressed],
        "tab=claimed": [other],
        "flag=druk": [pressed],
        "role=dader": [other],
        "role=dader&flag=druk": [],
        "mine=1": [other],
        "tab=finished": [],
        "tab=nonsense&flag=nonsense&after=9.9": [pressed, other],
    }.items():
        assert references((await anna.get(f"/staff/?{query}")).text) == expected, query


async def test_counts_stand_on_the_tabs(house: House) -> None:
    """Each tab says how many cases are behind it."""
    await house.colleague("anna")
    for _ in range(3):
        await house.registered(VICTIM)
    page = (await (await house.logged_in("anna")).get("/staff/")).text
    assert re.search(r"Nieuw <span class=\"count\">3</span>", page)
    assert re.search(r"Rust <span class=\"count\">0</span>", page)


async def test_nothing_in_the_queue_says_who_somebody_is(house: House) -> None:
    """No name, number or own words on the queue page, whatever the role."""
    await house.colleague("bea", "administrator")
    await house.registered(VICTIM)
    page = (await (await house.logged_in("bea")).get("/staff/")).text
    for secret in ("Roos", "31612345678", "bellen", "na de zomer"):
        assert secret not in page


async def test_two_thousand_cases_page_without_gap_or_double(house: House) -> None:
    """Following "next" shows each of 2,000 cases exactly once, in order."""
    await house.colleague("anna")
    moments = [house.clock() - timedelta(minutes=number) for number in range(2_000)]
    made = await house.handed_over("1", moments, VICTIM)
    anna = await house.logged_in("anna")
    page = (await anna.get("/staff/")).text
    seen = references(page)
    while (more := re.search(r'class="more"><a class="button" href="([^"]+)"', page)) is not None:
        page = (await anna.get("/staff/" + more.group(1).replace("&amp;", "&"))).text
        seen += references(page)
    assert seen == made[::-1]


@pytest.mark.parametrize(
    "after", ["1.2", "a.b.c", "0.99999999999999999999.1", "-1.0.0", "٣.1.1", "9.9999999999999999.9"]
)
async def test_a_mangled_page_address_is_harmless(house: House, after: str) -> None:
    """Nonsense in the address never breaks the page."""
    await house.colleague("anna")
    answer = await (await house.logged_in("anna")).get("/staff/", params={"after": after})
    assert answer.status_code == 200


async def test_late_and_back_today_are_views_of_their_own(house: House) -> None:
    """Over the term and without contact; and what returned this morning or will before midnight, whoever holds it."""
    await house.colleague("anna")
    late = await house.registered(VICTIM, ago=timedelta(days=9))
    resting, later = await house.registered(VICTIM), await house.registered(VICTIM)
    anna = await house.logged_in("anna")
    for reference, until in ((resting, "2026-03-09"), (later, "2026-03-10")):
        await send(anna, f"/staff/cases/{reference}/claim", {"version": "1"})
        form = {"version": "2", "status": "waiting", "until": until}
        await send(anna, f"/staff/cases/{reference}/move", form)
    assert references((await anna.get("/staff/?tab=late")).text) == [late]
    assert references((await anna.get("/staff/?tab=today")).text) == []
    house.clock.now = datetime(2026, 3, 8, 23, 30, tzinfo=UTC)  # half past midnight in the Netherlands
    anna = await house.logged_in("anna")
    assert references((await anna.get("/staff/?tab=today")).text) == [resting]
    house.clock.forward(hours=10)
    anna = await house.logged_in("anna")
    assert await Triage(store=house.store, clock=house.clock).come_back() == 1
    page = (await anna.get("/staff/?tab=today")).text
    assert references(page) == [resting]
    assert re.search(r"Vandaag terug <span class=\"count\">1</span>", page)


async def test_each_ending_is_a_view_below_finished(house: House) -> None:
    """Handed over, withdrawn and not suitable are apart where somebody looks at what is finished, and only there."""
    await house.colleague("bea", "coordinator")
    made = [await house.registered(VICTIM) for _ in range(2)]
    bea = await house.logged_in("bea")
    for reference, status in zip(made, ("handed-over", "unsuitable"), strict=True):
        await send(bea, f"/staff/cases/{reference}/move", {"version": "1", "status": status})
    assert "?tab=unsuitable" not in (await bea.get("/staff/")).text
    assert references((await bea.get("/staff/?tab=finished")).text) == made
    assert references((await bea.get("/staff/?tab=unsuitable")).text) == made[1:]
