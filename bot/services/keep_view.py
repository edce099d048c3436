"""Keeping a view of the queue under a name, for oneself or for everybody."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Final

from bot.services.triage import NotAllowedError, oversees
from bot.store import views
from bot.store.opening import Store
from bot.store.staff import Account

LONGEST_NAME: Final = 40
MOST: Final = 30
"""Views somebody can have, everybody's included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepView:
    """Keeping and dropping views."""

    store: Store

    async def keep(self, account: Account, name: str, query: str, *, shared: bool) -> bool:
        """Keep a view; False when somebody has enough of them.

        Raises:
            NotAllowedError: for who wants to keep one for everybody without overseeing.
            ValueError: for a name that is empty or too long.
        """
        if not name.strip() or len(name) > LONGEST_NAME:
            raise ValueError("a view has a short name")
        if shared and not oversees(account):
            raise NotAllowedError

        def work(tx: sqlite3.Connection) -> bool:
            if len(views.of(tx, self.store.vault, account.id)) >= MOST:
                return False
            owner = None if shared else account.id
            views.keep(tx, self.store.vault, staff=owner, name=name.strip(), query=query)
            return True

        return await self.store.db.write(work)

    async def drop(self, account: Account, number: int) -> bool:
        """Take a view away: one's own, or for who oversees also everybody's. False when there is no such view."""

        def work(tx: sqlite3.Connection) -> bool:
            mine = views.drop(tx, number, account.id, shared=False)
            return mine or (oversees(account) and views.drop(tx, number, account.id, shared=True))

        return await self.store.db.write(work)
