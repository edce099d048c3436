"""Bring a database to the schema that this program knows: numbered SQL files, never edited once released.

Each file runs in one transaction together with its ``user_version``. ``executescript`` is not used: it commits
halfway and leaves half a migration behind.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from bot.store.connection import create_private, damaged
from bot.store.errors import NewerSchema, OlderSchema

_NAME = re.compile(r"(\d{4})_[a-z_]+\.sql")


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One numbered step; ``number`` becomes the database's ``user_version``."""

    number: int
    script: str


def known_migrations() -> tuple[Migration, ...]:
    """The migrations that come with the program, in order, without gaps."""
    found = [
        Migration(number=int(match[1]), script=file.read_text(encoding="utf-8"))
        for file in resources.files("bot.store").joinpath("migrations").iterdir()
        if (match := _NAME.fullmatch(file.name))
    ]
    return tuple(sorted(found, key=lambda migration: migration.number))


def statements(script: str) -> Iterator[str]:
    """The script's statements one by one; a trigger's body stays whole."""
    gathered = ""
    for line in script.splitlines(keepends=True):
        gathered += line
        if sqlite3.complete_statement(gathered):
            yield gathered.strip()
            gathered = ""
    rest = "\n".join(line for line in gathered.splitlines() if not line.lstrip().startswith("--")).strip()
    if rest:
        raise ValueError("a migration ends in the middle of a statement")


def check(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a damaged file and one from a newer program. Reads the whole database once.

    Raises DamagedDatabase or NewerSchema.
    """
    try:
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        version = schema_version(connection)
    except sqlite3.DatabaseError:
        raise damaged(path) from None
    if verdict != "ok":
        raise damaged(path)
    newest = known_migrations()[-1].number
    if version > newest:
        raise NewerSchema(
            f"De database is van een nieuwere versie van herstelbot (schema {version}, deze versie kent {newest}).",
            "Installeer de nieuwere versie, of zet een reservekopie van voor de overstap terug.",
        )


def refuse_older(connection: sqlite3.Connection) -> None:
    """Raise OlderSchema when there is something to migrate."""
    if schema_version(connection) < known_migrations()[-1].number:
        raise OlderSchema(
            "De draaiende dienst gebruikt een ouder databaseschema dan dit programma.",
            "Start de dienst opnieuw met deze versie.",
        )


def migrate(connection: sqlite3.Connection, path: Path, migrations: tuple[Migration, ...] | None = None) -> Path | None:
    """Run what is not run yet; an existing database is copied first. Gives the copy's path, if one was made."""
    version = schema_version(connection)
    todo = [step for step in migrations or known_migrations() if step.number > version]
    if not todo:
        return None
    copy = _copy_before(connection, path, todo[0].number) if version else None
    for step in todo:
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in statements(step.script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {step.number:d}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    return copy


def schema_version(connection: sqlite3.Connection) -> int:
    """The number of the last migration that ran; 0 for a fresh file."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _copy_before(connection: sqlite3.Connection, path: Path, number: int) -> Path:
    counter = 0
    while True:
        suffix = f"-{counter}" if counter else ""
        copy = path.with_name(f"{path.stem}.before-{number:04d}{suffix}.db")
        if not copy.exists():
            break
        counter += 1
    copy_into(connection, copy)
    return copy


def copy_into(connection: sqlite3.Connection, target: Path) -> None:
    """A consistent copy in a new file, readable by its owner alone."""
    create_private(target)  # VACUUM INTO accepts an empty file and keeps its rights
    connection.execute("VACUUM INTO ?", (str(target),))
