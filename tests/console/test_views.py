"""Kept views of the queue: a name for an address."""

from __future__ import annotations

import re

from tests.console.house import VICTIM, House, send


async def test_a_view_is_kept_found_back_and_forgotten(house: House) -> None:
    """What is kept is the filter, under somebody's own words; it leads to the same cases."""
    await house.colleague("anna")
    reference = await house.registered(VICTIM)
    await house.registered({"role": "dader"})
    anna = await house.logged_in("anna")
    form = {"tab": "new", "flag": "druk", "name": "Druk <b>nieuw"}
    kept = await send(anna, "/staff/views/keep", form)
    assert kept.headers["location"] == "/staff/?tab=new&flag=druk"
    page = (await anna.get("/staff/")).text
    assert "<bdi class='own'>Druk &lt;b&gt;nieuw</bdi>" in page
    (address,) = re.findall(r'href="/staff/(\?tab=new&amp;flag=druk)">', page)
    shown = (await anna.get(f"/staff/{address.replace('&amp;', '&')}")).text
    assert re.findall(r"data-row>(HB-[0-9A-Z-]+)<", shown) == [reference]
    (number,) = re.findall(r'name="view" value="(\d+)"', shown)
    assert (await send(anna, "/staff/views/drop", {"view": number})).status_code == 303
    assert "Druk" not in (await anna.get("/staff/")).text.partition("<table")[0].partition("</form>")[2]


async def test_ones_own_views_are_ones_own(house: House) -> None:
    """A colleague sees shared views only, and can neither keep nor drop one for everybody."""
    await house.colleague("anna")
    await house.colleague("bea", "coordinator")
    anna, bea = await house.logged_in("anna"), await house.logged_in("bea")
    await send(bea, "/staff/views/keep", {"flag": "druk", "name": "van bea"})
    await send(bea, "/staff/views/keep", {"flag": "tolk", "name": "van iedereen", "shared": "1"})
    page = (await anna.get("/staff/")).text
    assert "van iedereen" in page
    assert "van bea" not in page
    assert (await send(anna, "/staff/views/keep", {"flag": "druk", "name": "x", "shared": "1"})).status_code == 404
    for number in ("1", "2", "99"):
        assert (await send(anna, "/staff/views/drop", {"view": number})).status_code == 404
    assert "van iedereen" in (await anna.get("/staff/")).text
    assert (await send(bea, "/staff/views/drop", {"view": "2"})).status_code == 303


async def test_a_name_is_short_and_views_are_few(house: House) -> None:
    """No name, a long name and endless views are refused."""
    await house.colleague("anna")
    anna = await house.logged_in("anna")
    for name in ("", " ", "x" * 41):
        assert (await send(anna, "/staff/views/keep", {"flag": "druk", "name": name})).status_code == 400
    for number in range(30):
        assert (await send(anna, "/staff/views/keep", {"flag": "druk", "name": str(number)})).status_code == 303
    assert (await send(anna, "/staff/views/keep", {"flag": "druk", "name": "te veel"})).status_code == 409
