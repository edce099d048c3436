"""Whenever the power fails: what was promised to somebody is on the disk, and what was erased is not."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.durability.cutting import cutting, story, weaker
from tests.durability.disk import reachable

PEOPLE, CUTS = 3, 30

pytestmark = pytest.mark.skipif(not reachable(), reason="SQLite is built into this Python and cannot be reached")


async def test_after_a_power_cut_at_any_moment_every_promise_is_kept(tmp_path: Path) -> None:
    """From the first start on: taken messages, seen answers, keys before data, erased keys, integrity, the trail."""
    events = await story(tmp_path, PEOPLE)
    report = await cutting(events, tmp_path, CUTS, random.Random(5))  # noqa: S311 - moments
    assert report.broken == []
    assert report.cuts == CUTS
    assert report.flushes > 100
    assert report.promises > 50


@pytest.mark.parametrize("file", ["app", "keys"])
async def test_with_settings_one_step_faster_the_cuts_show_what_would_be_lost(tmp_path: Path, file: str) -> None:
    """``synchronous`` NORMAL for the data loses messages that were taken; FULL for the keys brings erased ones back."""
    with weaker(file):
        events = await story(tmp_path, PEOPLE)
    report = await cutting(events, tmp_path, CUTS, random.Random(5))  # noqa: S311 - moments
    assert report.broken != []
