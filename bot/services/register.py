"""What somebody sends becomes a case, inside the transaction of the turn; what they change amends it.

Everything that is counted, noted, found and told of a new registration hangs here, and nowhere else.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.engine.registration import Registration, build
from bot.engine.session import Session
from bot.services import close_off, count, recollect
from bot.services.documents import document
from bot.services.library import Script
from bot.services.moments import AMSTERDAM
from bot.services.notify import Notify
from bot.services.rest import rest
from bot.services.tags import tags
from bot.store import audit, registrations
from bot.store.cases import Case
from bot.store.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Takes registrations in. ``remembers``: how long who said "not now", and agreed to it, is found again."""

    vault: Vault
    notify: Notify
    remembers: timedelta = recollect.KEPT

    def hand_over(
        self,
        tx: sqlite3.Connection,
        participant: str,
        script: Script,
        session: Session,
        reference: str,
        case: Case | None,
        now: datetime,
    ) -> Case:
        """A registration becomes a case; a changed one amends the case it belongs to."""
        consent = next((step for step in script.dialog.steps.values() if step.field == "consent.given_at"), None)
        created = now if case is None else case.created_at
        registration = build(
            session,
            reference=reference,
            created_at=created.astimezone(AMSTERDAM).isoformat(timespec="seconds"),
            status="new" if case is None else case.status,
            consent_version=None if consent is None else consent.version,
        )
        if case is not None:  # what was told on a page of our own stays with it
            registration = registration.model_copy(update={"remark": document(case)["remark"]})
        content = registration.model_dump_json().encode()
        found_by = tags(registration.model_dump(mode="json"))
        if case is not None:
            registrations.amend(
                tx, self.vault, case.id, content=content, tags=found_by, script_revision=session.revision, now=now
            )
            audit.append(tx, self.vault, who="participant", what="amended", ref=case.reference, now=now)
            self._recollect(tx, session, case, registration)
            return case
        made = registrations.add(
            tx,
            self.vault,
            reference=registration.reference,
            participant=participant,
            submission=f"{session.id}:{session.begun}",
            content=content,
            tags=found_by,
            script_revision=session.revision,
            now=now,
        )
        rest(tx, made, registration, now)
        count.count(tx, registration, now)
        count.remember(tx, self.vault, made, registration, _passed(session, script))
        close_off.inherit(tx, self.vault, made)
        recollect.recognise(tx, self.vault, made, registration, now)
        self._recollect(tx, session, made, registration)
        audit.append(tx, self.vault, who="participant", what="registered", ref=made.reference, now=now)
        self.notify.registered(tx, made.reference, now)
        return made

    def _recollect(self, tx: sqlite3.Connection, session: Session, case: Case, registration: Registration) -> None:
        agreed = session.value(recollect.AGREED) == "ja"
        recollect.handed_over(tx, self.vault, case, registration, agreed=agreed, kept=self.remembers)


def _passed(session: Session, script: Script) -> list[str]:
    """Questions of the registration that this conversation came to."""
    return [
        step for step in dict.fromkeys(session.trail) if step in script.dialog.steps and script.dialog.steps[step].field
    ]
