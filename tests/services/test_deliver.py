from __future__ import annotations

from pathlib import Path

from bot.channels import TryLater, Undeliverable
from bot.store import outbox
from tests.house import Clock, open_house


async def test_messages_arrive_in_order(tmp_path: Path) -> None:
    """Two messages of one turn reach the person one after the other."""
    async with open_house(tmp_path) as house:
        guest = await house.guest("1").says("/start")

        assert [one.text for one in guest.sees] == ["Dag. Ik ben een computerprogramma.", "Wat wil je doen?"]


async def test_what_is_not_known_to_be_delivered_is_tried_again(tmp_path: Path) -> None:
    """A time-out keeps the message and what comes after it, until the channel takes it."""
    clock = Clock()
    async with open_house(tmp_path, clock=clock) as house:
        house.channels["telegram"].answers = [TryLater(), TryLater(seconds=30, reason="told-to-wait")]
        guest = await house.guest("1").says("/start")
        assert guest.sees == []
        clock.advance(seconds=2)
        await house.settle()
        assert guest.sees == []
        clock.advance(seconds=31)
        await house.settle()

        assert len(guest.sees) == 2


async def test_a_blocked_bot_stops_writing(tmp_path: Path) -> None:
    """Who is gone gets nothing more, and nothing is left in line."""
    async with open_house(tmp_path) as house:
        house.channels["telegram"].answers = [Undeliverable(reason="gone")]
        await house.guest("1").says("/start")

        counts = await house.store.db.read(outbox.counts)
        assert (counts.waiting, counts.failed) == (0, 2)


async def test_one_message_that_is_refused_holds_nobody_up(tmp_path: Path) -> None:
    """A message the channel will never take is set aside; the next one goes out."""
    async with open_house(tmp_path) as house:
        house.channels["telegram"].answers = [Undeliverable(reason="refused")]
        guest = await house.guest("1").says("/start")

        assert [one.text for one in guest.sees] == ["Wat wil je doen?"]


async def test_a_channel_that_is_away_loses_nothing(tmp_path: Path) -> None:
    """While Telegram cannot be reached messages wait; they go out when it is there."""
    clock = Clock()
    async with open_house(tmp_path, clock=clock) as house:
        away = house.channels.pop("telegram")
        await house.receive.accept("web", [])
        guest = house.guest("1")
        await guest.sends({"kind": "text", "text": "/start"})
        assert away.sent == []
        house.channels["telegram"] = away
        clock.advance(seconds=10)
        await house.settle()

        assert len(guest.sees) == 2


async def test_an_edit_that_fails_never_holds_up_the_words_behind_it(tmp_path: Path) -> None:
    """What only tidies the chat is let go after a try or two; the question that follows arrives."""
    clock = Clock()
    async with open_house(tmp_path, clock=clock) as house:
        guest = await house.guest("1").says("/start")
        house.channels["telegram"].answers = [TryLater(reason="bot-refused")]
        press = {"kind": "press", "press": guest.sees[-1].buttons[0][0].data, "ref": "m1"}
        await guest.sends(press)

        assert "Wat past het best bij jou?" in guest.last


async def test_a_message_the_channel_never_takes_is_seen_on_the_case(tmp_path: Path) -> None:
    """Whoever has the case knows that this person did not get something, and can ring them up."""
    async with open_house(tmp_path) as house:
        guest = await house.guest("1").says("/start")
        for step in ("Ik wil me aanmelden", "slachtoffer", "ja", "een brief", "klaar", "zo snel mogelijk", "Anna"):
            await guest.says(step)
        for step in ("06 12345678", "Ja, dit klopt", "ja"):
            await guest.says(step)
        assert len(await house.registrations()) == 1
        house.channels["telegram"].answers = [Undeliverable(reason="refused")]
        await guest.says("hoi")

        kinds = await house.store.db.read(
            lambda tx: [row["kind"] for row in tx.execute("SELECT kind FROM case_event ORDER BY id")]
        )
        assert kinds.count("unreachable") == 1
