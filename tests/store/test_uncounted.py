"""What somebody's figures leave out."""

from __future__ import annotations

import sqlite3

from bot.store import counts, sight, uncounted
from bot.store.opening import Store
from bot.store.sight import PROGRAM
from bot.store.uncounted import Sums
from tests.store.people import case_of, colleague, person

FACTS = [("all", "all"), ("role", "dader")]


async def test_what_a_case_added_is_kept_with_it(store: Store) -> None:
    """It comes back as it was; a case of which nothing was kept has nothing."""
    case = await case_of(store, who := await person(store))
    assert await store.db.read(lambda tx: uncounted.of_case(tx, store.vault, case.id, who)) is None
    await store.db.write(lambda tx: uncounted.keep(tx, store.vault, case.id, who, "2026-03", FACTS))
    kept = await store.db.read(lambda tx: uncounted.of_case(tx, store.vault, case.id, who))
    assert kept == Sums({("2026-03", "all", "all"): 1, ("2026-03", "role", "dader"): 1})


async def test_counters_leave_out_for_one_and_not_for_another(store: Store) -> None:
    """Values, months and years of what is closed are less for that colleague only, and whole again afterwards."""
    anna, bram = sight.of(await colleague(store, "anna")), sight.of(await colleague(store, "bram"))
    sums = Sums({("2025-01", *fact): 1 for fact in FACTS})

    def count(tx: sqlite3.Connection) -> None:
        counts.add(tx, "2025-01", FACTS)
        counts.add(tx, "2026-03", [*FACTS, ("role", "slachtoffer")])
        uncounted.leave_out(tx, store.vault, anna, sums)

    await store.db.write(count)
    vault = store.vault
    assert await store.db.read(lambda tx: counts.by_value(tx, vault, anna, "role", 2025)) == {}
    assert await store.db.read(lambda tx: counts.by_month(tx, vault, anna, "all", 2025)) == {}
    assert await store.db.read(lambda tx: counts.years(tx, vault, anna)) == [2026]
    assert await store.db.read(lambda tx: counts.by_value(tx, vault, anna, "role", 2026)) == {
        "dader": 1,
        "slachtoffer": 1,
    }
    for other in (bram, PROGRAM):
        assert await store.db.read(lambda tx, who=other: counts.by_value(tx, vault, who, "role", 2025)) == {"dader": 1}  # type: ignore[misc]
    await store.db.write(lambda tx: uncounted.leave_out(tx, vault, anna, sums, again=True))
    assert await store.db.read(lambda tx: counts.years(tx, vault, anna)) == [2026, 2025]
