"""A published version never changes, and publishing an old one is rolling back."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.revision import revision_id
from bot.store import revisions
from bot.store.opening import Store
from tests.store.people import NOW

FIRST = {"gesprek.yaml": "hoi: 'dag'\n", "vormen.yaml": "- brief 💬\n"}
SECOND = {**FIRST, "gesprek.yaml": "hoi: 'goedendag'\n"}
TEXTS = st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=4)


async def publish(store: Store, texts: Mapping[str, str], summary: str = "") -> revisions.Publication:
    """Make these texts current."""
    return await store.db.write(
        lambda tx: revisions.publish(tx, texts, author="anna", summary=summary, now=NOW + timedelta(hours=len(summary)))
    )


async def test_texts_come_back_exactly_and_the_newest_is_current(store: Store) -> None:
    """To the last character; an earlier version stays loadable for who is pinned to it."""
    assert await store.db.read(revisions.current) is None
    first, second = await publish(store, FIRST), await publish(store, SECOND)
    assert await store.db.read(revisions.current) == second.revision
    assert await store.db.read(lambda tx: revisions.load(tx, first.revision)) == FIRST
    assert await store.db.read(lambda tx: revisions.load(tx, second.revision)) == SECOND
    with pytest.raises(LookupError):
        await store.db.read(lambda tx: revisions.load(tx, "onbekend"))


async def test_publishing_an_old_version_rolls_back(store: Store) -> None:
    """The texts are stored once, the history tells both acts, newest first."""
    first = await publish(store, FIRST, "eerste")
    await publish(store, SECOND, "groet")
    back = await publish(store, FIRST, "teruggezet")
    assert back.revision == first.revision == await store.db.read(revisions.current)
    history = await store.db.read(revisions.history)
    assert [entry.summary for entry in history] == ["teruggezet", "groet", "eerste"]
    assert history[0] == back
    assert await store.db.read(lambda tx: tx.execute("SELECT count(*) FROM revision").fetchone()[0]) == 2


async def test_a_revision_cannot_be_changed(store: Store) -> None:
    """Consent was given to exactly that text; the database itself refuses."""
    await publish(store, FIRST)
    with pytest.raises(sqlite3.IntegrityError, match="immutable"):
        await store.db.write(lambda tx: tx.execute("UPDATE revision SET summary = 'x'").rowcount)


@given(one=TEXTS, other=TEXTS)
def test_the_id_names_the_content(one: dict[str, str], other: dict[str, str]) -> None:
    """Same files, same id, in whatever order they were read; other files, another id."""
    backwards = dict(reversed(one.items()))
    assert revision_id(one) == revision_id(backwards)
    assert (revision_id(one) == revision_id(other)) == (one == other)


def test_text_does_not_run_over_the_border_of_a_file() -> None:
    """Moving a letter from the path to the text makes another version."""
    assert revision_id({"a": "bc"}) != revision_id({"ab": "c"})
