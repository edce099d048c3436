"""Jobs of erasing, and what they leave behind: nothing, but for a keyed hash."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from bot.store import erasures, participants
from bot.store.opening import Store
from tests.store.canaries import empty_tables, fill, tables
from tests.store.people import NOW, case_of, colleague, person

KEEPS = {
    "audit", "closed", "counted", "cursor", "draft", "draft_save", "earlier_year", "erasure_ledger", "frozen",
    "not_now", "not_now_sign", "publication", "revision", "saved_view", "staff", "staff_link_code", "staff_link_miss", "staff_recovery",
    "staff_session", "staff_telegram", "step_count", "unanswered",
    "uncounted",
}  # fmt: skip
"""Tables that belong to nobody in particular. Any other table, a new one too, must be as before the person came."""


def every_row(tx: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """Table -> all its rows."""
    return {name: [tuple(row) for row in tx.execute(f"SELECT * FROM {name} ORDER BY 1")] for name in tables(tx)}  # noqa: S608


async def test_erasing_leaves_no_row_in_any_table(store: Store) -> None:
    """Somebody who is in every table of the schema leaves it as if they had never come; somebody else stays whole."""
    staff_id = await colleague(store)
    other = await person(store, "2002")
    await case_of(store, other, "HB-4444-4444")
    before = await store.db.read(every_row)
    who = await store.db.write(lambda tx: fill(tx, store, staff_id))
    number = await store.db.read(
        lambda tx: tx.execute("SELECT id FROM registration WHERE participant = ?", (who,)).fetchone()[0]
    )
    assert await store.db.read(empty_tables) == []

    store.vault.destroy(who)
    await store.db.write(lambda tx: participants.erase(tx, who))
    await store.db.write(lambda tx: erasures.finish(tx, store.vault, who, now=NOW))

    after = await store.db.read(every_row)
    left = {name for name, rows in after.items() if set(rows) - set(before[name])}
    assert left <= KEEPS | {"inbox", "outbox"}
    assert {name for name, rows in before.items() if set(rows) - set(after[name])} <= {"staff"}
    assert [name for name, rows in after.items() if any(who in row for row in rows)] == []
    assert await store.db.read(lambda tx: _values(tx, "participant")) == {other, None}
    assert number not in await store.db.read(lambda tx: _values(tx, "case_id"))


def _values(tx: sqlite3.Connection, column: str) -> set[object]:
    """What stands in this column, over all tables that have it. Of inbox and outbox: nobody, for what is staff's."""
    having = [
        name for name in tables(tx) if column in {row["name"] for row in tx.execute(f"PRAGMA table_info({name})")}
    ]
    assert len(having) > 3
    return {row[0] for name in having for row in tx.execute(f"SELECT {column} FROM {name}")}  # noqa: S608


async def test_every_table_about_a_person_hangs_on_them(store: Store) -> None:
    """A column ``participant`` or ``case_id`` goes with its row by the schema itself; only the job outlives it."""

    def loose(tx: sqlite3.Connection) -> list[str]:
        found = []
        for name in tables(tx):
            columns = {row["name"] for row in tx.execute(f"PRAGMA table_info({name})")}
            cascades = {
                row["from"] for row in tx.execute(f"PRAGMA foreign_key_list({name})") if row["on_delete"] == "CASCADE"
            }
            found += [f"{name}.{column}" for column in columns & {"participant", "case_id"} - cascades]
        return found

    assert await store.db.read(loose) == ["erasure_job.participant"]


async def test_asking_twice_is_asking_once(store: Store) -> None:
    """The first time counts, and who waits longest comes first."""

    def work(tx: sqlite3.Connection) -> list[erasures.Job]:
        erasures.ask(tx, "b", reason="asked", now=NOW + timedelta(hours=1))
        erasures.ask(tx, "a", reason="staff", now=NOW)
        erasures.ask(tx, "b", reason="retention", now=NOW - timedelta(days=1))
        return erasures.jobs(tx)

    jobs = await store.db.write(work)
    assert [(job.participant, job.asked_at) for job in jobs] == [("a", NOW), ("b", NOW + timedelta(hours=1))]


async def test_the_ledger_knows_who_was_erased_without_saying_who(store: Store) -> None:
    """Finishing takes the job away and leaves one line; finishing again leaves no second."""

    def work(tx: sqlite3.Connection) -> list[tuple[object, ...]]:
        erasures.ask(tx, "a", reason="asked", now=NOW)
        for _ in range(2):
            erasures.finish(tx, store.vault, "a", now=NOW)
        return [tuple(row) for row in tx.execute("SELECT person_index, reason FROM erasure_ledger")]

    assert await store.db.write(work) == [(store.vault.index("erased", "a"), "asked")]
    assert await store.db.read(erasures.jobs) == []
    assert await store.db.read(lambda tx: erasures.erased(tx, store.vault, "a"))
    assert not await store.db.read(lambda tx: erasures.erased(tx, store.vault, "b"))


async def test_a_reason_is_one_of_three(store: Store) -> None:
    """No story about a person gets into a table that outlives them."""
    with pytest.raises(sqlite3.IntegrityError):
        await store.db.write(lambda tx: erasures.ask(tx, "a", reason="Roos wil het niet meer", now=NOW))
