"""Whole transactions, one writer, shared commits, and clear refusals."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.store.connection import connect
from bot.store.database import Database
from bot.store.errors import (
    CannotOpen,
    DamagedDatabase,
    DatabaseLocked,
    NewerSchema,
    OlderSchema,
    StoreClosed,
    WriteFailed,
)
from bot.store.migrating import known_migrations
from bot.store.opening import Store


def put(name: str) -> Callable[[sqlite3.Connection], None]:
    """A work that stores one row."""

    def work(tx: sqlite3.Connection) -> None:
        tx.execute("INSERT INTO cursor (channel, bot, next_offset) VALUES ('test', ?, 1)", (name,))

    return work


def names(tx: sqlite3.Connection) -> set[str]:
    """The rows that are there."""
    return {row["bot"] for row in tx.execute("SELECT bot FROM cursor")}


async def test_a_cancelled_writer_leaves_no_transaction_open(store: Store) -> None:
    """The caller goes away in the middle; the work is stored whole and the next one starts clean."""
    started, go_on = threading.Event(), threading.Event()

    def slow(tx: sqlite3.Connection) -> None:
        put("eerste")(tx)
        started.set()
        go_on.wait(10)
        put("tweede")(tx)

    caller = asyncio.create_task(store.db.write(slow))
    await asyncio.to_thread(started.wait, 10)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    go_on.set()
    await store.db.write(put("derde"))
    assert not store.db._writer.in_transaction
    assert await store.db.read(names) == {"eerste", "tweede", "derde"}


async def test_a_caller_cancelled_while_waiting_does_not_stop_its_work(store: Store) -> None:
    """What was handed in runs, also when its caller left before its turn came."""
    caller = asyncio.create_task(store.db.write(put("wees")))
    await asyncio.sleep(0)
    caller.cancel()
    await store.db.write(put("buur"))
    assert await store.db.read(names) == {"wees", "buur"}


async def test_works_that_wait_together_share_a_commit_and_fail_alone(store: Store) -> None:
    """One of three raises halfway: it alone is rolled back and told, the others are in the same single commit."""

    def failing(tx: sqlite3.Connection) -> None:
        put("half")(tx)
        raise ValueError("nee")

    before = store.db.commits
    answers = await asyncio.gather(
        store.db.write(put("a")), store.db.write(failing), store.db.write(put("b")), return_exceptions=True
    )
    assert [type(answer) for answer in answers] == [type(None), ValueError, type(None)]
    assert await store.db.read(names) == {"a", "b"}
    assert store.db.commits == before + 1


async def test_nobody_is_answered_before_the_commit(store: Store) -> None:
    """When an answer arrives, a connection of somebody else sees the row."""
    other = connect(store.db.path, "reader")
    try:
        await asyncio.gather(*(store.db.write(put(str(number))) for number in range(20)))
        assert names(other) == {str(number) for number in range(20)}
    finally:
        other.close()


async def test_values_come_back(store: Store) -> None:
    """A work's result is the answer."""
    assert await store.db.write(lambda _: 42) == 42
    assert await store.db.read(lambda _: "ja") == "ja"


async def _coroutine() -> None: ...


def _numbers() -> Iterator[int]:
    yield 1


@pytest.mark.parametrize(
    "work",
    [
        lambda tx: tx.execute("SELECT 1"),
        lambda _: _coroutine(),
        lambda _: _numbers(),
    ],
)
async def test_a_work_may_not_hand_back_something_open(
    store: Store, work: Callable[[sqlite3.Connection], object]
) -> None:
    """A cursor, coroutine or generator would run outside its transaction, so it is refused at once."""
    with pytest.raises(TypeError):
        await store.db.write(work)
    with pytest.raises(TypeError):
        await store.db.read(work)


async def test_a_work_that_raises_stopiteration_stops_nobody(store: Store) -> None:
    """A future cannot carry this exception; the writer survives it."""
    with pytest.raises(RuntimeError):
        await store.db.write(lambda _: next(iter(())))
    await store.db.write(put("daarna"))
    assert await store.db.read(names) == {"daarna"}


async def test_a_work_that_ends_the_transaction_is_told_so(store: Store) -> None:
    """Committing inside a work is a mistake that shows at once; the writer goes on."""
    with pytest.raises(WriteFailed):
        await store.db.write(lambda tx: tx.commit())
    await store.db.write(put("daarna"))
    assert "daarna" in await store.db.read(names)


