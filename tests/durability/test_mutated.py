"""Nothing a sender makes of an update stops the service."""

from __future__ import annotations

import random
from pathlib import Path

from tests.durability.mutating import mutating

UPDATES = 400


async def test_mutated_updates_are_taken_and_finished_and_others_are_answered_beside_them(tmp_path: Path) -> None:
    """Swapped, missing, huge, deep, odd: 200 for each, none left over, none that fails."""
    async with mutating(tmp_path, random.Random(8)) as work:  # noqa: S311 - what is wrong with them
        report = await work.run(UPDATES)
    assert set(report.statuses) == {200}
    assert report.sent >= UPDATES
    assert set(report.set_aside) <= {"ValueError"}
    assert len(report.beside_mutated) > UPDATES // 64
    assert report.beside_ordinary
