"""What outlives a registration, for who said "not now" and agreed: a few facts by which they are found years later."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from bot.engine.registration import Registration
from bot.services import count
from bot.services.documents import document
from bot.services.tags import reached_by
from bot.store import ids, not_now, participants, registrations, sight, timeline
from bot.store.cases import Case
from bot.store.errors import KeyGone, UnreadableRecord
from bot.store.not_now import NotNow
from bot.store.opening import Store
from bot.store.sight import PROGRAM
from bot.store.vault import Vault

NOT_NOW: Final = "niet-nu"
AGREED: Final = "memo.onthouden"
"""The answer that agrees to it; it is not part of the registration."""

KEPT: Final = timedelta(days=5 * 365)
"""How long it is remembered, unless the setting says otherwise."""


def handed_over(
    tx: sqlite3.Connection, vault: Vault, case: Case, registration: Registration, *, agreed: bool, kept: timedelta
) -> None:
    """After a registration came in or was changed: remember it when its person agreed, and not when they did not."""
    signs = signs_of(tx, vault, case.participant, registration)
    for one in not_now.found(tx, vault, signs):
        if one.reference == case.reference:
            vault.destroy(one.owner)
            not_now.forget(tx, one.owner)
    if agreed and registration.timing.kind == NOT_NOW:
        not_now.remember(
            tx,
            vault,
            owner=ids.participant_id(),
            reference=case.reference,
            month=count.month(case.created_at),
            signs=signs,
            expires_at=case.created_at + kept,
        )


def recognise(tx: sqlite3.Connection, vault: Vault, case: Case, registration: Registration, now: datetime) -> None:
    """Somebody who was here before, and whose registration of then is gone: it is on the timeline of the new one."""
    for one in not_now.found(tx, vault, signs_of(tx, vault, case.participant, registration)):
        if registrations.by_reference(tx, vault, PROGRAM, one.reference) is not None:
            continue
        kind = f"earlier:{one.reference}:{one.month}:{one.staff or ''}"
        timeline.add_event(tx, case.id, kind=kind, who=timeline.SYSTEM, now=now)
        for colleague in sight.closed_to(tx, one.reference):
            sight.close(tx, case.reference, colleague)


def remembered(tx: sqlite3.Connection, vault: Vault, participant: str) -> list[NotNow]:
    """What is remembered of somebody, by all the signs of their own; nothing once their key is gone."""
    try:
        signs = [_address(tx, vault, participant)]
        for case in registrations.of_participant(tx, vault, PROGRAM, participant):
            signs += _contact(Registration.model_validate(document(case)))
        return not_now.found(tx, vault, signs)
    except (KeyGone, UnreadableRecord, LookupError):
        return []


async def forget(store: Store, owners: Iterable[str]) -> None:
    """Take memories away: first the key, then the rows. May be done again after a stop at any point."""
    for owner in owners:
        await asyncio.to_thread(store.vault.destroy, owner)
        await store.db.write(lambda tx, one=owner: not_now.forget(tx, one))  # type: ignore[misc]


def leave(tx: sqlite3.Connection, vault: Vault, participant: str) -> None:
    """The person's term has passed: note who had their registration, which is about to go."""
    for one in remembered(tx, vault, participant):
        case = registrations.by_reference(tx, vault, PROGRAM, one.reference)
        if case is not None:
            not_now.had(tx, one.owner, case.claimed_by)


def signs_of(tx: sqlite3.Connection, vault: Vault, participant: str, registration: Registration) -> list[str]:
    """By what somebody is found again: where they write from, and the number or address they gave."""
    return [_address(tx, vault, participant), *_contact(registration)]


def _contact(registration: Registration) -> list[str]:
    given = (registration.contact.phone, registration.contact.email)
    return [reached_by(one) for one in given if one is not None and ("@" in one or one.startswith("+"))]


def _address(tx: sqlite3.Connection, vault: Vault, participant: str) -> str:
    person = participants.get(tx, participant)
    return f"{'' if person is None else person.channel}:{participants.address(tx, vault, participant)}"