async def test_a_full_disk_stores_nothing_and_says_so(store: Store) -> None:
    """What callers are told is what is stored: an error for one means none of it is there, and later it works again."""

    def limit(tx: sqlite3.Connection, pages: int) -> None:
        tx.execute(f"PRAGMA max_page_count = {pages}")

    def fill(tx: sqlite3.Connection) -> None:
        for number in range(2_000):
            put(f"vol-{number}-{'x' * 500}")(tx)

    await store.db._writer.run(lambda tx: limit(tx, 1))  # SQLite takes this as: no page more than there are
    answers = await asyncio.gather(store.db.write(put("klein")), store.db.write(fill), return_exceptions=True)
    await store.db._writer.run(lambda tx: limit(tx, 1_000_000))
    assert isinstance(answers[1], WriteFailed | sqlite3.OperationalError)
    there = await store.db.read(names)
    assert ("klein" in there) == (answers[0] is None)
    assert not any(name.startswith("vol-") for name in there)
    await store.db.write(put("weer ruimte"))
    assert "weer ruimte" in await store.db.read(names)


async def test_a_commit_that_fails_is_told_to_everybody_in_it(store: Store) -> None:
    """A constraint that is only checked at the commit takes the whole transaction along: all are told, none is stored."""

    def orphan(tx: sqlite3.Connection) -> None:
        tx.execute("PRAGMA defer_foreign_keys = ON")
        tx.execute("INSERT INTO staff_session VALUES (x'00', 'niemand', 0, 0, 0, NULL)")

    answers = await asyncio.gather(store.db.write(put("mee")), store.db.write(orphan), return_exceptions=True)
    assert [type(answer) for answer in answers] == [WriteFailed, WriteFailed]
    assert await store.db.read(names) == set()
    await store.db.write(put("daarna"))
    assert await store.db.read(names) == {"daarna"}


async def test_nobody_waits_for_a_writer_that_was_stopped(tmp_path: Path) -> None:
    """When the loop is torn down around the store, callers are let go and later ones refused; closing still works."""
    started, go_on = threading.Event(), threading.Event()

    def slow(_: sqlite3.Connection) -> None:
        started.set()
        go_on.wait(10)

    db = await Database.open(tmp_path / "app.db")
    running = asyncio.create_task(db.write(slow))
    await asyncio.to_thread(started.wait, 10)
    waiting = asyncio.create_task(db.write(put("wacht")))
    await asyncio.sleep(0)
    db._task.cancel()
    answers = await asyncio.gather(running, waiting, return_exceptions=True)
    assert [type(answer) for answer in answers] == [asyncio.CancelledError, asyncio.CancelledError]
    with pytest.raises(StoreClosed):
        await db.write(put("te laat"))
    go_on.set()
    await db.close()


async def test_a_reader_cannot_write(store: Store) -> None:
    """The rule is held by SQLite, not by trust."""
    with pytest.raises(sqlite3.OperationalError):
        await store.db.read(put("stiekem"))


async def test_a_read_is_one_consistent_view(store: Store) -> None:
    """Between two looks in one read nothing changes, although somebody commits in between."""
    looked, go_on = threading.Event(), threading.Event()

    def look_twice(tx: sqlite3.Connection) -> tuple[set[str], set[str]]:
        first = names(tx)
        looked.set()
        go_on.wait(10)
        return first, names(tx)

    reading = asyncio.create_task(store.db.read(look_twice))
    await asyncio.to_thread(looked.wait, 10)
    await store.db.write(put("intussen"))
    go_on.set()
    assert await reading == (set(), set())


async def test_more_readers_than_connections_all_get_their_turn(store: Store) -> None:
    """Reads wait for a free connection and lose nothing, also when one of them is cancelled."""
    await store.db.write(put("x"))
    cancelled = asyncio.create_task(store.db.read(names))
    await asyncio.sleep(0)
    cancelled.cancel()
    assert await asyncio.gather(*(store.db.read(names) for _ in range(50))) == [{"x"}] * 50


async def test_closing_finishes_what_was_handed_in(tmp_path: Path) -> None:
    """Works that wait at closing are stored; later ones are refused; closing twice is fine."""
    db = await Database.open(tmp_path / "app.db")
    waiting = [asyncio.create_task(db.write(put(str(number)))) for number in range(10)]
    await asyncio.sleep(0)
    await db.close()
    await db.close()
    await asyncio.gather(*waiting)
    for refused in (db.write(names), db.read(names)):
        with pytest.raises(StoreClosed):
            await refused
    async with await Database.open(tmp_path / "app.db") as again:
        assert len(await again.read(names)) == 10


