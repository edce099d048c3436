"""Every connection has every setting, and whole functions run in one hop."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from bot.store.connection import Connection, Role, apply, connect, settings
from bot.store.errors import CannotOpen, DamagedDatabase, UnsafeSettings
from bot.store.opening import Store


@pytest.mark.parametrize("role", ["writer", "guest", "reader"])
def test_a_fresh_connection_has_every_setting(tmp_path: Path, role: Role) -> None:
    """Pragmas hold per connection: a new one has all of them, FULL synchronisation first of all."""
    connection = connect(tmp_path / "app.db", role)
    found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in settings(role)}
    connection.close()
    assert found == settings(role)
    assert found["synchronous"] == 2
    assert found["journal_mode"] == "wal"
    assert found["secure_delete"] == 1
    assert found["query_only"] == (role == "reader")


def test_normal_synchronisation_would_be_noticed(tmp_path: Path) -> None:
    """With NORMAL a power cut takes committed transactions along; the check that holds FULL tells the two apart."""
    connection = sqlite3.connect(tmp_path / "app.db")
    connection.execute("PRAGMA synchronous = NORMAL")
    found = connection.execute("PRAGMA synchronous").fetchone()[0]
    connection.close()
    assert found != settings("writer")["synchronous"]


def test_a_setting_that_does_not_take_is_refused() -> None:
    """SQLite ignores what it cannot do (a database in memory has no write-ahead log); we do not."""
    connection = sqlite3.connect(":memory:")
    with pytest.raises(UnsafeSettings, match="journal_mode"):
        apply(connection, {"journal_mode": "wal"})
    connection.close()


async def test_the_running_store_has_full_synchronisation_everywhere(store: Store) -> None:
    """Not only a fresh connection: the writer and the readers of an open store too."""
    read = "PRAGMA synchronous"
    assert await store.db.write(lambda tx: tx.execute(read).fetchone()[0]) == 2
    for _ in range(4):
        assert await store.db.read(lambda tx: tx.execute(read).fetchone()[0]) == 2


def test_the_files_are_private(tmp_path: Path) -> None:
    """Nobody else on the machine can read the database or its side files."""
    connection = connect(tmp_path / "app.db", "writer")
    connection.execute("CREATE TABLE t (x)")
    rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    connection.close()
    assert rights == {"app.db": 0o600, "app.db-wal": 0o600, "app.db-shm": 0o600}


def test_what_is_no_database_is_called_damaged(tmp_path: Path) -> None:
    """A text file under the database's name gives one clear error and stays as it was."""
    path = tmp_path / "app.db"
    path.write_text("dit is geen database, maar wel lang genoeg om er een kop in te zoeken. " * 20)
    before = path.read_bytes()
    with pytest.raises(DamagedDatabase, match=r"app\.db"):
        connect(path, "writer")
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The error says what cannot be opened and what to check."""
    with pytest.raises(CannotOpen, match="Controleer"):
        connect(tmp_path / "nergens" / "app.db", "writer")


async def test_a_function_runs_whole_on_one_other_thread(tmp_path: Path) -> None:
    """Two functions on one connection never mix, whatever the event loop does in between."""
    connection = Connection(tmp_path / "app.db", "writer")
    await connection
    steps: list[tuple[str, int]] = []

    def work(name: str) -> None:
        steps.extend((name, threading.get_ident()) for _ in range(50))

    await asyncio.gather(*(connection.run(lambda _, name=name: work(name)) for name in "abc"))  # type: ignore[misc]
    await connection.close()
    names = "".join(name for name, _ in steps)
    assert names in {"".join(name * 50 for name in order) for order in ("abc", "acb", "bac", "bca", "cab", "cba")}
    assert {thread for _, thread in steps}.isdisjoint({threading.get_ident()})


async def test_the_library_logs_nothing_of_a_work(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """At DEBUG aiosqlite logs what it runs and what that raises: neither content nor error text may be in it."""
    connection = Connection(tmp_path / "app.db", "writer")
    with caplog.at_level(logging.DEBUG):
        await connection
        content = "kanarie-4711"

        def work(_: sqlite3.Connection) -> None:
            raise KeyError(content)

        with pytest.raises(KeyError):
            await connection.run(work)
        await connection.close()
    assert caplog.records
    assert content not in caplog.text
