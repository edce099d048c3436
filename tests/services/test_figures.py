"""The figures: counted without identity, shown in the published form, nothing small outside the team."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.engine.registration import Registration
from bot.services import figures
from bot.services.count import count, reached, via
from bot.services.figures import HIDDEN, LINES, Counted, Figures, as_csv, as_json, as_rows, build
from bot.services.readable import Legend
from bot.services.triage import NotAllowedError
from bot.store import audit
from bot.store.opening import Store, open_store
from bot.store.sight import PROGRAM
from bot.store.staff import Account, Role
from tests.console.house import dialog

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LEGEND = Legend(dialog())

PUBLISHED = {
    2019: (140, 27, 25, 160, 80, 19),
    2018: (167, 27, 13, 175, 97, 35),
    2017: (99, 45, 28, 148, 76, 33),
}
"""The table of the practice article: offenders, by who registered them."""


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A fresh, open store."""
    async with open_store(tmp_path / "data") as opened:
        yield opened


def somebody(role: Role = "coordinator") -> Account:
    """Who types figures in."""
    return Account(
        id="bea",
        login="bea",
        name="Bea",
        role=role,
        disabled=False,
        failed=0,
        locked_until=None,
        has_totp=False,
        created_at=NOW,
        password="-",
    )


def registration(**answers: Any) -> Registration:
    """A registration with these answers."""
    return Registration.model_validate(
        {"reference": "HB", "created_at": "", "status": "new", "channel": "web", "script_revision": "r1", **answers}
    )


async def counted(store: Store, number: int, **answers: Any) -> None:
    """So many people hand this over."""

    def work(tx: sqlite3.Connection) -> None:
        for _ in range(number):
            count(tx, registration(**answers), NOW)

    await store.db.write(work)


def cells(report: figures.Report, title: str) -> dict[str, int | None]:
    """A one-column table of the report."""
    (table,) = [table for table in report.tables if table.title == title]
    return {label: found[0] for label, found in table.rows}


async def test_published_table_comes_back_as_it_was_typed_in(store: Store) -> None:
    """After entering the article's three years, the report of 2019 shows that table, to the number."""
    service = Figures(store=store, clock=lambda: NOW)
    for year, numbers in PUBLISHED.items():
        await service.type_in(somebody(), year, dict(zip(LINES, numbers, strict=True)))
    report = await service.report(PROGRAM, 2019, LEGEND)
    assert report.sources.head == ("2019", "2018", "2017")
    assert [found for _, found in report.sources.rows] == list(zip(*PUBLISHED.values(), strict=True))
    assert await service.years(PROGRAM) == [2026, 2019, 2018, 2017]
    rows = await store.db.read(lambda tx: audit.entries(tx, PROGRAM))
    assert [(row.what, row.ref) for row in rows] == [("figures-typed-in", str(year)) for year in (2017, 2018, 2019)]


@pytest.mark.parametrize(
    ("year", "lines"), [(2027, {"pi": 1}), (1800, {"pi": 1}), (2019, {"maan": 1}), (2019, {"pi": -1})]
)
async def test_impossible_figures_are_refused(store: Store, year: int, lines: dict[str, int]) -> None:
    """A year to come, a line that does not exist, less than nothing: nothing is kept."""
    service = Figures(store=store, clock=lambda: NOW)
    with pytest.raises(ValueError, match="cannot be"):
        await service.type_in(somebody(), year, lines)
    with pytest.raises(NotAllowedError):
        await service.type_in(somebody("staff"), 2019, {"pi": 1})
    assert await service.typed_in(year) == {}


async def test_each_registration_counts_once_in_each_breakdown(store: Store) -> None:
    """By role, form, timing, flag, source and month; several forms count each."""
    await counted(
        store,
        6,
        role="dader",
        forms=["brief", "gesprek"],
        timing={"kind": "niet-nu"},
        flags=["druk"],
        circumstances={"detained": "pi"},
    )
    await counted(store, 5, role="slachtoffer", source="slachtofferhulp-utrecht")
    report = await store.db.read(lambda tx: build(Counted(tx, store.vault, PROGRAM), 2026, LEGEND, outside=False))
    assert cells(report, "Rol") == {"Slachtoffer": 5, "Dader": 6}
    assert cells(report, "Vorm") == {"Een brief": 6, "Een gesprek": 6, "Onbekend": 5}
    assert cells(report, "Signalen") == {"Mogelijk onder druk": 6}
    assert cells(report, "Via") == {"Onbekend": 6, "Slachtofferhulp": 5}
    assert cells(report, "Aanmeldingen per maand")["mrt"] == 11
    assert report.sources.rows[-1] == ("Gedetineerden die zichzelf aanmelden", (6, 0, 0))


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"source": "pi-dordrecht"}, "pi"),
        ({"source": "pi-dordrecht", "circumstances": {"via": "zorg"}}, "zorg"),
        ({"circumstances": {"via": "overgeslagen"}, "source": "jji"}, "jji"),
        ({}, "onbekend"),
    ],
)
def test_source_is_what_was_said_or_the_link(answers: dict[str, Any], expected: str) -> None:
    """A person's own answer goes first, then the kind of institution in the link."""
    assert via(registration(**answers)) == expected


async def test_small_counts_are_hidden_outside_the_team(store: Store) -> None:
    """Under five is hidden, and never alone: the difference with a total would tell it."""
    await counted(store, 9, role="slachtoffer")
    await counted(store, 20, role="verdachte")
    await counted(store, 2, role="dader")
    inside, outside = [
        await store.db.read(lambda tx, hide=hide: build(Counted(tx, store.vault, PROGRAM), 2026, LEGEND, outside=hide))  # type: ignore[misc]
        for hide in (False, True)
    ]
    assert cells(inside, "Rol") == {"Slachtoffer": 9, "Dader": 2, "Verdachte": 20}
    assert cells(outside, "Rol") == {"Slachtoffer": None, "Dader": None, "Verdachte": 20}
    assert (("Rol", "Dader", "2026", HIDDEN)) in as_rows(outside)
    assert ";2\r\n" not in as_csv(outside).decode()
    assert as_json(outside)["outside"] is True


async def test_counters_hold_nobody(store: Store) -> None:
    """The counters are sums per month: a name, a number and own words never reach them."""
    await counted(store, 1, role="dader", contact={"name": "Roos de Wit"}, remark="niet bellen")
    rows = await store.db.read(lambda tx: [tuple(row) for row in tx.execute("SELECT * FROM counted")])
    assert {row[0] for row in rows} == {"2026-03"}
    assert "Roos" not in repr(rows)
    assert "bellen" not in repr(rows)


async def test_funnel_shows_how_far_people_came(store: Store) -> None:
    """Each question with how many came to it, in the order of the conversation."""

    def work(tx: sqlite3.Connection) -> None:
        for steps in (["vorm"], ["rol"], ["rol", "vorm"], ["rol"]):
            reached(tx, steps, NOW)

    await store.db.write(work)
    report = await store.db.read(lambda tx: build(Counted(tx, store.vault, PROGRAM), 2026, LEGEND, outside=False))
    assert cells(report, "Kwam tot deze vraag") == {"Rol": 3, "Vorm": 2}
