"""The one place where a connection to the database is made, with every setting that a promise rests on.

Pragmas hold per connection and SQLite ignores what it does not know, so each value is read back.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Literal, TypeVar

import aiosqlite

from bot.store.errors import CannotOpen, DamagedDatabase, UnsafeSettings

T = TypeVar("T")
Role = Literal["writer", "guest", "reader"]
"""``guest`` writes beside a running service: it never checkpoints, that is for the one writer alone."""

BUSY_MILLISECONDS = 5_000
CHECKPOINT_PAGES = 1_000

SETTINGS: dict[str, int | str] = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: with NORMAL a power cut takes committed transactions along
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "temp_store": 2,  # MEMORY: nothing spills into temporary files
    "fullfsync": 1,  # macOS: flush the drive's own cache too; elsewhere without effect
    "busy_timeout": BUSY_MILLISECONDS,
}


def settings(role: Role) -> dict[str, int | str]:
    """What a connection in this role must have, as ``PRAGMA name`` gives it back."""
    checkpoint = CHECKPOINT_PAGES if role == "writer" else 0
    return {**SETTINGS, "wal_autocheckpoint": checkpoint, "query_only": int(role == "reader")}


def connect(path: Path, role: Role) -> sqlite3.Connection:
    """An open connection without implicit transactions, rows readable by name.

    Raises DamagedDatabase when the file is no database, CannotOpen when it cannot be read or written,
    UnsafeSettings when a setting does not hold.
    """
    return open_with(path, settings(role))


def open_with(path: Path, wanted: dict[str, int | str]) -> sqlite3.Connection:
    """The same with settings of one's own (the file of keys has others)."""
    try:
        create_private(path)
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    except (OSError, sqlite3.OperationalError) as error:
        raise cannot_open(path, error) from None
    try:
        apply(connection, wanted)
    except BaseException as error:
        connection.close()
        if isinstance(error, sqlite3.OperationalError):
            raise cannot_open(path, error) from None
        if isinstance(error, sqlite3.DatabaseError):
            raise damaged(path) from None
        raise
    connection.row_factory = sqlite3.Row
    return connection


def apply(connection: sqlite3.Connection, wanted: dict[str, int | str]) -> None:
    """Set every pragma and read it back. Raises UnsafeSettings on the first that did not take."""
    for name, value in wanted.items():
        connection.execute(f"PRAGMA {name} = {value}")
        (found,) = connection.execute(f"PRAGMA {name}").fetchone()
        if found != value:
            raise UnsafeSettings(
                f"De database-instelling {name} blijft op {found} staan in plaats van {value}.",
                "Gebruik een gewone lokale schijf en de SQLite die bij Python hoort.",
            )


def create_private(path: Path) -> None:
    """Make the file, readable by its owner alone, if there is none; SQLite's side files take over these rights.

    An existing file is not touched: opening and closing it would drop the locks of other connections.
    """
    if not path.exists():
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def damaged(path: Path) -> DamagedDatabase:
    """The error for a file that is no sound database."""
    return DamagedDatabase(
        f"Het bestand {path.name} is beschadigd of geen database.",
        "Zet een reservekopie terug met herstelbot restore; bewaar het beschadigde bestand apart.",
    )


def cannot_open(path: Path, error: Exception) -> CannotOpen:
    """The error for a folder or file that the operating system keeps shut."""
    return CannotOpen(
        f"{path.name} in de datamap is niet te openen ({type(error).__name__}).",
        "Controleer of de map bestaat, van deze gebruiker is, en of er nog schijfruimte is.",
    )


class Connection(aiosqlite.Connection):
    """aiosqlite's connection and thread, with one door added: whole functions instead of single statements.

    aiosqlite hands statements to its thread one by one, so two coroutines on one connection mix their transactions
    and a cancelled one leaves its transaction open. A function that runs in one hop cannot be interleaved or cut
    short. The hop uses aiosqlite's protected ``_execute``; nothing else of ours does.
    """

    def __init__(self, path: Path, role: Role) -> None:
        super().__init__(lambda: connect(path, role), iter_chunk_size=64)
        # A process that fails before closing must end (and be restarted), not wait for this thread for ever;
        # ending inside a transaction is what the journal is for.
        self._thread.daemon = True

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run ``work`` on the connection's own thread in one go and give back its result or raise its exception.

        When the caller is cancelled, the work still runs to its end.
        """
        raw = self._conn

        # The exception travels as a value: aiosqlite logs what is raised, and it could carry content.
        def hop() -> tuple[T | None, Exception | None]:
            try:
                return work(raw), None
            except Exception as error:  # noqa: BLE001 - raised again on the caller's side
                return None, error

        value, error = await self._execute(hop)  # type: ignore[no-untyped-call]
        if error is not None:
            raise error
        result: T = value
        return result
