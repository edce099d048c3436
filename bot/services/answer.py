"""A message from staff to a participant, in the chat they came from; and what they write back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from bot.channels import Button, Outbound
from bot.engine.dialog import Dialog
from bot.engine.template import fill
from bot.services.converse import KEPT_CHANNELS
from bot.services.moments import Clock
from bot.services.readable import Shelf
from bot.services.triage import NotAllowedError, may_see_contact
from bot.services.wire import pack
from bot.store import audit, messages, outbox, participants, registrations, sight
from bot.store.opening import Store
from bot.store.staff import Account

LONGEST = 2_000
"""Characters of a message: with what stands around it, one message on every channel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Writing to participants. ``posted`` is called after the commit, so that it goes out at once."""

    store: Store
    library: Shelf
    clock: Clock
    posted: Callable[[], None] = lambda: None

    async def send(self, account: Account, reference: str, text: str) -> bool:
        """Put a message in line for the participant; False when they are not there (any more).

        Raises:
            NotAllowedError: when somebody else holds the case.
            ValueError: for a text that is empty or too long.
        """
        if not text.strip() or len(text) > LONGEST:
            raise ValueError("a message has some words, and not too many")
        now, whole = self.clock(), framed(self.library.current.dialog, text)
        canned = self.library.current.dialog.canned

        def work(tx: sqlite3.Connection) -> bool:
            vault = self.store.vault
            case = registrations.by_reference(tx, vault, sight.of(account.id), reference)
            person = None if case is None else participants.get(tx, case.participant)
            if case is None or case.content is None or person is None:
                return False
            if not may_see_contact(account, case):
                raise NotAllowedError
            reply = Button(label=canned.reply, data="/antwoord")
            content = pack(Outbound(text=whole, notice=canned.notice, buttons=((reply,),)))
            kept = person.channel in KEPT_CHANNELS
            (seq,) = outbox.post(tx, vault, person.id, person.channel, [content], now, keep=kept)
            messages.add(tx, vault, case.id, who=account.id, text=text, now=now, outbox=seq)
            audit.append(tx, vault, who=account.id, what="messaged", ref=reference, now=now)
            return True

        sent = await self.store.db.write(work)
        if sent:
            self.posted()
        return sent


def framed(dialog: Dialog, text: str) -> str:
    """The message as the participant gets it, with the coordinators' words around it."""
    values = {"organisatie": dialog.organisation.name, "telefoon": dialog.organisation.telephone}
    parts = (fill(dialog.canned.opening, values), text.strip(), fill(dialog.canned.closing, values))
    return "\n\n".join(part.strip() for part in parts if part.strip())
