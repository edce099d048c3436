"""Notes are sealed under the key of the person they are about."""

from __future__ import annotations

import pytest

from bot.store import registrations, timeline
from bot.store.errors import KeyGone
from bot.store.opening import Store
from tests.store.people import NOW, colleague, person


async def case_of(store: Store, who: str) -> int:
    """A case."""
    case = await store.db.write(
        lambda tx: registrations.add(
            tx,
            store.vault,
            reference="HB-1",
            participant=who,
            submission="1",
            content=b"{}",
            tags=(),
            script_revision="r",
            now=NOW,
        )
    )
    return case.id


async def test_notes_come_back_in_order_and_show_on_the_timeline(store: Store) -> None:
    """Who wrote what, and when."""
    case, staff = await case_of(store, await person(store)), await colleague(store)
    for text in ("Gebeld, geen gehoor.", "Terugbellen na vier uur."):
        await store.db.write(
            lambda tx, text=text: timeline.add_note(tx, store.vault, case, staff=staff, text=text, now=NOW)  # type: ignore[misc]
        )
    found = await store.db.read(lambda tx: timeline.notes(tx, store.vault, case))
    assert [(note.text, note.who, note.at) for note in found] == [
        ("Gebeld, geen gehoor.", staff, NOW),
        ("Terugbellen na vier uur.", staff, NOW),
    ]
    events = await store.db.read(lambda tx: timeline.events(tx, case))
    assert [event.kind for event in events] == ["registered", "noted", "noted"]


async def test_notes_go_with_the_person(store: Store) -> None:
    """After the key is destroyed no note can be read or written."""
    who = await person(store)
    case = await case_of(store, who)
    await store.db.write(lambda tx: timeline.add_note(tx, store.vault, case, staff="x", text="geheim", now=NOW))
    store.vault.destroy(who)
    with pytest.raises(KeyGone):
        await store.db.read(lambda tx: timeline.notes(tx, store.vault, case))
    with pytest.raises(KeyGone):
        await store.db.write(lambda tx: timeline.add_note(tx, store.vault, case, staff="x", text="nog", now=NOW))


async def test_an_unknown_case_is_an_error(store: Store) -> None:
    """A note must not hang in the air."""
    with pytest.raises(LookupError):
        await store.db.write(lambda tx: timeline.add_note(tx, store.vault, 9, staff="x", text="y", now=NOW))
