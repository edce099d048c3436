"""The database: one writer, a few readers, whole transactions.

``await db.write(work)`` runs a plain function ``(tx) -> T`` inside a transaction on the writer's own thread and
answers after the commit. All works that wait at the same moment share one commit, each in a savepoint of its own: one
that raises is rolled back alone. So the disk's flush is paid once for many turns, and nobody is answered before it.

A work must be short, must not do network, must hand back values (no cursor, no generator, nothing to await), and must
not end the transaction itself. Cancelling the caller does not touch a work: once handed in, it runs.
"""

from __future__ import annotations

import asyncio
import inspect
import sqlite3
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from bot.store.connection import BUSY_MILLISECONDS, Connection, Role, cannot_open, connect
from bot.store.errors import DatabaseLocked, StoreClosed, WriteFailed
from bot.store.lock import FolderLock
from bot.store.migrating import check, copy_into, migrate, refuse_older

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]

READERS = 2
CHECKPOINT_MILLISECONDS = 100
BATCH = 256
"""At most this many works share a commit, so that the first of them does not wait long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    work: Work[Any]
    answer: asyncio.Future[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    value: Any = None
    error: Exception | None = None


class Database:
    """An open database. Make one with :meth:`open`; use it as an async context manager or call :meth:`close`."""

    def __init__(
        self, path: Path, *, lock: FolderLock | None, writer: Connection, readers: Sequence[Connection]
    ) -> None:
        self.path = path
        self.commits = 0
        """Transactions committed since opening: with group commit far fewer than works."""
        self._lock = lock
        self._writer = writer
        self._readers = tuple(readers)
        self._idle: asyncio.Queue[Connection] = asyncio.Queue()
        for reader in readers:
            self._idle.put_nowait(reader)
        self._jobs: deque[_Job] = deque()
        self._wake = asyncio.Event()
        self._closing = False
        self._task = asyncio.create_task(self._write_batches(), name="store-writer")

    @classmethod
    async def open(cls, path: Path, *, guest: bool = False) -> Self:
        """Check, migrate and open the database file at ``path`` (made when it is not there).

        One process owns it. With ``guest`` a short command may go in beside that process: it does not migrate and
        does not checkpoint; when nobody owns the database, the guest simply becomes the owner.

        Raises DatabaseLocked, DamagedDatabase, NewerSchema, OlderSchema, UnsafeSettings.
        """
        lock = _take_lock(path, guest=guest)
        opened: list[Connection] = []
        readers: list[Role] = ["reader"] * READERS
        roles: list[Role] = ["writer" if lock else "guest", *readers]
        try:
            await asyncio.to_thread(_prepare, path, owner=lock is not None)
            for role in roles:
                connection = Connection(path, role)
                await connection
                opened.append(connection)
        except BaseException:
            for connection in opened:
                await connection.close()
            if lock:
                lock.release()
            raise
        return cls(path, lock=lock, writer=opened[0], readers=opened[1:])

    @property
    def owned(self) -> bool:
        """Whether this process owns the database; a guest beside a running service does not."""
        return self._lock is not None

    async def write(self, work: Work[T]) -> T:
        """Run ``work`` in a transaction; the answer comes after the commit that holds it.

        Raises whatever the work raised (then nothing of it is stored), WriteFailed when the whole transaction was
        lost, StoreClosed after closing.
        """
        if self._closing or self._task.done():
            raise _closed()
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._jobs.append(_Job(work=work, answer=answer))
        self._wake.set()
        return await answer

    async def read(self, work: Work[T]) -> T:
        """Run ``work`` on a consistent view of what is committed. Writing is refused by SQLite. Keep it short."""
        if self._closing:
            raise _closed()
        reader = await self._idle.get()
        try:
            return await reader.run(lambda tx: _view(tx, work))
        finally:
            self._idle.put_nowait(reader)

    async def checkpoint(self) -> bool:
        """Move the write-ahead log into the database and empty it, so that deleted rows are gone from both.

        False when a reader was in the way: try again a little later.
        """
        return await self._writer.run(_truncate)

    async def copy_to(self, target: Path) -> None:
        """A consistent copy of the database in a new file, while it is in use.

        Never copy or open the file itself from this process: that releases SQLite's locks on it.
        """
        await asyncio.to_thread(_copy, self.path, target)

    async def close(self) -> None:
        """Finish every work that was handed in, then close; a second call does nothing."""
        if self._closing:
            return
        self._closing = True
        self._wake.set()
        try:
            await asyncio.gather(self._task, return_exceptions=True)
        finally:
            # Readers first: the last to close checkpoints, and that must be the writer.
            for connection in (*self._readers, self._writer):
                await connection.close()
            if self._lock:
                self._lock.release()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def _write_batches(self) -> None:
        try:
            while True:
                if not self._jobs:
                    if self._closing:
                        return
                    self._wake.clear()
                    await self._wake.wait()
                    continue
                batch = [self._jobs.popleft() for _ in range(min(BATCH, len(self._jobs)))]
                await self._commit(batch)
        finally:
            while self._jobs:  # only when this task itself was cancelled
                self._jobs.popleft().answer.cancel()

    async def _commit(self, batch: list[_Job]) -> None:
        works = [job.work for job in batch]
        try:
            outcomes = await self._writer.run(lambda tx: _transact(tx, works))
        except Exception as error:  # noqa: BLE001 - goes to every caller
            outcomes = [_Outcome(error=error) for _ in batch]
        except BaseException:
            for job in batch:
                job.answer.cancel()
            raise
        else:
            self.commits += 1
        for job, outcome in zip(batch, outcomes, strict=True):
            if job.answer.done():  # its caller was cancelled
                continue
            if outcome.error is not None:
                job.answer.set_exception(outcome.error)
            else:
                job.answer.set_result(outcome.value)


def _take_lock(path: Path, *, guest: bool) -> FolderLock | None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return FolderLock(path.with_suffix(".lock"))
    except DatabaseLocked:
        if not guest:
            raise
        return None
    except OSError as error:
        raise cannot_open(path, error) from None


def _prepare(path: Path, *, owner: bool) -> None:
    connection = connect(path, "writer" if owner else "reader")
    try:
        if owner:
            check(connection, path)
            migrate(connection, path)
        else:
            refuse_older(connection)
    except sqlite3.OperationalError as error:  # no space left, or a disk that fails
        raise cannot_open(path, error) from None
    finally:
        connection.close()


def _transact(tx: sqlite3.Connection, works: Sequence[Work[Any]]) -> list[_Outcome]:
    """All works in one transaction. Raises when the transaction as a whole failed: then none of them is stored."""
    tx.execute("BEGIN IMMEDIATE")
    try:
        outcomes = [_in_savepoint(tx, work) for work in works]
        tx.execute("COMMIT")
    except BaseException as error:
        if tx.in_transaction:
            tx.execute("ROLLBACK")
        if isinstance(error, sqlite3.Error):
            raise _failed(error) from None
        raise
    return outcomes


def _in_savepoint(tx: sqlite3.Connection, work: Work[Any]) -> _Outcome:
    tx.execute("SAVEPOINT work")
    try:
        outcome = _Outcome(value=_values_only(work(tx)))
    except Exception as error:  # noqa: BLE001 - goes to the caller of this work alone
        if tx.in_transaction:  # SQLite itself rolls everything back on a full or failing disk
            tx.execute("ROLLBACK TO work")
        outcome = _Outcome(error=_raisable(error))
    if not tx.in_transaction:
        raise _failed(outcome.error)
    tx.execute("RELEASE work")
    return outcome


def _values_only(value: Any) -> Any:
    if inspect.iscoroutine(value):
        value.close()
    if inspect.isawaitable(value) or inspect.isgenerator(value) or isinstance(value, sqlite3.Cursor):
        raise TypeError("a work must hand back values: what it leaves open would run outside its transaction")
    return value


def _raisable(error: Exception) -> Exception:
    """A future cannot carry StopIteration."""
    return RuntimeError("a work raised StopIteration") if isinstance(error, StopIteration) else error


def _view(tx: sqlite3.Connection, work: Work[T]) -> T:
    tx.execute("BEGIN")
    try:
        result: T = _values_only(work(tx))
        return result
    finally:
        tx.execute("ROLLBACK")


def _truncate(tx: sqlite3.Connection) -> bool:
    # Everybody's writes wait while this waits for a reader: give up soon, the caller comes back.
    tx.execute(f"PRAGMA busy_timeout = {CHECKPOINT_MILLISECONDS}")
    try:
        busy, _, _ = tx.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        tx.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    return not busy


def _copy(path: Path, target: Path) -> None:
    connection = connect(path, "guest")
    try:
        copy_into(connection, target)
    finally:
        connection.close()


def _closed() -> StoreClosed:
    return StoreClosed("De opslag is al gesloten.", "Start herstelbot opnieuw.")


def _failed(error: Exception | None) -> WriteFailed:
    kind = type(error).__name__ if error else "transaction ended"
    return WriteFailed(
        f"Opslaan is niet gelukt ({kind}); er is niets half opgeslagen.",
        "Kijk of de schijf vol of beschadigd is.",
    )
