"""The trail cannot be bent unseen."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.store import audit
from bot.store.connection import connect
from bot.store.masterkey import MasterKey
from bot.store.migrating import migrate
from bot.store.opening import Store
from bot.store.sight import PROGRAM
from bot.store.vault import Vault
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


async def problems(store: Store, *noted: audit.Head) -> list[str]:
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
    newest = await store.db.read(lambda tx: audit.entries(tx, PROGRAM, limit=2))
    assert [(entry.number, entry.ref, entry.what) for entry in newest] == [
        (6, "HB-1", "case-opened"),
        (5, "HB-0", "case-opened"),
    ]
    about = await store.db.read(lambda tx: audit.entries(tx, PROGRAM, ref="HB-0"))
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


ROWS = 12
Row = tuple[object, ...]


@contextmanager
def long_trail(folder: Path) -> Iterator[tuple[sqlite3.Connection, Vault]]:
    """A trail of ``ROWS`` rows whose triggers somebody removed, about few things so that rows look alike."""
    tx = connect(folder / "app.db", "writer")
    migrate(tx, folder / "app.db")
    vault = Vault.open(folder / "keys.db", MasterKey(bytes(32)))
    for number in range(ROWS):
        audit.append(tx, vault, who="ab"[number % 2], what="viewed", ref="HB-1", now=NOW + timedelta(hours=number // 3))
    tx.executescript("DROP TRIGGER audit_unchanged; DROP TRIGGER audit_kept")
    try:
        yield tx, vault
    finally:
        vault.close()
        tx.close()


NUMBERS = st.integers(0, ROWS - 1)
TAMPERING = st.one_of(
    st.tuples(st.just("change"), NUMBERS, st.sampled_from(["at", "who", "what", "ref", "mac"]), st.integers(0, 3)),
    st.tuples(st.just("remove"), NUMBERS, st.booleans()),
    st.tuples(st.just("swap"), NUMBERS, NUMBERS, st.booleans()),
    st.tuples(st.just("copy"), NUMBERS, NUMBERS),
    st.tuples(st.just("cut"), NUMBERS),
)
COLUMNS = ("n", "at", "who", "what", "ref", "mac")


def tampered(rows: list[Row], deed: tuple[object, ...]) -> list[Row]:
    """The trail after one deed. Deeds on places that are gone by now do nothing."""
    rows = list(rows)
    match deed:
        case ("change", int(place), str(column), int(by)) if place < len(rows):
            row = dict(zip(COLUMNS, rows[place], strict=True))
            old = row[column]
            row[column] = old + by if isinstance(old, int) else bytes(32) if isinstance(old, bytes) else f"{old}{by}"
            rows[place] = tuple(row.values())
        case ("remove", int(place), bool(renumbered)) if place < len(rows):
            del rows[place]
            if renumbered:
                rows = [(number, *row[1:]) for number, row in enumerate(rows, 1)]
        case ("swap", int(one), int(other), bool(codes)) if max(one, other) < len(rows):
            first, second, end = rows[one], rows[other], None if codes else -1
            rows[one] = (first[0], *second[1:end], *(() if codes else first[-1:]))
            rows[other] = (second[0], *first[1:end], *(() if codes else second[-1:]))
        case ("copy", int(one), int(other)) if max(one, other) < len(rows):
            rows[one] = (rows[one][0], *rows[other][1:])
        case ("cut", int(place)):
            rows = rows[:place]
    return rows


def tamper(folder: Path, examples: int) -> None:
    """Bend a trail in so many ways: every one that left a trace in the rows is found, with the row it begins at."""
    with long_trail(folder) as (tx, vault):
        whole = [tuple(row) for row in tx.execute("SELECT * FROM audit ORDER BY n")]
        noted = {audit.head(tx)}

        @settings(max_examples=examples, deadline=None)
        @given(deeds=st.lists(TAMPERING, min_size=1, max_size=4))
        def bend_it(deeds: list[tuple[object, ...]]) -> None:
            rows = whole
            for deed in deeds:
                rows = tampered(rows, deed)
            tx.execute("BEGIN")
            tx.execute("DELETE FROM audit")
            tx.executemany("INSERT OR REPLACE INTO audit VALUES (?, ?, ?, ?, ?, ?)", rows)
            left = [tuple(row) for row in tx.execute("SELECT * FROM audit ORDER BY n")]
            found = audit.verify(tx, vault, noted)
            tx.execute("ROLLBACK")
            assert bool(found) == (left != whole)
            if found:
                place = next(
                    (i for i, (old, new) in enumerate(zip(whole, left, strict=False)) if old != new), len(left)
                )
                cut = place == len(left)
                assert f"egel {ROWS if cut else whole[place][0]}" in found[0] or f"egel {place} en" in found[0]

        bend_it()


def test_however_a_trail_is_bent_it_is_found_with_its_place(tmp_path: Path) -> None:
    """Rows changed, removed, renumbered, swapped (with and without their codes), copied over, and the end cut off."""
    tamper(tmp_path, 300)


@pytest.mark.long
def test_ten_thousand_ways_to_bend_a_trail_are_all_found(tmp_path: Path) -> None:
    """The same, ten thousand times."""
    tamper(tmp_path, 10_000)


def test_a_head_is_found_in_any_text_and_nothing_else_is_taken_for_one() -> None:
    """Written, it can be read back from the middle of a line; longer numbers and other codes are none."""
    head = audit.Head(number=17, mac=bytes(range(32)))

    assert audit.read_heads(f"x {head}, {head}\nhead='{head}'") == {head}
    assert audit.read_heads(f"{head}0 17:abc {'a' * 64}:17") == set()
