"""The figures page and its file."""

from __future__ import annotations

import sqlite3

from bot.engine.registration import Registration
from bot.services.count import count
from tests.console.house import House, send


async def test_page_shows_small_counts_only_inside(house: House) -> None:
    """The team sees everything; the view and file for outside hide what is small."""
    await house.colleague("anna")

    def work(tx: sqlite3.Connection) -> None:
        one = Registration(
            reference="HB", created_at="", status="new", channel="web", script_revision="r", role="dader"
        )
        for _ in range(3):
            count(tx, one, house.clock())

    await house.store.db.write(work)
    anna = await house.logged_in("anna")
    assert '<th scope="row">Dader</th><td class="num">3</td>' in (await anna.get("/staff/figures")).text
    assert '<th scope="row">Dader</th><td class="num">·</td>' in (await anna.get("/staff/figures?outside=1")).text
    assert "Rol;Dader;2026;·" in (await anna.get("/staff/figures/csv?outside=1")).text


async def test_earlier_years_are_typed_in_by_a_coordinator(house: House) -> None:
    """The numbers of a published table appear under their year; nonsense is refused."""
    await house.colleague("bea", "coordinator")
    bea = await house.logged_in("bea")
    answer = await send(bea, "/staff/figures/earlier", {"year": "2019", "pi": "140", "jji": "27", "fpc": ""})
    assert answer.headers["location"] == "/staff/figures?year=2019&told=typed"
    page = (await bea.get("/staff/figures?year=2019")).text
    assert '<th scope="row">PI</th><td class="num">140</td>' in page
    assert "ingevoerd uit een gepubliceerde tabel: 2019." in page
    assert "telde de bot zelf nog niet" in page
    assert "Aanmeldingen per maand" not in page
    for form in ({"year": "x"}, {"year": "2019", "pi": "veel"}, {"year": "3000", "pi": "1"}):
        assert (await send(bea, "/staff/figures/earlier", form)).status_code == 400


async def test_odd_years_in_the_address_are_harmless(house: House) -> None:
    """Whatever year the address asks for, there is a page."""
    await house.colleague("anna")
    anna = await house.logged_in("anna")
    for year in ("", "0", "99999", "٢٠٢٦", "1066", "-1"):
        assert (await anna.get("/staff/figures", params={"year": year})).status_code == 200
