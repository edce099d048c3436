from __future__ import annotations

import asyncio

import pytest

from bot.engine.recognisers import learn, lessons
from bot.services import learning
from tests.authoring.shipped import shipped
from tests.engine.small import small_dialog

LESSONS = lessons(
    small_dialog(), {"off_topic": {"off_topic": []}, "concepts": {}, "signals": shipped().words["signals"]}
)


async def test_another_process_learns_the_same() -> None:
    """Where the calculating is done makes no difference to what comes out."""
    assert await learning.learn_apart(LESSONS) == learn(LESSONS)


async def test_a_stop_does_not_wait_for_learning() -> None:
    """Whoever stops waiting ends the other process too."""
    task = asyncio.create_task(learning.learn_apart(LESSONS))
    await asyncio.sleep(0)
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
