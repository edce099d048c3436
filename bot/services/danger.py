"""Somebody may be in danger: their case stands out, the staff group hears of it, the trail says so. Only the kind is kept."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

from bot.services.documents import document
from bot.services.notify import Notify
from bot.services.tags import tags
from bot.store import audit, registrations, timeline
from bot.store.cases import Case
from bot.store.vault import Vault


def alarm(tx: sqlite3.Connection, vault: Vault, notify: Notify, case: Case | None, kind: str, now: datetime) -> None:
    """Tell of a signal of this kind; ``case`` is the registration staff already have of this person, if any."""
    if case is not None:
        _mark(tx, vault, case, now)
    free = case is not None and case.claimed_by is None and case.status == "new"
    notify.crisis(tx, "" if case is None else case.reference, now, free=free)
    audit.append(tx, vault, who="system", what=f"signal:{kind}", ref="", now=now)


def _mark(tx: sqlite3.Connection, vault: Vault, case: Case, now: datetime) -> None:
    timeline.add_event(tx, case.id, kind="signal", who=timeline.PARTICIPANT, now=now)
    whole = document(case)
    if case.content is None or "crisis" in whole["flags"]:
        return
    whole["flags"] = [*whole["flags"], "crisis"]
    registrations.amend(
        tx,
        vault,
        case.id,
        content=json.dumps(whole, ensure_ascii=False).encode(),
        tags=tags(whole),
        script_revision=case.script_revision,
        now=now,
    )