async def test_a_second_owner_is_refused(store: Store) -> None:
    """Two services on one folder: the second is told why and what to do; the first notices nothing."""
    with pytest.raises(DatabaseLocked, match="ander proces"):
        await Database.open(store.db.path)
    await store.db.write(put("ongestoord"))


async def test_a_guest_goes_in_beside_the_owner(store: Store) -> None:
    """A short command reads and writes while the service runs, and never checkpoints."""
    await store.db.write(put("dienst"))
    async with await Database.open(store.db.path, guest=True) as guest:
        await guest.write(put("gast"))
        assert await guest.read(names) == {"dienst", "gast"}
        assert await guest.read(lambda tx: tx.execute("PRAGMA wal_autocheckpoint").fetchone()[0]) == 0
    assert await store.db.read(names) == {"dienst", "gast"}


async def test_a_guest_alone_becomes_the_owner(tmp_path: Path) -> None:
    """The first command on a fresh folder sets it up, and holds the lock meanwhile."""
    async with await Database.open(tmp_path / "app.db", guest=True) as guest:
        await guest.write(put("eerste"))
        with pytest.raises(DatabaseLocked):
            await Database.open(tmp_path / "app.db")


async def test_a_guest_does_not_migrate_under_a_running_service(store: Store) -> None:
    """With an older schema in use the guest is told to have the service restarted."""
    await store.db._writer.run(lambda tx: tx.execute("PRAGMA user_version = 0").fetchall())
    with pytest.raises(OlderSchema, match="opnieuw"):
        await Database.open(store.db.path, guest=True)


async def test_a_newer_schema_is_refused_and_left_alone(tmp_path: Path) -> None:
    """An older program does not touch a newer database; the lock is free again afterwards."""
    path = tmp_path / "app.db"
    async with await Database.open(path) as db:
        await db.write(put("bewaard"))
    newer = known_migrations()[-1].number + 1
    raw = connect(path, "writer")
    raw.execute(f"PRAGMA user_version = {newer}")
    raw.close()
    for _ in range(2):
        with pytest.raises(NewerSchema, match="nieuwere versie"):
            await Database.open(path)
    raw = connect(path, "reader")
    assert names(raw) == {"bewaard"}
    assert raw.execute("PRAGMA user_version").fetchone()[0] == newer
    raw.close()


async def test_a_damaged_database_is_refused(tmp_path: Path) -> None:
    """Pages overwritten in the middle are found at start, before anybody is answered from them."""
    path = tmp_path / "app.db"
    async with await Database.open(path) as db:
        for number in range(50):
            await db.write(put(f"{number}-{'x' * 500}"))
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 10)
    with pytest.raises(DamagedDatabase, match="restore"):
        await Database.open(path)


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A file where the folder should be gives one line with a remedy."""
    (tmp_path / "data").write_text("geen map")
    with pytest.raises(CannotOpen, match="Controleer"):
        await Database.open(tmp_path / "data" / "app.db")


async def test_checkpoint_empties_the_log(store: Store) -> None:
    """After a yes nothing is left in the write-ahead log."""
    await store.db.write(put("weg"))
    log = store.db.path.with_name("app.db-wal")
    assert log.stat().st_size > 0
    assert await store.db.checkpoint()
    assert log.stat().st_size == 0


async def test_checkpoint_says_no_while_somebody_reads(store: Store) -> None:
    """An open reader keeps the log; the answer is no, and yes once the reader is done."""
    await store.db.write(put("a"))
    looked, go_on = threading.Event(), threading.Event()

    def look(tx: sqlite3.Connection) -> None:
        names(tx)
        looked.set()
        go_on.wait(10)

    reading = asyncio.create_task(store.db.read(look))
    await asyncio.to_thread(looked.wait, 10)
    await store.db.write(put("b"))
    assert not await store.db.checkpoint()
    go_on.set()
    await reading
    assert await store.db.checkpoint()


async def test_a_copy_is_whole_and_private(store: Store, tmp_path: Path) -> None:
    """A copy taken while in use opens by itself and holds everything committed."""
    await store.db.write(put("gekopieerd"))
    target = tmp_path / "copy.db"
    await store.db.copy_to(target)
    assert target.stat().st_mode & 0o077 == 0
    async with await Database.open(target) as copy:
        assert await copy.read(names) == {"gekopieerd"}
