"""The trail cannot be bent unseen."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from bot.store import audit
from bot.store.opening import Store
from tests.store.people import NOW


async def trail(store: Store, length: int = 6) -> audit.Head:
    """Rows about two references; gives the head."""
    for number in range(length):
        await store.db.write(
            lambda tx, number=number: audit.append(  # type: ignore[misc]
                tx,
                store.vault,
                who="id-anna",
                what="case-opened",
                ref=f"HB-{number % 2}",
                now=NOW + timedelta(minutes=number),
            )
        )
    return await store.db.read(audit.head)


async def problems(store: Store, noted: audit.Head | None = None) -> list[str]:
    """What the check finds."""
    return await store.db.read(lambda tx: audit.verify(tx, store.vault, noted))


async def bend(store: Store, *statements: str) -> None:
    """Somebody with the database file and time removes the triggers and changes rows."""

    def work(tx: sqlite3.Connection) -> None:
        tx.execute("DROP TRIGGER IF EXISTS audit_unchanged")
        tx.execute("DROP TRIGGER IF EXISTS audit_kept")
        for statement in statements:
            tx.execute(statement)

    await store.db.write(work)


async def test_an_untouched_trail_is_whole(store: Store) -> None:
    """Also the empty one; rows come back newest first, all or about one reference."""
    assert await problems(store) == []
    head = await trail(store)
    assert head.number == 6
    assert await problems(store, head) == []
    newest = await store.db.read(lambda tx: audit.entries(tx, limit=2))
    assert [(entry.number, entry.ref, entry.what) for entry in newest] == [
        (6, "HB-1", "case-opened"),
        (5, "HB-0", "case-opened"),
    ]
    about = await store.db.read(lambda tx: audit.entries(tx, ref="HB-0"))
    assert [entry.number for entry in about] == [5, 3, 1]


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = 'x' WHERE n = 2", "DELETE FROM audit WHERE n = 2"])
async def test_the_program_itself_cannot_change_it(store: Store, statement: str) -> None:
    """The database refuses."""
    await trail(store)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        await store.db.write(lambda tx: tx.execute(statement).rowcount)


@pytest.mark.parametrize(
    "statements",
    [
        ("UPDATE audit SET who = 'id-bram' WHERE n = 3",),
        ("UPDATE audit SET what = 'case-closed' WHERE n = 1",),
        ("UPDATE audit SET ref = 'HB-9' WHERE n = 6",),
        ("UPDATE audit SET at = at + 1 WHERE n = 4",),
        ("UPDATE audit SET mac = zeroblob(32) WHERE n = 6",),
        ("DELETE FROM audit WHERE n = 3",),
        ("DELETE FROM audit WHERE n = 1",),
        ("DELETE FROM audit WHERE n = 3", "UPDATE audit SET n = n - 1 WHERE n > 3"),
        (
            "UPDATE audit SET n = 99 WHERE n = 2",
            "UPDATE audit SET n = 2 WHERE n = 3",
            "UPDATE audit SET n = 3 WHERE n = 99",
        ),
        ("UPDATE audit SET who = 'id-ann', what = 'acase-opened' WHERE n = 3",),
    ],
)
async def test_every_change_is_found(store: Store, statements: tuple[str, ...]) -> None:
    """Edited, removed, renumbered or swapped rows, also by somebody who removed the triggers."""
    await trail(store)
    await bend(store, *statements)
    assert await problems(store)


async def test_a_cut_off_end_is_found_with_yesterdays_head(store: Store) -> None:
    """The chain alone cannot tell; a head noted elsewhere can, also when new rows were added since."""
    head = await trail(store)
    await bend(store, "DELETE FROM audit WHERE n > 4")
    assert await problems(store) == []
    assert "afgeknipt" in (await problems(store, head))[0]
    await trail(store, 3)
    assert await problems(store, head)


async def test_a_longer_trail_still_holds_yesterdays_head(store: Store) -> None:
    """Honest growth is no problem."""
    head = await trail(store)
    await trail(store, 3)
    assert await problems(store, head) == []
