"""A backup made in the middle of everything, put back: what was promised before it is there, and nobody erased is."""

from __future__ import annotations

import random
from pathlib import Path

from tests.durability.drilling import Drill


async def test_a_backup_made_while_people_talk_is_put_back_whole_and_silent(tmp_path: Path) -> None:
    """Promises before the backup kept, who was erased after it gone, nothing sent before the release and then all of it."""
    outcome = await Drill(tmp_path, random.Random(2)).run()  # noqa: S311 - the moment
    assert outcome.wrong == []
    assert outcome.before > 0
    assert outcome.after > 0
