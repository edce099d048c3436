"""Decisions about two cases."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from bot.store import case_links, participants
from bot.store.opening import Store
from tests.store.people import NOW, case_of, person


async def test_a_decision_is_seen_from_both_sides_and_can_be_taken_back(store: Store) -> None:
    """One row for two cases, whichever is named first; a later decision takes its place, undoing leaves nothing."""
    who = await person(store)
    first, second = [(await case_of(store, who, reference)).id for reference in ("HB-1", "HB-2")]

    def about(tx: sqlite3.Connection, case: int) -> list[tuple[int, str]]:
        return [(one.other, one.verdict) for one in case_links.of(tx, case)]

    def work(tx: sqlite3.Connection) -> list[list[tuple[int, str]]]:
        case_links.decide(tx, second, first, "same-person", who="anna", now=NOW)
        case_links.decide(tx, first, second, "apart", who="bram", now=NOW + timedelta(days=1))
        seen = [about(tx, case) for case in (first, second)]
        assert case_links.undo(tx, second, first)
        assert not case_links.undo(tx, second, first)
        return [*seen, about(tx, first)]

    assert await store.db.write(work) == [[(second, "apart")], [(first, "apart")], []]


async def test_it_goes_with_either_person(store: Store) -> None:
    """When one of the two is erased, the other's page tells nothing of them any more."""
    here, there = await person(store), await person(store)
    one, two = await case_of(store, here, "HB-1"), await case_of(store, there, "HB-2")

    def work(tx: sqlite3.Connection) -> list[case_links.Link]:
        case_links.decide(tx, one.id, two.id, "same-event", who="anna", now=NOW)
        participants.erase(tx, there)
        return case_links.of(tx, one.id)

    assert await store.db.write(work) == []


async def test_no_case_is_linked_to_itself(store: Store) -> None:
    """There is no decision about one case."""
    case = await case_of(store, await person(store))
    with pytest.raises(ValueError, match="itself"):
        await store.db.write(lambda tx: case_links.decide(tx, case.id, case.id, "apart", who="anna", now=NOW))
