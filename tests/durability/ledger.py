"""What must be in the data folder after everybody has had their conversation, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.services.documents import document
from bot.store import audit, inbox, outbox, registrations
from bot.store.cases import Filters
from bot.store.opening import Store, open_store
from bot.store.sight import PROGRAM
from tests.durability.people import Talker
from tests.durability.plan import lasting

_MANY = 100_000


async def compare(folder: Path, talkers: Sequence[Talker]) -> list[str]:
    """Everything in this data folder that is not as it should be, in words."""
    async with open_store(folder, guest=True) as store:
        return await compare_store(store, talkers)


async def all_said(folder: Path, *, within: float = 30.0) -> None:
    """Wait, beside the running service, until nothing is in line or under way any more. Raises TimeoutError."""
    async with open_store(folder, guest=True) as store, asyncio.timeout(within):
        while True:
            found = await store.db.read(outbox.counts)
            if not found.waiting + found.sending:
                return
            await asyncio.sleep(0.05)


async def compare_store(store: Store, talkers: Sequence[Talker]) -> list[str]:
    """The same for a store that is open."""
    cases = await store.db.read(lambda tx: registrations.listed(tx, store.vault, PROGRAM, Filters(), limit=_MANY))
    wrong = []
    if sorted(case.reference for case in cases) != sorted(one.reference for one in talkers):
        wrong.append(f"{len(cases)} registrations in the queue for {len(talkers)} people")
    found = {case.reference: document(case) for case in cases}
    for one in talkers:
        wrong += _differences(one, lasting(found.get(one.reference, {})))
    return wrong + await _left(store)


def _differences(talker: Talker, found: dict[str, Any]) -> list[str]:
    wanted = talker.plan.registration
    return [
        f"{talker.plan.name} {talker.reference}: {key} is {found.get(key)!r}, not {wanted.get(key)!r}"
        for key in sorted({*found, *wanted})
        if found.get(key) != wanted.get(key)
    ]


async def _left(store: Store) -> list[str]:
    """What the mailbox still holds or has given up, and whether the database is whole."""
    incoming, outgoing = await store.db.read(inbox.counts), await store.db.read(outbox.counts)
    whole = await store.db.read(lambda tx: tx.execute("PRAGMA integrity_check").fetchone()[0])
    orphans = await store.db.read(lambda tx: len(tx.execute("PRAGMA foreign_key_check").fetchall()))
    trail = await store.db.read(lambda tx: len(audit.verify(tx, store.vault)))
    found = {
        "messages in, waiting": incoming.waiting,
        "messages in, given up": incoming.dead,
        "messages out, waiting": outgoing.waiting + outgoing.sending,
        "messages out, given up": outgoing.failed,
        "orphaned rows": orphans,
        "breaks in the audit trail": trail,
        "integrity": 0 if whole == "ok" else 1,
    }
    return [f"{name}: {count}" for name, count in found.items() if count]
