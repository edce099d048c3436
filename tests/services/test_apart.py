from __future__ import annotations

import json

from bot.services.apart import apart


async def test_another_process_does_the_work() -> None:
    """What it writes comes back."""
    lessons = {"topics": [["kosten", "Wat kost het?", ["is het gratis"]]], "off_topic": [], "concepts": {}}
    made = json.loads(await apart("bot.services.measure", json.dumps(lessons).encode()))
    assert made["all"]["asked"] == 2


async def test_a_process_that_fails_gives_nothing() -> None:
    """Nor does one that is not there: whoever asks does it by themselves."""
    assert await apart("bot.services.measure", b"no lessons") == b""
    assert await apart("bot.services.nergens", b"") == b""
