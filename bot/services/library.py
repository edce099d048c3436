"""The published scripts in memory: a revision's dialog with its recognisers, built once and shared by every turn."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

from bot import engine
from bot.authoring.checks import check, errors
from bot.authoring.problems import Problem
from bot.authoring.reader import Scripts, read_scripts
from bot.engine.dialog import Dialog
from bot.engine.understanding import Understanding, build, learn
from bot.errors import OperatorError
from bot.store import notebook, revisions, sessions
from bot.store.opening import Store


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


class Notebook(Protocol):
    """Keeps what was learnt, by a key that changes with whatever it was learnt from."""

    def find(self, key: bytes) -> bytes | None:
        """What was kept under this key."""
        ...

    def keep(self, key: bytes, learnt: bytes) -> None:
        """Keep it; losing it only costs time."""
        ...


def understanding(scripts: Scripts, notebook: Notebook | None = None) -> Understanding:
    """The recognisers of scripts that could be read; what was learnt before is not learnt again."""
    if scripts.dialog is None:
        raise OperatorError("de scripts zijn niet te lezen", "draai: herstelbot scripts check")
    key = recogniser_key(scripts)
    kept = None if notebook is None else notebook.find(key)
    if kept is not None:
        with suppress(ValueError):  # kept by another version of the program: learn again
            return build(scripts.dialog, scripts.words, kept)
    learnt = learn(scripts.dialog, scripts.words)
    if notebook is not None:
        notebook.keep(key, learnt)
    return build(scripts.dialog, scripts.words, learnt)


class Library:
    """Which revision is current, and every revision somebody is walking."""

    def __init__(self, store: Store, *, understand: Callable[[Scripts], Understanding] | None = None) -> None:
        self._store = store
        self._understand = understand or self._learnt
        self._scripts: dict[str, Script] = {}
        self._recognisers: dict[bytes, Understanding] = {}
        self._current = ""

    @property
    def current(self) -> Script:
        """The revision on which new conversations begin."""
        return self._scripts[self._current]

    def pinned(self, revision: str) -> Script:
        """The exact revision a session began on.

        Raises:
            NotLoaded: when it is not in memory.
        """
        if revision not in self._scripts:
            raise NotLoaded(revision)
        return self._scripts[revision]

    async def open(self, texts: Mapping[str, str], now: datetime) -> None:
        """Load what is published and what sessions are pinned to; publish ``texts`` when nothing is published yet.

        Raises:
            OperatorError: when the texts that would be the first revision have mistakes.
        """
        current = await self._store.db.read(revisions.current)
        if current is None:
            await self.publish(texts, author="systeem", summary="Eerste versie uit de map dialogs", now=now)
        else:
            self._current = current
            await self.load(current)
        for revision in await self._store.db.read(sessions.pinned):
            await self.load(revision)

    async def load(self, revision: str) -> Script:
        """Read a stored revision into memory. It was checked before it was published, so only read."""
        if revision not in self._scripts:
            texts = await self._store.db.read(lambda tx: revisions.load(tx, revision))
            self._scripts[revision] = await asyncio.to_thread(lambda: self._build(read_scripts(texts)))
        return self._scripts[revision]

    async def refresh(self) -> None:
        """Notice what was published from elsewhere, such as the shell: new conversations begin on it from now on."""
        current = await self._store.db.read(revisions.current)
        if current is not None and current != self._current:
            await self.load(current)
            self._current = current

    async def prepare(self, scripts: Scripts) -> Script:
        """Scripts ready to be walked that are not (or not yet) a revision; their recognisers are shared."""
        return await asyncio.to_thread(self._build, scripts)

    async def publish(self, texts: Mapping[str, str], *, author: str, summary: str, now: datetime) -> str:
        """Check the texts and make them the revision on which new conversations begin; gives its id.

        Raises:
            OperatorError: when there are mistakes; nothing is stored then.
        """
        scripts = await asyncio.to_thread(check, texts)
        refuse(errors(scripts))
        script = await asyncio.to_thread(self._build, scripts)
        await self._store.db.write(lambda tx: revisions.publish(tx, texts, author=author, summary=summary, now=now))
        self._scripts[script.dialog.revision] = script
        self._current = script.dialog.revision
        return self._current

    def _learnt(self, scripts: Scripts) -> Understanding:
        return understanding(scripts, notebook.Notebook(self._store.folder))

    def _build(self, scripts: Scripts) -> Script:
        if scripts.dialog is None:
            raise OperatorError("de scripts zijn niet te lezen", "draai: herstelbot scripts check")
        key = recogniser_key(scripts)
        if key not in self._recognisers:
            self._recognisers[key] = self._understand(scripts)
        return Script(dialog=scripts.dialog, understanding=self._recognisers[key])


def ready(scripts: Scripts) -> Script:
    """Checked scripts with their recognisers, outside any store: for the terminal, rehearsals and proofs."""
    made = understanding(scripts)
    if scripts.dialog is None:
        raise OperatorError("de scripts zijn niet te lezen", "draai: herstelbot scripts check")
    return Script(dialog=scripts.dialog, understanding=made)


def refuse(problems: list[Problem]) -> None:
    """Stop with the first mistakes when there are any."""
    if problems:
        shown = "; ".join(str(problem) for problem in problems[:3])
        raise OperatorError(f"de scripts hebben {len(problems)} fouten: {shown}", "draai: herstelbot scripts check")


def recogniser_key(scripts: Scripts) -> bytes:
    """Names everything the recognisers learn from, and how, so that revisions with other texts share them.

    How: what was kept before an upgrade may fit in form and still mean something else.
    """
    dialog = scripts.dialog
    topics = [] if dialog is None else [(topic.id, topic.question, topic.examples) for topic in dialog.topics.values()]
    chat = [] if dialog is None else [talk.examples for talk in dialog.small_talk]
    learnt_from = json.dumps([topics, chat, scripts.words]).encode()
    return blake2b(_learning() + learnt_from, digest_size=16).digest()


@cache
def _learning() -> bytes:
    """A hash of the code that learns."""
    code = sorted(Path(engine.__path__[0]).glob("*.py"))
    return blake2b(b"".join(path.read_bytes() for path in code), digest_size=16).digest()
