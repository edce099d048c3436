"""Finding a case by what somebody has in hand: a reference, a number elsewhere, a telephone number, an e-mail address.

Only whole values are found, by keyed hash. A reference leads anybody to the case; by the rest only those are found
whose contact data one may see, so that a search tells nobody who is known here.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Final

from bot.services.tags import as_typed
from bot.services.triage import may_see_contact, oversees
from bot.store import external, ids, registrations, sight
from bot.store.cases import Case, Filters
from bot.store.opening import Store
from bot.store.staff import Account

MOST: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """The search field."""

    store: Store

    async def find(self, account: Account, typed: str) -> list[Case]:
        """The cases that fit, the newest first, at most so many; empty for what is not here or not for this account."""
        return await self.store.db.read(lambda tx: self._find(tx, account, typed.strip()))

    def _find(self, tx: sqlite3.Connection, account: Account, typed: str) -> list[Case]:
        vault, sees = self.store.vault, sight.of(account.id)
        reference = ids.read_reference(typed)
        case = None if reference is None else registrations.by_reference(tx, vault, sees, reference)
        if case is not None or not typed:
            return [] if case is None else [case]
        numbered = (registrations.get(tx, vault, sees, one) for one in external.with_number(tx, vault, typed))
        found = {one.id: one for one in numbered if one is not None}
        holder = None if oversees(account) else account.id
        for tag in as_typed(typed):
            wanted = Filters(claimed_by=holder, tags=(tag,))
            found |= {one.id: one for one in registrations.listed(tx, vault, sees, wanted, limit=MOST)}
        allowed = (one for one in found.values() if may_see_contact(account, one) and one.content is not None)
        return sorted(allowed, key=lambda one: one.id)[::-1][:MOST]
