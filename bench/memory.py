"""``python -m bench.memory --stored 100000``: memory with and without stored conversations, and what each takes on disk.

The real program on a data folder with so many conversations that lie half-way, beside the same on an empty one, while
fifty people chat. Also the processor time of sealing and of a commit apart.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench.crowd import Crowd
from bench.intake import LINES, texts
from bench.turns import ROOT, environment, prepare
from bot.authoring.checks import check
from bot.engine import turn
from bot.engine.events import TextReceived
from bot.engine.session import dump
from bot.services.learning import understanding
from bot.services.library import Library
from bot.store import ids, participants, sessions, vault
from bot.store.notebook import Notebook
from bot.store.opening import Store, open_store

HALFWAY = 8
BATCH = 2_000
PEOPLE = 50
SECONDS = 8.0
NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)


def halfway(notebook: Notebook) -> bytes:
    """The session of somebody in the middle of the intake."""
    scripts = check(texts())
    recognise = understanding(scripts, notebook)
    assert scripts.dialog is not None
    done = turn.start(scripts.dialog, session_id="x" * 22, tag="abcdef", channel="telegram", source=None, now=NOW)
    for line in LINES[1:HALFWAY]:
        done = turn.resume(scripts.dialog, recognise, done.session, TextReceived(text=line.says), now=NOW)
    return dump(done.session)


async def fill(folder: Path, stored: int, content: bytes) -> None:
    """Put so many conversations into a data folder, their keys many to a transaction."""
    async with open_store(folder) as store:
        library = Library(store)
        await library.open(texts(), NOW)
        for first in range(0, stored, BATCH):
            people = [ids.participant_id() for _ in range(min(BATCH, stored - first))]
            _keys(store, people)
            await store.db.write(partial(_put, store, library, people, first, content))


def _keys(store: Store, people: list[str]) -> None:
    keys = store.vault._keys  # noqa: SLF001 - one flush a person would take an hour
    keys.execute("BEGIN")
    for person in people:
        vault._insert(keys, store.vault._master, person)  # noqa: SLF001
    keys.execute("COMMIT")


def _put(store: Store, library: Library, people: list[str], first: int, content: bytes, tx: sqlite3.Connection) -> None:
    for number, person in enumerate(people, first):
        participants.find_or_create(tx, store.vault, "telegram", f"2{number:09}", new_id=person, now=NOW)
        sessions.save(
            tx, store.vault, person, content,
            revision=library.current.dialog.revision, status="waiting", due_at=None, now=NOW,
        )  # fmt: skip


async def memory(folder: Path) -> float:
    """MB in use by the program while people chat with it."""
    crowd = Crowd(PEOPLE, LINES)
    server = await crowd.open()
    crowd.begin()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.durability.quick", cwd=ROOT, env=environment(crowd.url, folder),
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        async with asyncio.timeout(120):
            await crowd.answered(PEOPLE + len(LINES))
        await asyncio.sleep(SECONDS)
        return resident(process.pid)
    finally:
        server.close()
        process.kill()
        await process.wait()


def resident(pid: int) -> float:
    """MB that a process has in memory."""
    text = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(text.partition("VmRSS:")[2].split()[0]) / 1024


async def costs(folder: Path) -> tuple[float, float, float]:
    """Milliseconds: sealing and opening what a turn seals and opens; a commit with its flush; the same without flush."""
    async with open_store(folder) as store:
        store.vault.create("p" * 20)
        began = time.process_time()
        for number in range(500):
            sealed = store.vault.seal("p" * 20, f"x/{number}", b"x" * 600)
            store.vault.open_sealed("p" * 20, f"x/{number}", sealed)
        sealing = 1000 * (time.process_time() - began) / 500 * 4
        await store.db.write(lambda tx: _do(tx, "CREATE TABLE bench (x BLOB) STRICT"))
        flushed = await _commits(store)
        await store.db._writer.run(lambda tx: _do(tx, "PRAGMA synchronous = OFF"))  # noqa: SLF001 - to be measured apart
        unflushed = await _commits(store)
    return sealing, flushed, unflushed


async def _commits(store: Store) -> float:
    took = []
    for _ in range(200):
        began = time.perf_counter()
        await store.db.write(lambda tx: _do(tx, "INSERT INTO bench VALUES (zeroblob(600))"))
        took.append(time.perf_counter() - began)
    return 1000 * statistics.median(took)


def _do(tx: sqlite3.Connection, statement: str) -> None:
    tx.execute(statement)


async def main(stored: int) -> None:
    with tempfile.TemporaryDirectory() as made:
        here = Path(made)
        content = halfway(Notebook(here))
        empty, full, apart = (prepare(here, name) for name in ("empty", "full", "apart"))
        began = time.perf_counter()
        await fill(full, stored, content)
        print(f"{stored} conversations put in, {time.perf_counter() - began:.0f} s; a session is {len(content)} bytes")
        for name in ("app.db", "keys.db"):
            print(f"{name}: {(full / name).stat().st_size / stored:.0f} bytes for each")
        found = [(await memory(empty), await memory(full)) for _ in range(2)]
        none, many = (statistics.median(one[at] for one in found) for at in (0, 1))
        print(f"memory: {none:.0f} MB with none, {many:.0f} MB with {stored}: ratio {many / none:.3f}")
        sealing, flushed, unflushed = await costs(apart)
        print(f"sealing and opening of a turn (4 each): {sealing:.2f} ms of processor time")
        print(f"a commit: {flushed:.2f} ms with its flush to disk, {unflushed:.2f} ms without")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stored", type=int, default=100_000)
    asyncio.run(main(parser.parse_args().stored))
