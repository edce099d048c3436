"""A free story, told on a page of our own instead of in a messenger: it becomes the own words of the registration."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.channels import Story
from bot.engine import identifying
from bot.engine.template import fill
from bot.services import danger
from bot.services.documents import document
from bot.services.library import Library
from bot.services.moments import Clock
from bot.services.notify import Notify
from bot.services.tags import tags
from bot.store import audit, registrations, story_pages
from bot.store.cases import Case
from bot.store.opening import Store
from bot.store.sight import PROGRAM
from bot.store.vault import Vault

OPEN_FOR: Final = timedelta(hours=24)
"""How long a page works: long enough to begin tomorrow, short enough for a lost telephone."""

LONGEST: Final = 4_000
"""Characters of a story."""

PATH: Final = "/vertel"


def link(base: str, token: str) -> str:
    """Where the page is. The token stands behind the ``#``, which no browser sends, so it is in no log on the way."""
    return f"{base.rstrip('/')}{PATH}#{token}" if base else ""


def offer(tx: sqlite3.Connection, vault: Vault, case: Case, url: str, now: datetime) -> None:
    """Let the page behind this link work, once."""
    story_pages.offer(tx, vault, case.id, url.rpartition("#")[2], now + OPEN_FOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell:
    """Reading and keeping a story through a page. ``told`` is called after the commit, when the group has a notice."""

    store: Store
    library: Library
    notify: Notify
    clock: Clock
    told: Callable[[], None] = lambda: None

    async def open(self, token: str) -> str | None:
        """What was told before, to go on from; None when the page does not work (any more)."""
        case = await self.store.db.read(lambda tx: self._case(tx, token))
        return None if case is None else document(case)["remark"] or ""

    async def keep(self, token: str, text: str, *, sure: bool) -> Story | None:
        """Keep a story, and close the page; None when it does not work (any more).

        What identifies somebody is left out, as everywhere; who wrote it sees how it will be kept first, and is
        ``sure`` the second time. An empty story takes the earlier one away. Raises ValueError when it is too long.
        """
        if len(text) > LONGEST:
            raise ValueError("a story of reasonable length")
        kept = identifying.mask(text, identifying.find(text)).strip()
        if kept != text.strip() and not sure:
            there = await self.store.db.read(lambda tx: self._case(tx, token))
            return None if there is None else Story(kept=False, text=kept)
        story = await self.store.db.write(lambda tx: self._keep(tx, token, kept))
        self.told()
        return story

    def _case(self, tx: sqlite3.Connection, token: str) -> Case | None:
        number = story_pages.behind(tx, self.store.vault, token, self.clock())
        case = None if number is None else registrations.get(tx, self.store.vault, PROGRAM, number)
        return None if case is None or case.content is None or case.status == "withdrawn" else case

    def _keep(self, tx: sqlite3.Connection, token: str, text: str) -> Story | None:
        case = self._case(tx, token)
        if case is None:
            return None
        now, vault, script = self.clock(), self.store.vault, self.library.current
        signal = script.understanding.signals.detect(text) if text else None
        whole = document(case) | {"remark": text or None}
        content = json.dumps(whole, ensure_ascii=False).encode()
        registrations.amend(
            tx, vault, case.id, content=content, tags=tags(whole), script_revision=case.script_revision, now=now
        )
        audit.append(tx, vault, who="participant", what="amended", ref=case.reference, now=now)
        story_pages.close(tx, case.id)
        if signal is not None:
            told = registrations.get(tx, vault, PROGRAM, case.id)
            danger.alarm(tx, vault, self.notify, told, signal.kind, now)
        dialog = script.dialog
        values = {"organisatie": dialog.organisation.name, "telefoon": dialog.organisation.telephone}
        first = () if signal is None else dialog.signal_texts[signal.kind].say
        return Story(kept=True, text=text, first=tuple(fill(one.text, values) for one in first if one.when is None))
