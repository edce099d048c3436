"""The published versions of all dialogs: immutable, known by their content, the newest publication is current."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.engine.revision import revision_id
from bot.store.moments import moment, stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One act of publishing. The same revision may be published again: that is how one rolls back."""

    number: int
    revision: str
    author: str
    summary: str
    at: datetime


def publish(
    tx: sqlite3.Connection, texts: Mapping[str, str], *, author: str, summary: str, now: datetime
) -> Publication:
    """Make these texts the current revision; the texts themselves are stored once."""
    revision = revision_id(texts)
    known = tx.execute("SELECT 1 FROM revision WHERE id = ?", (revision,)).fetchone()
    if known is None:
        packed = zlib.compress(json.dumps(dict(sorted(texts.items())), ensure_ascii=False).encode(), level=9)
        tx.execute(
            "INSERT INTO revision (id, texts, author, summary, created_at) VALUES (?, ?, ?, ?, ?)",
            (revision, packed, author, summary, stored(now)),
        )
    elif load(tx, revision) != dict(texts):
        raise ValueError("two different revisions with one id")
    number = tx.execute(
        "INSERT INTO publication (revision, author, summary, at) VALUES (?, ?, ?, ?)",
        (revision, author, summary, stored(now)),
    ).lastrowid
    return Publication(number=number or 0, revision=revision, author=author, summary=summary, at=now)


def current(tx: sqlite3.Connection) -> str | None:
    """The id of the revision on which new sessions begin, or None before the first publication."""
    row = tx.execute("SELECT revision FROM publication ORDER BY n DESC LIMIT 1").fetchone()
    return None if row is None else str(row["revision"])


def load(tx: sqlite3.Connection, revision: str) -> dict[str, str]:
    """The texts of a revision, path → text, sorted by path. Raises LookupError for an unknown id."""
    row = tx.execute("SELECT texts FROM revision WHERE id = ?", (revision,)).fetchone()
    if row is None:
        raise LookupError("no such revision")
    texts: dict[str, str] = json.loads(zlib.decompress(row["texts"]))
    return texts


def history(tx: sqlite3.Connection, limit: int = 100) -> list[Publication]:
    """The publications, newest first."""
    rows = tx.execute("SELECT * FROM publication ORDER BY n DESC LIMIT ?", (limit,))
    return [
        Publication(
            number=row["n"],
            revision=row["revision"],
            author=row["author"],
            summary=row["summary"],
            at=moment(row["at"]),
        )
        for row in rows
    ]
