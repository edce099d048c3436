"""A disk that is full or fails, at whichever call: nothing is confirmed that does not last, and room again is enough."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.durability.disk import reachable
from tests.durability.filling import fill

EVERY = 23

pytestmark = pytest.mark.skipif(not reachable(), reason="SQLite is built into this Python and cannot be reached")


async def test_whichever_call_of_the_disk_fails_nothing_confirmed_is_lost_and_all_goes_on(tmp_path: Path) -> None:
    """No space, a failed write, a failed flush, once or for a while: a start refuses with its remedy, people say it again."""
    report = await fill(tmp_path, people=2, every=EVERY)
    assert report.wrong == []
    assert report.failures > 15
    assert report.refused > 5
