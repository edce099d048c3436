"""The scripts as they are being changed: one draft, shared by all coordinators.

Every save names the version it was based on; who comes second is told and overwrites nothing. ``approved`` names the
exact texts a second coordinator found good: any save after that takes the approval away.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.engine.revision import revision_id
from bot.store.moments import moment, stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The draft: ``base`` is the revision it began from, ``version`` counts the saves."""

    texts: Mapping[str, str] = field(repr=False)
    base: str
    version: int
    author: str
    at: datetime
    approved_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Save:
    """One save: who, when, and what of (a step or a file)."""

    version: int
    author: str
    what: str
    at: datetime


class Overtaken(Exception):  # noqa: N818 - it is what happened
    """Somebody else saved meanwhile; nothing was changed."""


def load(tx: sqlite3.Connection) -> Draft | None:
    """The draft, or None when nobody is changing anything."""
    row = tx.execute("SELECT * FROM draft").fetchone()
    if row is None:
        return None
    texts: dict[str, str] = json.loads(zlib.decompress(row["texts"]))
    approved = row["approved"] == revision_id(texts)
    return Draft(
        texts=texts,
        base=row["base"],
        version=row["version"],
        author=row["author"],
        at=moment(row["at"]),
        approved_by=row["approved_by"] if approved else None,
    )


def save(
    tx: sqlite3.Connection, texts: Mapping[str, str], *, base: str, based_on: int, author: str, what: str, now: datetime
) -> int:
    """Store the texts as the next version and give its number. ``based_on`` is 0 for the first save.

    Raises:
        Overtaken: when the draft is not at that version any more.
    """
    row = tx.execute("SELECT version FROM draft").fetchone()
    if (0 if row is None else row["version"]) != based_on:
        raise Overtaken
    packed = zlib.compress(json.dumps(dict(sorted(texts.items())), ensure_ascii=False).encode())
    tx.execute(
        "INSERT INTO draft (n, texts, base, version, author, at) VALUES (1, ?, ?, ?, ?, ?)"
        " ON CONFLICT (n) DO UPDATE SET texts = excluded.texts, version = excluded.version, author = excluded.author,"
        " at = excluded.at, approved = NULL, approved_by = NULL",
        (packed, base, based_on + 1, author, stored(now)),
    )
    tx.execute(
        "INSERT INTO draft_save (version, author, what, at) VALUES (?, ?, ?, ?)",
        (based_on + 1, author, what, stored(now)),
    )
    return based_on + 1


def approve(tx: sqlite3.Connection, *, based_on: int, who: str) -> None:
    """Somebody found exactly these texts good. Raises Overtaken when they are others by now."""
    draft = load(tx)
    if draft is None or draft.version != based_on:
        raise Overtaken
    tx.execute("UPDATE draft SET approved = ?, approved_by = ?", (revision_id(draft.texts), who))


def discard(tx: sqlite3.Connection, *, based_on: int) -> None:
    """Throw the draft away (it was published, or nobody wants it). Raises Overtaken when it changed meanwhile."""
    row = tx.execute("SELECT version FROM draft").fetchone()
    if row is None or row["version"] != based_on:
        raise Overtaken
    tx.execute("DELETE FROM draft")
    tx.execute("DELETE FROM draft_save")


def saves(tx: sqlite3.Connection) -> list[Save]:
    """Who saved what in this draft, newest first."""
    rows = tx.execute("SELECT * FROM draft_save ORDER BY id DESC LIMIT 50")
    return [Save(version=row["version"], author=row["author"], what=row["what"], at=moment(row["at"])) for row in rows]
