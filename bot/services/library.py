"""The published scripts in memory: a revision's dialog with its recognisers, built once and shared by every turn."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.authoring.checks import check, errors
from bot.authoring.problems import Problem
from bot.authoring.reader import Scripts, read_scripts
from bot.engine.dialog import Dialog
from bot.engine.understanding import LEARNING, Understanding
from bot.errors import OperatorError
from bot.services.lessons import recogniser_key
from bot.store import notebook, revisions, sessions
from bot.store.opening import Store

Understand = Callable[[Scripts], Awaitable[Understanding]]
"""Makes the recognisers of scripts; may take seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """One revision, ready to be walked."""

    dialog: Dialog
    understanding: Understanding


class NotLoaded(LookupError):  # noqa: N818 - named for what is the case
    """A session is pinned to a revision that is not in memory yet: load it and do the turn again."""

    def __init__(self, revision: str) -> None:
        super().__init__(revision)
        self.revision = revision


class Library:
    """Which revision is current, and every revision somebody is walking.

    A start must be quick and learning takes seconds, so :meth:`open` and :meth:`load` only read: until :meth:`learn`
    has been there, a revision answers everything but typed sentences, which raise ``NotLearnt``.
    """

    def __init__(self, store: Store, *, understand: Understand | None = None) -> None:
        self._store = store
        self._understand = understand or self._learnt
        self._scripts: dict[str, Script] = {}
        self._recognisers: dict[bytes, Understanding] = {}
        self._to_learn: dict[str, Scripts] = {}
        self._wanted = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self._current = ""

    @property
    def current(self) -> Script:
        """The revision on which new conversations begin."""
        return self._scripts[self._current]

    @property
    def learning(self) -> bool:
        """Whether anything is still to be learnt."""
        return bool(self._to_learn)

    def pinned(self, revision: str) -> Script:
        """The exact revision a session began on.

        Raises:
            NotLoaded: when it is not in memory.
        """
        if revision not in self._scripts:
            raise NotLoaded(revision)
        return self._scripts[revision]

    def nearest(self, text: str) -> tuple[str, ...]:
        """The topics a text may be about, by what is published, likeliest first."""
        return tuple(name for name, _ in self.current.understanding.topics.ranking(text) if name)

    async def open(self, texts: Mapping[str, str], now: datetime) -> None:
        """Read what is published; publish ``texts`` when nothing is published yet. Call :meth:`learn` afterwards.

        Raises:
            OperatorError: when the texts that would be the first revision have mistakes.
        """
        current = await self._store.db.read(revisions.current)
        if current is None:
            scripts = await asyncio.to_thread(_checked, texts)
            current = scripts.revision
            await self._store.db.write(lambda tx: _first(tx, texts, now))
            self._take(scripts)
        else:
            await self.load(current)
        self._current = current

    async def load(self, revision: str) -> Script:
        """Read a stored revision into memory. It was checked before it was published, so only read."""
        if revision not in self._scripts:
            texts = await self._store.db.read(lambda tx: revisions.load(tx, revision))
            scripts = await asyncio.to_thread(read_scripts, texts)
            if revision not in self._scripts:
                self._take(scripts)
        return self._scripts[revision]

    async def learn(self) -> None:
        """Learn whatever was only read, the current revision first."""
        for revision in sorted(self._to_learn, key=lambda one: one != self._current):
            if revision in self._to_learn:
                self._scripts[revision] = await self.prepare(self._to_learn[revision])
                self._to_learn.pop(revision, None)

    async def keep_learning(self, learnt: Callable[[], None]) -> None:
        """Learn what is read from now on, until cancelled, and what conversations are pinned to.

        ``learnt`` is called after each time.
        """
        await self._understood(learnt)
        for revision in await self._store.db.read(sessions.pinned):
            await self.load(revision)
        while True:
            await self._understood(learnt)
            await self._wanted.wait()

    async def _understood(self, learnt: Callable[[], None]) -> None:
        self._wanted.clear()
        if self._to_learn:
            await self.learn()
            learnt()

    async def refresh(self) -> None:
        """Notice what was published from elsewhere, such as the shell: new conversations begin on it from now on."""
        current = await self._store.db.read(revisions.current)
        if current is not None and current != self._current:
            await self.load(current)
            await self.learn()  # before anybody begins on it: the one they begin on until then does understand
            self._current = current

    async def prepare(self, scripts: Scripts) -> Script:
        """Scripts ready to be walked that are not (or not yet) a revision; their recognisers are shared."""
        dialog, key = _dialog(scripts), recogniser_key(scripts)
        async with self._one_at_a_time:  # two would learn the same twice
            if key not in self._recognisers:
                self._recognisers[key] = await self._understand(scripts)
        return Script(dialog=dialog, understanding=self._recognisers[key])

    async def publish(self, texts: Mapping[str, str], *, author: str, summary: str, now: datetime) -> str:
        """Check the texts and make them the revision on which new conversations begin; gives its id.

        Raises:
            OperatorError: when there are mistakes; nothing is stored then.
        """
        scripts = await asyncio.to_thread(_checked, texts)
        script = await self.prepare(scripts)
        await self._store.db.write(lambda tx: revisions.publish(tx, texts, author=author, summary=summary, now=now))
        self._scripts[script.dialog.revision] = script
        self._current = script.dialog.revision
        return self._current

    async def _learnt(self, scripts: Scripts) -> Understanding:
        from bot.services import learning  # noqa: PLC0415 - it brings numpy, and a start answers without it

        return await learning.understand(scripts, notebook.Notebook(self._store.folder))

    def _take(self, scripts: Scripts) -> None:
        """Into memory as it was read; to be learnt, unless what it learns is known already."""
        known = self._recognisers.get(recogniser_key(scripts))
        self._scripts[scripts.revision] = Script(dialog=_dialog(scripts), understanding=known or LEARNING)
        if known is None:
            self._to_learn[scripts.revision] = scripts
            self._wanted.set()


def _dialog(scripts: Scripts) -> Dialog:
    if scripts.dialog is None:
        raise OperatorError("de scripts zijn niet te lezen", "draai: herstelbot scripts check")
    return scripts.dialog


def _checked(texts: Mapping[str, str]) -> Scripts:
    scripts = check(texts)
    refuse(errors(scripts))
    return scripts


def _first(tx: sqlite3.Connection, texts: Mapping[str, str], now: datetime) -> None:
    revisions.publish(tx, texts, author="systeem", summary="Eerste versie uit de map dialogs", now=now)


def refuse(problems: list[Problem]) -> None:
    """Stop with the first mistakes when there are any."""
    if problems:
        shown = "; ".join(str(problem) for problem in problems[:3])
        raise OperatorError(f"de scripts hebben {len(problems)} fouten: {shown}", "draai: herstelbot scripts check")
