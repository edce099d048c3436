"""Who may know of what, and that no query of the store forgets it."""

from __future__ import annotations

import ast
import re
import sqlite3

import pytest

from bot.store import audit, registrations, sight
from bot.store.cases import Filters
from bot.store.opening import Store
from bot.store.sight import GROUP, PROGRAM, Sight
from tests.store.people import NOW, case_of, colleague, person
from tests.test_structure import of

WITHOUT_SIGHT = {
    "bot.store.legal_holds.<module>": "whom the jobs leave alone",
    "bot.services.restore._refuse_strange_keys": "tries whether keys and data belong together",
    "bot.store.opening.holds_sealed": "tries whether keys and data belong together",
    "bot.store.audit.latest": "a moment of the clock, of no row in particular",
    "bot.store.expiry.<module>": "the retention job works for nobody in particular",
    "bot.store.filtering.wanted": "conditions to which the queue adds its sight",
    "bot.store.holding.reassign": "changes a case that was found by sight",
    "bot.store.messages._owner": "seals for the person of a case that was found by sight",
    "bot.store.registrations.add": "the participant's own, on its way in",
    "bot.store.registrations.amend": "the participant's own, on its way in",
    "bot.store.registrations.claim": "changes a case that was found by sight",
    "bot.store.registrations._swap": "changes a case that was found by sight",
    "bot.store.registrations.due": "the job that returns resting cases works for nobody in particular",
    "bot.store.timeline._owner": "seals for the person of a case that was found by sight",
}
"""The only queries of cases that ask not who looks, each with its reason."""

READS = re.compile(r"\b(FROM|JOIN) (registration|audit)\b")
CHAIN = {"bot.store.audit.head", "bot.store.audit.verify"}
"""The chain is checked over all rows; nothing of a row is shown."""


async def closed(store: Store) -> tuple[str, str]:
    """Two colleagues, and three cases of which the second is closed to the first of them."""
    anna, bram = await colleague(store, "anna"), await colleague(store, "bram")
    who = await person(store)
    for reference in ("HB-1", "HB-2", "HB-3"):
        await case_of(store, who, reference)
    assert await store.db.write(lambda tx: sight.close(tx, "HB-2", anna))
    return anna, bram


@pytest.mark.parametrize(
    ("sees", "expected"),
    [
        (sight.of("id-anna"), ["HB-1", "HB-3"]),
        (sight.of("id-bram"), ["HB-1", "HB-2", "HB-3"]),
        (GROUP, ["HB-1", "HB-3"]),
        (PROGRAM, ["HB-1", "HB-2", "HB-3"]),
    ],
)
async def test_what_is_closed_is_there_for_the_others_only(store: Store, sees: Sight, expected: list[str]) -> None:
    """For who a case is closed to, and for the group, it is not; for everybody else and the program it is."""
    await closed(store)
    vault = store.vault
    listed = await store.db.read(lambda tx: registrations.listed(tx, vault, sees, Filters()))
    assert [case.reference for case in listed] == expected
    assert sum((await store.db.read(lambda tx: registrations.status_counts(tx, sees))).values()) == len(expected)
    for reference in ("HB-1", "HB-2", "HB-3"):
        there = await store.db.read(lambda tx, one=reference: registrations.by_reference(tx, vault, sees, one))  # type: ignore[misc]
        assert (there is not None) == (reference in expected)
        assert await store.db.read(lambda tx, one=reference: sight.allowed(tx, sees, one)) == (reference in expected)  # type: ignore[misc]


async def test_closing_and_opening_twice_is_once(store: Store) -> None:
    """Only the first time changes something."""
    anna, _ = await closed(store)

    def work(tx: sqlite3.Connection) -> list[bool]:
        again = sight.close(tx, "HB-2", anna)
        return [again, sight.reopen(tx, "HB-2", anna), sight.reopen(tx, "HB-2", anna)]

    assert await store.db.write(work) == [False, True, False]
    assert await store.db.read(lambda tx: sight.closed_to(tx, "HB-2")) == []


async def test_the_trail_has_no_gap_where_something_is_closed(store: Store) -> None:
    """Who may not know of a case reads a trail that is numbered as if the case had never been, on every page of it."""
    await closed(store)

    def fill(tx: sqlite3.Connection) -> None:
        for number in range(30):
            audit.append(tx, store.vault, who="x", what="viewed", ref=f"HB-{number % 3 + 1}", now=NOW)

    await store.db.write(fill)
    sees = sight.of("id-anna")
    shown = await store.db.read(lambda tx: audit.entries(tx, sees))
    assert [row.number for row in shown] == list(range(20, 0, -1))
    assert {row.ref for row in shown} == {"HB-1", "HB-3"}
    assert await store.db.read(lambda tx: audit.length(tx, sees)) == 20
    assert await store.db.read(lambda tx: audit.entries(tx, sees, ref="HB-2")) == []
    paged, before = list[audit.Entry](), None
    while page := await store.db.read(lambda tx, upto=before: audit.entries(tx, sees, limit=7, before=upto)):  # type: ignore[misc]
        paged += page
        before = page[-1].number
    assert paged == shown


def test_no_query_of_cases_forgets_who_looks() -> None:
    """Every function with a query that reads cases or the trail is handed a sight; the exceptions are few."""
    forgetful = set[str]()
    for name, tree in of("store", "services", "console", "commands").items():
        inside = {
            id(leaf): f"{name}.{node.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            for leaf in ast.walk(node)
        }
        asking = {
            f"{name}.{node.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef) and "sees" in {argument.arg for argument in node.args.args}
        }
        forgetful |= {
            inside.get(id(leaf), f"{name}.<module>")
            for leaf in ast.walk(tree)
            if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str) and READS.search(leaf.value)
        } - asking
    assert forgetful == set(WITHOUT_SIGHT) | CHAIN
