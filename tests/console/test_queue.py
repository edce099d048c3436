"""The queue: order, tabs, filters, pages."""

from __future__ import annotations

import re
import sqlite3
import time
from datetime import timedelta

import pytest

from bot.store import erasures
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
    """Following "next" shows each of 2,000 cases exactly once, in order, and the first page stays quick."""
    await house.colleague("anna")
    moments = [house.clock() - timedelta(minutes=number) for number in range(2_000)]
    made = await house.handed_over("1", moments, VICTIM)
    anna = await house.logged_in("anna")
    started = time.perf_counter()
    page = (await anna.get("/staff/")).text
    took = time.perf_counter() - started
    seen = references(page)
    while (more := re.search(r'class="more"><a class="button" href="([^"]+)"', page)) is not None:
        page = (await anna.get("/staff/" + more.group(1).replace("&amp;", "&"))).text
        seen += references(page)
    assert seen == made[::-1]
    assert took < 1, f"first page took {took:.3f} s"


@pytest.mark.parametrize(
    "after", ["1.2", "a.b.c", "0.99999999999999999999.1", "-1.0.0", "٣.1.1", "9.9999999999999999.9"]
)
async def test_a_mangled_page_address_is_harmless(house: House, after: str) -> None:
    """Nonsense in the address never breaks the page."""
    await house.colleague("anna")
    answer = await (await house.logged_in("anna")).get("/staff/", params={"after": after})
    assert answer.status_code == 200


async def test_finding_by_reference_forgives_how_it_is_typed(house: House) -> None:
    """Small letters and spaces lead to the case; a reference that is nowhere and nonsense get one answer."""
    await house.colleague("anna")
    reference = await house.registered(VICTIM)
    anna = await house.logged_in("anna")
    found = await anna.get("/staff/find", params={"ref": reference.lower().replace("-", " ")})
    assert found.headers["location"] == f"/staff/cases/{reference}"
    missing = [await anna.get("/staff/find", params={"ref": typed}) for typed in ("HB-2222-2222", "<b>", "")]
    assert {answer.status_code for answer in missing} == {404}
    assert len({answer.text for answer in missing}) == 1


async def test_who_was_erased_can_be_told_when_and_nothing_else(house: House) -> None:
    """The number from the chat shows the moment; a number of nobody is said plainly, without an error."""
    await house.colleague("anna")
    vault = house.store.vault
    number = erasures.proof(vault, "somebody")
    anna = await house.logged_in("anna")
    assert "is niets gewist" in (await anna.get(f"/staff/find?ref={number}")).text

    def erase(tx: sqlite3.Connection) -> None:
        erasures.ask(tx, "somebody", reason="asked", now=house.clock())
        erasures.finish(tx, vault, "somebody", now=house.clock())

    await house.store.db.write(erase)
    page = await anna.get(f"/staff/find?ref={number.lower().replace('-', '%20')}")
    assert page.status_code == 200
    assert "is gewist op" in page.text
    assert "somebody" not in page.text
