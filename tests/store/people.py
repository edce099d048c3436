"""The tests' own people: somebody with an account on a channel, a colleague, and a raw update."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from bot.channels import Raw
from bot.store import ids, participants, registrations, staff
from bot.store.cases import Case
from bot.store.opening import Store

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
"""A Monday morning: when every test begins."""


def raw(external_id: str, address: str | None, payload: str) -> Raw:
    """A raw update as a channel hands it over."""
    return Raw(external_id=external_id, address=address, payload=payload.encode())


async def person(store: Store, address: str = "1001") -> str:
    """The id of somebody on Telegram."""

    def work(tx: sqlite3.Connection) -> str:
        new = ids.participant_id()
        return participants.find_or_create(tx, store.vault, "telegram", address, new_id=new, now=NOW).id

    return await store.db.write(work)


async def case_of(store: Store, who: str, reference: str = "HB-7K3M-Q2XD", now: datetime = NOW) -> Case:
    """A case of this person."""
    return await store.db.write(
        lambda tx: registrations.add(
            tx,
            store.vault,
            reference=reference,
            participant=who,
            submission=reference,
            content=b"{}",
            tags=[],
            script_revision="r",
            now=now,
        )
    )


async def colleague(store: Store, login: str = "anna") -> str:
    """The id of a member of staff (with a password that fits nothing)."""

    def work(tx: sqlite3.Connection) -> str:
        return staff.add(
            tx, id=f"id-{login}", login=login, name=login.title(), role="staff", password_hash="-", now=NOW
        ).id

    return await store.db.write(work)
