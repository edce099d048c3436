"""Linking a colleague's own Telegram to their account, with a code from the console that works once and shortly.

The code goes to the bot in a private chat (``/koppel CODE``): who can read it there is who sits behind the account.
"""

from __future__ import annotations

import secrets
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.services.moments import Clock
from bot.store import audit, links, staff
from bot.store.ids import ALPHABET
from bot.store.opening import Store
from bot.store.staff import Account
from bot.store.vault import Vault

COMMAND: Final = "/koppel"
LASTS: Final = timedelta(minutes=10)
WINDOW: Final = timedelta(hours=1)
MOST_MISSES: Final = 5
"""Wrong codes from one chat within the window; after that even a right one is not looked at."""

MOST_MISSES_TOGETHER: Final = 100
"""The same for everybody together: guessing from many accounts does not help."""

_LENGTH: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTelegram:
    """The console's side: handing out a code, and ending a link."""

    store: Store
    clock: Clock

    async def offer(self, account: Account) -> str:
        """A fresh code for this account; an earlier one no longer works."""
        code = "".join(secrets.choice(ALPHABET) for _ in range(_LENGTH))
        now = self.clock()

        def work(tx: sqlite3.Connection) -> None:
            links.offer(tx, self.store.vault, account.id, code, now + LASTS)
            audit.append(tx, self.store.vault, who=account.id, what="telegram-code", ref=account.id, now=now)

        await self.store.db.write(work)
        return f"{code[:4]}-{code[4:]}"

    async def unlink(self, account: Account) -> None:
        """End the link; does nothing when there is none."""
        now = self.clock()

        def work(tx: sqlite3.Connection) -> None:
            if links.unlink(tx, account.id):
                audit.append(tx, self.store.vault, who=account.id, what="telegram-unlinked", ref=account.id, now=now)

        await self.store.db.write(work)

    async def since(self, account: Account) -> datetime | None:
        """Since when this account has a Telegram of its own, or None."""
        return await self.store.db.read(lambda tx: links.since(tx, account.id))


def redeem(tx: sqlite3.Connection, vault: Vault, address: str, typed: str, now: datetime) -> Account | None:
    """Link whoever writes from this address with the code they typed; None when it is no good (any more)."""
    here, everywhere = links.misses(tx, vault, address, now - WINDOW)
    if here >= MOST_MISSES or everywhere >= MOST_MISSES_TOGETHER:
        return None
    code = "".join(letter for letter in typed.upper() if letter.isalnum())[: _LENGTH + 1]
    who = links.redeem(tx, vault, address, code, now)
    account = None if who is None else staff.get(tx, who)
    if account is None or account.disabled:
        links.missed(tx, vault, address, now)
        return None
    audit.append(tx, vault, who=account.id, what="telegram-linked", ref=account.id, now=now)
    return account


def colleague(tx: sqlite3.Connection, vault: Vault, address: str) -> Account | None:
    """The colleague behind this address, as long as their account is open."""
    who = links.behind(tx, vault, address)
    account = None if who is None else staff.get(tx, who)
    return None if account is None or account.disabled else account
