"""The coordinators' list of what was not understood: the newest first, nobody's, and only the day."""

from __future__ import annotations

from datetime import timedelta

from bot.store import unanswered
from bot.store.opening import Store, holds_sealed
from tests.store.people import NOW


async def test_the_list_comes_back_newest_first(store: Store) -> None:
    """With the step where it was asked, and the day without the hour."""
    for number, text in enumerate(("Mag mijn hond mee?", "Wat kost dat?")):
        await store.db.write(
            lambda tx, number=number, text=text: unanswered.add(  # type: ignore[misc]
                tx, store.vault, step="vormen", text=text, now=NOW + timedelta(days=number)
            )
        )
    found = await store.db.read(lambda tx: unanswered.listed(tx, store.vault))
    midnight = NOW.replace(hour=0, minute=0)
    assert [(line.text, line.step, line.day) for line in found] == [
        ("Wat kost dat?", "vormen", midnight + timedelta(days=1)),
        ("Mag mijn hond mee?", "vormen", midnight),
    ]
    assert len(await store.db.read(lambda tx: unanswered.listed(tx, store.vault, limit=1))) == 1


async def test_the_list_needs_its_keys(store: Store) -> None:
    """A folder that holds nothing else still refuses to start with new keys."""
    assert not await store.db.read(holds_sealed)
    await store.db.write(lambda tx: unanswered.add(tx, store.vault, step="x", text="y", now=NOW))
    assert await store.db.read(holds_sealed)
