"""A process that works on a store until somebody kills it: ``python -m tests.store.killed FOLDER``.

Each turn accepts a message, and in one transaction counts it in the person's session, posts an answer, notes it in the
audit trail and finishes it. The number of a turn is printed after its commit, never before.
"""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
import sys
from pathlib import Path

from bot.store import audit, inbox, outbox, sessions
from bot.store.opening import Store, open_store
from tests.store.people import NOW, raw

PEOPLE = 5


def turn(tx: sqlite3.Connection, store: Store, number: int) -> None:
    """Everything one message brings about."""
    (arrival,) = inbox.accept(tx, store.vault, "telegram", [raw(str(number), f"adres-{number % PEOPLE}", "hoi")], NOW)
    who = arrival.participant
    if who is None or arrival.repeated:
        raise RuntimeError
    before = sessions.load(tx, store.vault, who)
    count = 1 + (int(before.content) if before else 0)
    sessions.save(tx, store.vault, who, str(count).encode(), revision="r", status="active", due_at=None, now=NOW)
    outbox.post(tx, store.vault, who, "telegram", [str(number).encode()], NOW, keep=True)
    audit.append(tx, store.vault, who="system", what="turn", ref=str(number), now=NOW)
    inbox.mark_done(tx, arrival.seq)


async def main(folder: Path) -> None:
    """Several workers at once, so that commits are shared, until killed."""
    async with open_store(folder) as store:
        (last,) = await store.db.read(lambda tx: tx.execute("SELECT coalesce(max(n), 0) FROM audit").fetchone())
        numbers = itertools.count(last * 1_000 + 1)

        async def work() -> None:
            for number in numbers:
                await store.db.write(lambda tx, number=number: turn(tx, store, number))  # type: ignore[misc]
                sys.stdout.write(f"{number}\n")
                sys.stdout.flush()

        await asyncio.gather(*(work() for _ in range(4)))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
