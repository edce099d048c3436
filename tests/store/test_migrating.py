"""Migrations run whole or not at all, after a copy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.connection import connect
from bot.store.migrating import Migration, known_migrations, migrate, schema_version, statements

FIRST = Migration(number=1, script="CREATE TABLE a (x INTEGER) STRICT;\nINSERT INTO a VALUES (7);\n")
SECOND = Migration(number=2, script="ALTER TABLE a ADD COLUMN y TEXT;\nUPDATE a SET y = 'nieuw';\n")
BROKEN = Migration(number=2, script="CREATE TABLE b (x INTEGER) STRICT;\nINSERT INTO nergens VALUES (1);\n")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """An empty database file."""
    connection = connect(tmp_path / "app.db", "writer")
    yield connection
    connection.close()


def test_the_released_migrations_are_numbered_without_gaps() -> None:
    """One to n, each once: a missing file would leave a database that no program knows."""
    numbers = [step.number for step in known_migrations()]
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_table_is_strict(database: sqlite3.Connection, tmp_path: Path) -> None:
    """A column holds what its type says; SQLite's usual leniency hides mistakes."""
    migrate(database, tmp_path / "app.db")
    tables = database.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table'").fetchall()
    assert [row["name"] for row in tables if not row["strict"] and not row["name"].startswith("sqlite_")] == []
    assert len(tables) > 10


def test_a_script_is_split_at_statements_and_a_trigger_stays_whole() -> None:
    """Semicolons inside a trigger, a comment or a text do not split."""
    script = """-- one; two
CREATE TABLE t (x TEXT DEFAULT ';');
CREATE TRIGGER g BEFORE DELETE ON t
BEGIN
    SELECT 1;
    SELECT 2;
END;
-- the end
"""
    assert [statement.split()[-1] for statement in statements(script)] == ["';');", "END;"]


def test_a_script_that_stops_halfway_is_refused() -> None:
    """A forgotten semicolon does not silently drop the last statement."""
    with pytest.raises(ValueError, match="middle"):
        list(statements("CREATE TABLE t (x);\nCREATE TABLE u (x)"))


def test_a_fresh_file_gets_everything_without_a_copy(database: sqlite3.Connection, tmp_path: Path) -> None:
    """There is nothing to copy yet."""
    assert migrate(database, tmp_path / "app.db", (FIRST, SECOND)) is None
    assert schema_version(database) == 2
    assert tuple(database.execute("SELECT x, y FROM a").fetchone()) == (7, "nieuw")


def test_an_existing_database_is_copied_first(database: sqlite3.Connection, tmp_path: Path) -> None:
    """The copy holds the data of before; running again changes nothing."""
    path = tmp_path / "app.db"
    migrate(database, path, (FIRST,))
    copy = migrate(database, path, (FIRST, SECOND))
    assert copy == tmp_path / "app.before-0002.db"
    before = connect(copy, "reader")
    assert schema_version(before) == 1
    assert [tuple(row) for row in before.execute("SELECT * FROM a")] == [(7,)]
    before.close()
    assert migrate(database, path, (FIRST, SECOND)) is None


@pytest.mark.parametrize("release", known_migrations(), ids=lambda step: str(step.number))
def test_from_every_released_schema_with_people_in_it(
    database: sqlite3.Connection, tmp_path: Path, release: Migration
) -> None:
    """A database of any earlier version comes up to date with everything in it."""
    path = tmp_path / "app.db"
    migrate(database, path, known_migrations()[: release.number])
    database.execute("INSERT INTO participant VALUES ('p', 'telegram', x'01', x'02', NULL, 1)")
    database.execute(
        "INSERT INTO inbox (channel, external_index, participant, received_at) VALUES ('t', x'03', 'p', 1)"
    )
    migrate(database, path)
    assert schema_version(database) == known_migrations()[-1].number
    assert database.execute("SELECT participant FROM inbox").fetchone()[0] == "p"
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_migration_that_fails_leaves_nothing_behind(database: sqlite3.Connection, tmp_path: Path) -> None:
    """Its first statement is undone with the rest, and a second attempt makes a second copy, replacing none."""
    path = tmp_path / "app.db"
    migrate(database, path, (FIRST,))
    for _ in range(2):
        with pytest.raises(sqlite3.OperationalError):
            migrate(database, path, (FIRST, BROKEN))
    assert schema_version(database) == 1
    assert not database.in_transaction
    assert database.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'b'").fetchone()[0] == 0
    assert {file.name for file in tmp_path.glob("app.before-*.db")} == {"app.before-0002.db", "app.before-0002-1.db"}
