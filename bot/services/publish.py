"""From changed texts to a published revision: check, rehearse, say what changed, and ask a second pair of eyes."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Protocol

from bot.authoring.checks import check, errors
from bot.authoring.differences import Change, differences
from bot.authoring.problems import Problem
from bot.authoring.reader import Scripts
from bot.engine.revision import revision_id
from bot.errors import OperatorError
from bot.services.library import Script
from bot.services.moments import Clock
from bot.services.rehearse import Outcome, replay_all
from bot.store import audit, drafts, revisions
from bot.store.opening import Store


class Press(Protocol):
    """What publishing needs of the library."""

    async def prepare(self, scripts: Scripts) -> Script:
        """Scripts ready to be walked."""
        ...

    async def publish(self, texts: Mapping[str, str], *, author: str, summary: str, now: datetime) -> str:
        """Make texts current; gives their id."""
        ...

    def nearest(self, text: str) -> tuple[str, ...]:
        """The topics a text may be about, by what is published, likeliest first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """The scripts as coordinators see them now: the draft, or what is published when there is none (version 0)."""

    texts: Mapping[str, str] = field(repr=False)
    scripts: Scripts = field(repr=False)
    draft: drafts.Draft | None

    @property
    def version(self) -> int:
        """The version a save must be based on."""
        return 0 if self.draft is None else self.draft.version


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What came of trying texts: every problem, every rehearsal, every change against what is published now."""

    scripts: Scripts
    outcomes: tuple[Outcome, ...]
    changes: tuple[Change, ...]
    first: bool = False
    """Nothing was published before, so there is nothing to differ from."""

    @property
    def errors(self) -> list[Problem]:
        """What keeps them from being published."""
        return errors(self.scripts)

    @property
    def different(self) -> tuple[Outcome, ...]:
        """The rehearsals that go otherwise than they were written."""
        return tuple(one for one in self.outcomes if one.differences)

    @property
    def sensitive(self) -> tuple[Change, ...]:
        """The changes that need a second coordinator."""
        return () if self.first else tuple(one for one in self.changes if one.sensitive)


class Refused(OperatorError):  # noqa: N818 - it is what happened
    """These texts were not published; nothing changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publish:
    """Publishing, for the console and for the shell."""

    store: Store
    library: Press
    clock: Clock

    async def current(self) -> dict[str, str]:
        """The texts that are published now."""
        revision = await self.store.db.read(revisions.current)
        return {} if revision is None else await self.texts(revision)

    async def texts(self, revision: str) -> dict[str, str]:
        """The texts of a stored revision. Raises LookupError for an unknown one."""
        return await self.store.db.read(lambda tx: revisions.load(tx, revision))

    async def prove(self, texts: Mapping[str, str]) -> Proof:
        """Check the texts, play the rehearsals (when nothing is wrong), and say what changed."""
        now = await self.current()
        before, after = await checked(now), await checked(texts)
        outcomes: tuple[Outcome, ...] = ()
        if not errors(after):
            script: Script = await self.library.prepare(after)
            outcomes = tuple(await asyncio.to_thread(replay_all, texts, script))
        return Proof(scripts=after, outcomes=outcomes, changes=differences(now, texts, before, after), first=not now)

    async def publish(
        self, texts: Mapping[str, str], *, author: str, summary: str, second: str | None = None, accept: bool = False
    ) -> str:
        """Make the texts the revision on which new conversations begin; gives its id.

        ``second``: who else found exactly these texts good. ``accept``: rehearsals that go differently now are
        written down as they go.

        Raises:
            Refused: with the reason, when something stands in the way; nothing is stored then.
        """
        proof = await self.prove(texts)
        if proof.errors:
            many = "er is één fout" if len(proof.errors) == 1 else f"er zijn {len(proof.errors)} fouten"
            raise Refused(f"{many}, zoals: {proof.errors[0].message}", "verbeter dat eerst")
        if not proof.changes:
            raise Refused("er is niets veranderd", "wat nu gepubliceerd is, is hetzelfde")
        if proof.different and not accept:
            names = ", ".join(one.name for one in proof.different)
            raise Refused(f"oefengesprekken gaan nu anders: {names}", "kijk of dat zo bedoeld is, en neem ze dan over")
        known = {one.revision for one in await self.history()}  # what was published before was looked at before
        if proof.sensitive and (second is None or second == author) and revision_id(texts) not in known:
            names = ", ".join(one.what for one in proof.sensitive)
            raise Refused(f"een tweede coördinator moet kijken naar: {names}", "vraag een collega om akkoord")
        if not summary.strip():
            raise Refused("de samenvatting ontbreekt", "schrijf in één zin wat er anders is, en waarom")
        whole = {**texts, **{one.name: one.text for one in proof.different}}
        revision = await self.library.publish(whole, author=author, summary=summary.strip(), now=self.clock())
        await self._note(author, "scripts-published", revision)
        if second is not None:
            await self._note(second, "scripts-approved", revision)
        return revision

    async def _note(self, who: str, what: str, revision: str) -> None:
        now = self.clock()
        await self.store.db.write(
            lambda tx: audit.append(tx, self.store.vault, who=who, what=what, ref=revision, now=now)
        )

    async def working(self) -> Working:
        """What is being worked on, checked."""
        draft = await self.draft()
        texts = dict(draft.texts) if draft is not None else await self.current()
        return Working(texts=texts, scripts=await checked(texts), draft=draft)

    async def draft(self) -> drafts.Draft | None:
        """The draft, if somebody is changing anything."""
        return await self.store.db.read(drafts.load)

    async def saves(self) -> list[drafts.Save]:
        """Who saved what in the draft."""
        return await self.store.db.read(drafts.saves)

    async def save(self, texts: Mapping[str, str], *, based_on: int, author: str, what: str) -> int:
        """Save the draft; gives its new version. Raises drafts.Overtaken."""
        now = self.clock()

        def work(tx: sqlite3.Connection) -> int:
            base = revisions.current(tx) or ""
            return drafts.save(tx, texts, base=base, based_on=based_on, author=author, what=what, now=now)

        return await self.store.db.write(work)

    async def approve(self, *, based_on: int, who: str) -> None:
        """A second coordinator finds the draft good. Raises drafts.Overtaken."""
        await self.store.db.write(lambda tx: drafts.approve(tx, based_on=based_on, who=who))

    async def discard(self, *, based_on: int) -> None:
        """Throw the draft away. Raises drafts.Overtaken."""
        await self.store.db.write(lambda tx: drafts.discard(tx, based_on=based_on))

    async def history(self) -> list[revisions.Publication]:
        """Everything that was published, newest first."""
        return await self.store.db.read(revisions.history)


async def checked(texts: Mapping[str, str]) -> Scripts:
    """The texts, checked beside the event loop; the last few are remembered, for pages that come back to them."""
    return await asyncio.to_thread(_checked, tuple(sorted(texts.items())))


@lru_cache(maxsize=4)
def _checked(texts: tuple[tuple[str, str], ...]) -> Scripts:
    return check(dict(texts))
