from __future__ import annotations

from pathlib import Path

from bot.store import inbox
from tests.house import Clock, open_house


async def test_what_was_accepted_survives_a_stop_before_the_turn(tmp_path: Path) -> None:
    """A message that was on disk when the process ended is answered by the next process."""
    async with open_house(tmp_path) as house:
        await house.guest("1").sends({"kind": "text", "text": "/start"}, settle=False)

    async with open_house(tmp_path) as house:
        await house.settle()
        assert "computerprogramma" in house.guest("1").sees[0].text


async def test_what_was_said_survives_a_stop_before_the_sending(tmp_path: Path) -> None:
    """An answer that was stored is sent by the next process, and the turn is not done again."""
    async with open_house(tmp_path) as house:
        await house.guest("1").sends({"kind": "text", "text": "/start"}, settle=False)
        await house.receive.work()

    async with open_house(tmp_path) as house:
        await house.settle()
        assert len([one for one in house.guest("1").sees if "computerprogramma" in one.text]) == 1


async def test_one_message_that_cannot_be_read_stops_nobody(tmp_path: Path) -> None:
    """A broken update is retried, set aside, and its sender gets a kind word; the next person notices nothing."""
    clock = Clock()
    async with open_house(tmp_path, clock=clock) as house:
        broken, other = house.guest("1"), house.guest("2")
        await broken.sends({"broken": True})
        await other.says("/start")
        assert "computerprogramma" in other.sees[0].text

        for _ in range(3):
            clock.advance(seconds=10)
            await house.settle()
        counts = await house.store.db.read(inbox.counts)
        assert (counts.waiting, counts.dead) == (0, 1)
        assert broken.last == "<trouble>"


async def test_messages_of_one_person_are_taken_in_order(tmp_path: Path) -> None:
    """Two messages at once are two turns, the first one first."""
    async with open_house(tmp_path) as house:
        guest = await house.guest("1").says("/start")
        await guest.sends({"kind": "text", "text": "ik wil me aanmelden"}, settle=False)
        await guest.sends({"kind": "text", "text": "mij is iets aangedaan"}, settle=False)
        await house.settle()

        assert "eigen wens" in guest.last


async def test_a_reminder_comes_once_and_only_when_agreed(tmp_path: Path) -> None:
    """A pause without a date is never disturbed."""
    clock = Clock()
    async with open_house(tmp_path, clock=clock) as house:
        guest = await house.guest("1").says("/start")
        await guest.presses("Hulp of stoppen")
        await guest.presses("Later verder")
        seen = len(guest.sees)
        clock.advance(days=400)
        await house.receive.wake()
        await house.settle()

        assert len(guest.sees) == seen
