from __future__ import annotations

import asyncio
import json
from typing import Any

from bot.channels import Outbound
from bot.channels.webchat_streams import FAREWELL, HEARTBEAT, RECONNECT, Streams, follow
from tests.channels.desk import FakeDesk

LONG = 3600.0


def body(event: str) -> tuple[int, dict[str, Any]]:
    """The number and the line in an event."""
    number, data = event.strip().split("\n")
    return int(number.removeprefix("id: ")), json.loads(data.removeprefix("data: "))


async def test_what_is_said_reaches_the_page_in_order_and_from_where_it_was() -> None:
    """A page gets every line after the last it has, at once or when it is said, each with its number."""
    desk, streams = FakeDesk(), Streams(each=3, overall=9)
    first, second = await desk.say("a", Outbound(text="een")), await desk.say("a", Outbound(text="twee"))
    events = follow(desk, streams, "a", first, LONG)
    assert await anext(events) == RECONNECT
    assert body(await anext(events))[0] == second
    later = asyncio.ensure_future(anext(events))
    await asyncio.sleep(0)  # it is waiting now
    third = await desk.say("a", Outbound(text="drie"))
    streams.ring("a")
    number, line = body(await later)
    assert number == third
    assert line["paragraphs"] == [[["drie", False, ""]]]
    await events.aclose()
    assert len(streams) == 0


async def test_a_quiet_line_shows_that_it_is_alive() -> None:
    """When nothing is said for the length of a heartbeat, a comment goes out."""
    events = follow(FakeDesk(), Streams(each=3, overall=9), "a", 0, 0.0)
    assert [await anext(events), await anext(events)] == [RECONNECT, HEARTBEAT]
    await events.aclose()


async def test_closing_says_goodbye_and_ends() -> None:
    """When the service stops, every stream ends by itself after a farewell, and no new one is opened."""
    streams = Streams(each=3, overall=9)
    following = [follow(FakeDesk(), streams, "a", 0, LONG) for _ in range(2)]
    assert [await anext(events) for events in following] == [RECONNECT] * 2
    assert len(streams) == 2
    streams.close()
    assert [[event async for event in events] for events in following] == [[FAREWELL]] * 2
    assert len(streams) == 0
    assert not streams.room("a")


async def test_one_conversation_cannot_take_all_the_room() -> None:
    """There is a bound per conversation and one for all together; a stream that ends makes room again."""
    streams = Streams(each=2, overall=3)
    with streams.listening("a"), streams.listening("a"):
        assert not streams.room("a")
        assert streams.room("b")
        with streams.listening("b"):
            assert not streams.room("b")
            assert not streams.room("c")
    assert streams.room("a")
