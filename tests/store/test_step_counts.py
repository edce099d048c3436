from __future__ import annotations

from datetime import date

from bot.store import step_counts
from bot.store.opening import Store

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)


async def test_counts_add_up_per_step_and_version(store: Store) -> None:
    """From a day on, of one version or of all together."""
    for day, revision in ((MONDAY, "a"), (FRIDAY, "a"), (FRIDAY, "b")):
        await store.db.write(
            lambda tx, day=day, revision=revision: step_counts.add(  # type: ignore[misc]
                tx, day, revision, [("welkom", "visit"), ("welkom", "visit"), ("rol", "back")]
            )
        )
    assert await store.db.read(lambda tx: step_counts.since(tx, MONDAY)) == {"welkom": {"visit": 6}, "rol": {"back": 3}}
    assert await store.db.read(lambda tx: step_counts.since(tx, FRIDAY, "a")) == {
        "welkom": {"visit": 2},
        "rol": {"back": 1},
    }
    assert await store.db.read(lambda tx: step_counts.since(tx, date(2027, 1, 1))) == {}
