"""A message from staff to a participant, in the chat they came from; and what they write back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from bot.channels import Button, Outbound
from bot.engine.dialog import Dialog
from bot.engine.languages import DUTCH, Voice
from bot.engine.session import load
from bot.engine.template import fill
from bot.services.converse import KEPT_CHANNELS
from bot.services.moments import Clock
from bot.services.readable import Shelf
from bot.services.triage import NotAllowedError, may_see_contact
from bot.services.wire import pack
from bot.store import audit, messages, outbox, participants, registrations, sessions, sight
from bot.store.cases import Case
from bot.store.opening import Store
from bot.store.staff import Account
from bot.store.vault import Vault

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
        now, dialog = self.clock(), self.library.current.dialog

        def work(tx: sqlite3.Connection) -> bool:
            vault = self.store.vault
            case = registrations.by_reference(tx, vault, sight.of(account.id), reference)
            person = None if case is None else participants.get(tx, case.participant)
            if case is None or case.content is None or person is None:
                return False
            if not may_see_contact(account, case):
                raise NotAllowedError
            content = pack(framed(dialog, text, dialog.voice(spoken(tx, vault, person.id))))
            kept = person.channel in KEPT_CHANNELS
            (seq,) = outbox.post(tx, vault, person.id, person.channel, [content], now, keep=kept)
            messages.add(tx, vault, case.id, who=account.id, text=text, now=now, outbox=seq)
            audit.append(tx, vault, who=account.id, what="messaged", ref=reference, now=now)
            return True

        sent = await self.store.db.write(work)
        if sent:
            self.posted()
        return sent

    async def ready_made(self, case: Case) -> tuple[str, list[tuple[str, str, str]]]:
        """The language in which the participant of a case talks with the bot, and the ready-made messages in it.

        Of each message its id, how staff find it, and its words.
        """
        code = await self.store.db.read(lambda tx: spoken(tx, self.store.vault, case.participant))
        dialog = self.library.current.dialog
        voice = dialog.voice(code)
        return code, [(one.id, one.label, voice(f"canned.{one.id}", one.text)) for one in dialog.canned.texts]


def spoken(tx: sqlite3.Connection, vault: Vault, participant: str) -> str:
    """The language of somebody's conversation; Dutch when there is none any more."""
    stored = sessions.load(tx, vault, participant)
    return DUTCH if stored is None else load(stored.content).language


def framed(dialog: Dialog, text: str, voice: Voice | None = None) -> Outbound:
    """The message as the participant gets it, with the coordinators' words around it in the participant's language."""
    voice, canned = voice or Voice(), dialog.canned
    values = {"organisatie": dialog.organisation.name, "telefoon": dialog.organisation.telephone}
    opening, closing = (fill(voice("canned", one), values).strip() for one in (canned.opening, canned.closing))
    return Outbound(
        text="\n\n".join(part for part in (opening, text.strip(), closing) if part),
        notice=voice("canned", canned.notice),
        buttons=((Button(label=voice("canned", canned.reply), data="/antwoord"),),),
        language="" if voice.code == DUTCH else voice.code,
    )
