"""What must be in the data folder after everybody has had their conversation, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from bot.store import audit, inbox, outbox
from bot.store.opening import open_store
from tests.durability.people import Chatter
from tests.durability.plan import lasting
from tests.durability.service import Service

_SIDE_BY_SIDE = 2


async def compare(service: Service, chatters: Sequence[Chatter]) -> list[str]:
    """Everything that is not as it should be, in words; read with the commands staff have."""
    rows = await service.command_line("queue", "list", "--json")
    told = [one.reference for one in chatters]
    wrong = []
    if sorted(row["reference"] for row in rows) != sorted(told):
        wrong.append(f"{len(rows)} registrations in the queue for {len(told)} people")
    turns = asyncio.Semaphore(_SIDE_BY_SIDE)

    async def one(chatter: Chatter) -> list[str]:
        async with turns:
            found = await service.command_line("queue", "show", chatter.reference, "--json")
        return _differences(chatter, lasting(found))

    for found in await asyncio.gather(*map(one, chatters)):
        wrong += found
    return wrong + await _left(service)


def _differences(chatter: Chatter, found: dict[str, Any]) -> list[str]:
    wanted = chatter.plan.registration
    return [
        f"{chatter.plan.name} {chatter.reference}: {key} is {found.get(key)!r}, not {wanted.get(key)!r}"
        for key in sorted({*found, *wanted})
        if found.get(key) != wanted.get(key)
    ]


async def _left(service: Service) -> list[str]:
    """What the mailbox still holds or has given up, and whether the database is whole."""
    async with open_store(service.folder / "data", guest=True) as store:
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
