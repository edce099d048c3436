"""What colleagues do on Telegram: link their account in a private chat, take cases and give them back in the group.

Who is not linked gets an answer only they see. Everything is one transaction with the message it answers, so that it is
done once, whatever happens in between.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.channels import Inbound, Outbound
from bot.services.link_telegram import COMMAND, colleague, redeem
from bot.services.notify import CLAIM, RELEASE, SAID, Notify, notice
from bot.services.triage import NotAllowedError, Outcome, Triage
from bot.services.wire import pack
from bot.store import ids, outbox, participants, registrations, sight, staff
from bot.store.cases import FINISHED, Case, Changed, HeldBy
from bot.store.sight import GROUP
from bot.store.staff import Account
from bot.store.vault import Vault

CHANNEL: Final = "telegram"
LINKED: Final = "Gelukt, {name}. Je kunt aanmeldingen nu oppakken met de knoppen in de teamgroep."
NO_CODE: Final = "Deze code werkt niet, of niet meer. Maak een nieuwe in de console, op de pagina achter je naam."
STRANGER: Final = "Koppel eerst je Telegram aan je account. Dat kan in de console, op de pagina achter je naam."
GONE: Final = "Deze aanmelding is afgerond, of is er niet meer."
NOT_YOURS: Final = "Alleen wie een aanmelding heeft, kan die teruggeven."


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRoom:
    """Hears what is meant for colleagues and not for the conversation."""

    vault: Vault
    triage: Triage
    notify: Notify

    def hears(self, tx: sqlite3.Connection, participant: str, channel: str, inbound: Inbound, now: datetime) -> bool:
        """Deal with it when it is for here; False when it is a participant's."""
        if inbound.colleague is not None:
            self._pressed(tx, inbound.colleague, inbound, now)
            return True
        word, _, code = inbound.text.strip().partition(" ")
        if channel != CHANNEL or inbound.kind != "text" or word.partition("@")[0].lower() != COMMAND:
            return False
        self._link(tx, participant, code, inbound, now)
        return True

    def _link(self, tx: sqlite3.Connection, participant: str, code: str, inbound: Inbound, now: datetime) -> None:
        """The code goes out of the chat again, whether it was good or not."""
        account = redeem(tx, self.vault, participants.address(tx, self.vault, participant), code, now)
        said = [Outbound(text=NO_CODE if account is None else LINKED.format(name=account.name))]
        taken = [] if inbound.ref is None else [Outbound(kind="remove", ref=inbound.ref)]
        outbox.post(tx, self.vault, participant, CHANNEL, [pack(one) for one in (*said, *taken)], now, keep=False)

    def _pressed(self, tx: sqlite3.Connection, who: str, inbound: Inbound, now: datetime) -> None:
        what, _, rest = inbound.press.partition(":")
        kind, _, typed = rest.partition(":")
        reference = ids.read_reference(typed)
        if what not in {CLAIM, RELEASE} or kind not in SAID or reference is None:
            return
        account = colleague(tx, self.vault, who)
        said = STRANGER if account is None else self._done(tx, account, what, reference)
        if inbound.query is not None:
            self.notify.answer(tx, inbound.query, who, said, now)
        if account is not None and inbound.ref is not None:
            self._renew(tx, kind, reference, inbound.ref, now)

    def _done(self, tx: sqlite3.Connection, account: Account, what: str, reference: str) -> str:
        """Do it, and say what became of it."""
        case = registrations.by_reference(tx, self.vault, sight.of(account.id), reference)
        if case is None or case.status in FINISHED:
            return GONE
        try:
            act = self.triage.claimed if what == CLAIM else self.triage.released
            outcome = act(tx, account, reference, None) if what == CLAIM or case.claimed_by else None
        except NotAllowedError:
            return NOT_YOURS
        return self._in_words(tx, what, case, outcome)

    def _in_words(self, tx: sqlite3.Connection, what: str, case: Case, outcome: Outcome | None) -> str:
        match outcome:
            case HeldBy(who=who):
                return f"Deze aanmelding is van {_name(tx, who)}."
            case None:
                return "Deze aanmelding was al van niemand."
            case Changed():
                return GONE
            case _:
                return f"Aanmelding {case.reference} is {'nu van jou' if what == CLAIM else 'weer van niemand'}."

    def _renew(self, tx: sqlite3.Connection, kind: str, reference: str, ref: str, now: datetime) -> None:
        """The notice shows how it is now; of a case that is finished, or that not everybody may know of, nothing."""
        case = registrations.by_reference(tx, self.vault, GROUP, reference)
        if case is None or case.status in FINISHED:
            text = f"Over aanmelding {reference} staat hier niets meer."
            self.notify.renew(tx, Outbound(kind="edit", text=text, ref=ref), now)
            return
        holder = None if case.claimed_by is None else _name(tx, case.claimed_by)
        self.notify.renew(tx, notice(kind, reference, holder=holder, ref=ref), now)


def _name(tx: sqlite3.Connection, who: str) -> str:
    account = staff.get(tx, who)
    return "een oud-collega" if account is None else account.name
