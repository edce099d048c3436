"""The search field at the top of every page."""

from __future__ import annotations

import sqlite3

from bot.store import erasures
from tests.console.house import VICTIM, House, send


async def test_finding_by_reference_forgives_how_it_is_typed(house: House) -> None:
    """Small letters and spaces lead to the case; a reference that is nowhere and nonsense get one answer."""
    await house.colleague("anna")
    reference = await house.registered(VICTIM)
    anna = await house.logged_in("anna")
    found = await send(anna, "/staff/find", {"for": reference.lower().replace("-", " ")})
    assert found.headers["location"] == f"/staff/cases/{reference}"
    missing = [await send(anna, "/staff/find", {"for": typed}) for typed in ("HB-2222-2222", "<b>", "")]
    assert {answer.status_code for answer in missing} == {404}
    assert len({answer.text for answer in missing}) == 1


async def test_who_was_erased_can_be_told_when_and_nothing_else(house: House) -> None:
    """The number from the chat shows the moment; a number of nobody is said plainly, without an error."""
    await house.colleague("anna")
    vault = house.store.vault
    number = erasures.proof(vault, "somebody")
    anna = await house.logged_in("anna")
    assert "is niets gewist" in (await send(anna, "/staff/find", {"for": number})).text

    def erase(tx: sqlite3.Connection) -> None:
        erasures.ask(tx, "somebody", reason="asked", now=house.clock())
        erasures.finish(tx, vault, "somebody", now=house.clock())

    await house.store.db.write(erase)
    page = await send(anna, "/staff/find", {"for": number.lower().replace("-", " ")})
    assert page.status_code == 200
    assert "is gewist op" in page.text
    assert "somebody" not in page.text


async def test_a_telephone_number_leads_to_the_case_or_to_a_choice(house: House) -> None:
    """One case: straight to it. Several: a list to choose from. The number stands in no address and on no page."""
    await house.colleague("bea", "coordinator")
    bea = await house.logged_in("bea")
    first = await house.registered(VICTIM)
    found = await send(bea, "/staff/find", {"for": "06 1234 5678"})
    assert found.headers["location"] == f"/staff/cases/{first}"
    second = await house.registered(VICTIM)
    page = await send(bea, "/staff/find", {"for": "06 1234 5678"})
    assert page.status_code == 200
    assert first in page.text
    assert second in page.text
    assert "1234" not in page.text
