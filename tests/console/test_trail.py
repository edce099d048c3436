"""The audit trail as an administrator reads it."""

from __future__ import annotations

import re
import sqlite3

import pytest

from bot.store import audit
from tests.console.house import VICTIM, House, send


async def people(house: House) -> None:
    """A member and an administrator."""
    await house.colleague("anna")
    await house.colleague("carla", "administrator")


async def test_trail_shows_who_did_what_and_that_it_was_looked_at(house: House) -> None:
    """Rows read in words, can be found by reference, and the chain can be checked from the page."""
    await people(house)
    reference = await house.registered(VICTIM)
    await send(await house.logged_in("anna"), f"/staff/cases/{reference}/claim", {"version": "1"})
    carla = await house.logged_in("carla")
    page = (await carla.get(f"/staff/audit?ref={reference}&check=1")).text
    assert "<bdi>Anna</bdi></td><td>opgepakt</td>" in page
    assert "Het logboek is heel" in page
    assert "logboek bekeken" in (await carla.get("/staff/audit")).text


async def test_trail_pages_back_to_the_beginning(house: House) -> None:
    """Every row can be reached, each once."""
    await people(house)

    def fill(tx: sqlite3.Connection) -> None:
        for number in range(230):
            audit.append(tx, house.store.vault, who="id-anna", what="viewed", ref=f"R{number}", now=house.clock())

    await house.store.db.write(fill)
    carla = await house.logged_in("carla")
    seen, path = list[str](), "/staff/audit"
    while True:
        page = (await carla.get(path)).text
        seen += re.findall(r"<bdi>(R\d+)</bdi>", page)
        older = re.search(r'href="(\?before=\d+)"', page)
        if older is None:
            break
        path = f"/staff/audit{older.group(1)}"
    assert seen == [f"R{number}" for number in reversed(range(230))]


async def test_a_changed_row_is_said_on_the_page(house: House) -> None:
    """Whoever changes a row behind the program's back, the check names that row."""
    await people(house)
    reference = await house.registered(VICTIM)
    await send(await house.logged_in("anna"), f"/staff/cases/{reference}/claim", {"version": "1"})

    def tamper(tx: sqlite3.Connection) -> None:
        tx.execute("DROP TRIGGER audit_unchanged")
        tx.execute("UPDATE audit SET who = 'id-carla' WHERE what = 'claimed'")

    await house.store.db.write(tamper)
    page = (await (await house.logged_in("carla")).get("/staff/audit?check=1")).text
    assert "Het logboek is niet heel" in page
    assert "Regel 1 is veranderd" in page


@pytest.mark.parametrize("query", ["before=x", "before=-1", "before=٣", "before=99999999999999999999", "ref=%3Cb%3E"])
async def test_a_mangled_address_is_harmless(house: House, query: str) -> None:
    """Nonsense in the address never breaks the page, and never becomes markup."""
    await people(house)
    answer = await (await house.logged_in("carla")).get(f"/staff/audit?{query}")
    assert answer.status_code == 200
    assert "<b>" not in answer.text
