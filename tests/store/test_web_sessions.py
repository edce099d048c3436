"""Tokens of browsers: each holds one conversation until it is ended, or until its person is erased."""

from __future__ import annotations

import sqlite3

import pytest

from bot.store import participants, web_sessions
from bot.store.opening import Store
from tests.store.people import NOW, person


async def test_two_browsers_hold_one_conversation_and_each_is_ended_by_itself(store: Store) -> None:
    """Ending one leaves the other; a stranger's token, and one that was ended, hold nothing."""
    who = await person(store)

    def work(tx: sqlite3.Connection) -> list[object]:
        for token in ("a", "b"):
            web_sessions.begin(tx, store.vault, who, token, NOW)
        ended = [web_sessions.end(tx, store.vault, "a"), web_sessions.end(tx, store.vault, "a")]
        return [*ended, *(web_sessions.behind(tx, store.vault, token) for token in ("a", "b", "c"))]

    assert await store.db.write(work) == [True, False, None, who, None]


async def test_they_go_with_their_person(store: Store) -> None:
    """After an erasure no browser holds anything, and nobody unknown gets a token."""
    who = await person(store)
    await store.db.write(lambda tx: web_sessions.begin(tx, store.vault, who, "a", NOW))
    await store.db.write(lambda tx: participants.erase(tx, who))
    assert await store.db.read(lambda tx: web_sessions.behind(tx, store.vault, "a")) is None
    with pytest.raises(sqlite3.IntegrityError):
        await store.db.write(lambda tx: web_sessions.begin(tx, store.vault, who, "b", NOW))
