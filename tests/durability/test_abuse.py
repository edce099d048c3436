"""A flood hurts nobody but who makes it: counted in turns, so that a slow machine counts the same."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from bot.app import App, build
from bot.channels.telegram_updates import raw
from bot.services.receive import AT_ONCE
from tests.durability.drilling import Silent, says, settings
from tests.durability.plan import lend

ONE, OTHERS, EACH, BATCH = 1_000, 100, 3, 100
FLOODER, ORDINARY = 999, 500
MEDIA = ("photo", "document", "video", "voice", "sticker", "animation", "audio", "video_note", "story", "poll", "dice")


def media(kind: str, chat: int, number: int) -> dict[str, object]:
    """Somebody sends a file of this kind."""
    file = {"file_id": f"file-{number}", "file_unique_id": "x"}
    who = {"id": 7_000 + chat, "type": "private"}
    return {"update_id": number, "message": {"message_id": number, "date": 1, "chat": who, kind: file}}


async def flood(app: App, numbers: count[int]) -> None:
    """One account does not stop, and many others send media of all kinds."""
    raws = [says("hallo", FLOODER, next(numbers)) for _ in range(ONE)]
    for number in range(OTHERS * EACH):
        sent = media(MEDIA[number % len(MEDIA)], number % OTHERS, next(numbers))
        raws.append(raw(sent, bot_id=1))
    for start in range(0, len(raws), BATCH):
        await app.receive.accept("telegram", raws[start : start + BATCH])


async def test_a_flood_of_one_account_costs_those_behind_it_one_turn_a_round(tmp_path: Path) -> None:
    """1,000 messages of one account and 300 of a hundred others in line: an answer comes after theirs, not after his."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    lend(data)
    numbers = count(1)
    rounds = -(-(OTHERS * EACH + 2) // AT_ONCE) + 1
    async with build(settings(data)) as app:
        await app.library.learn()
        channel = app.channels["telegram"] = Silent()
        await flood(app, numbers)
        await app.receive.accept("telegram", [says("/start", ORDINARY, next(numbers))])
        for _ in range(rounds):
            await app.receive.work()
        deliveries = 0
        while str(7_000 + ORDINARY) not in channel.sent:
            deliveries += 1
            assert await app.deliver.once()

    assert app.receive.turns <= OTHERS * EACH + rounds + 1
    assert channel.sent.count(str(7_000 + FLOODER)) <= deliveries
