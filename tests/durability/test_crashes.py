"""Dying at a commit or a call to Telegram, before it or after it: the next process goes on as if nothing had happened."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.durability.crashing import At, Crashing, shortest
from tests.fakes.bot_api.server import BotApi, Moment


@pytest.mark.parametrize(("at", "side", "first", "stride"), [("commit", "before", 2, 40), ("call", "after", 12, 35)])
async def test_dying_at_commits_and_calls_loses_nothing_and_repeats_one_message_at_most(
    tmp_path: Path, at: At, side: Moment, first: int, stride: int
) -> None:
    """The first start, turns, sending, confirming: one registration of exactly the answers, each message in its place."""
    with BotApi() as telegram:
        report = await Crashing(tmp_path, telegram, at=at, side=side, first=first, stride=stride).run(shortest())
    assert report.wrong == []
    assert report.deaths >= 2
    assert report.repeats <= report.deaths
