from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.errors import OperatorError
from bot.services.library import NotLoaded
from tests.engine.small import NOW, TEXTS
from tests.house import open_house

CHANGED = {
    **TEXTS,
    "conversations/gesprek.yaml": TEXTS["conversations/gesprek.yaml"].replace(
        "Wat wil je doen?", "Waar kan ik bij helpen?"
    ),
}


async def test_a_conversation_stays_on_the_revision_it_began_with(tmp_path: Path) -> None:
    """After publishing, a new conversation gets the new words and one under way keeps its own."""
    async with open_house(tmp_path) as house:
        before = await house.guest("1").says("/start")
        await house.library.publish(CHANGED, author="noor", summary="welkom", now=NOW)
        after = await house.guest("2").says("/start")
        await before.says("/start")

        assert after.last == "Waar kan ik bij helpen?"
        assert before.last == "Wat wil je doen?"


async def test_a_restart_keeps_what_was_published(tmp_path: Path) -> None:
    """The store's revision is the truth of a running service, not the folder it once came from."""
    async with open_house(tmp_path) as house:
        await house.library.publish(CHANGED, author="noor", summary="welkom", now=NOW)
        published = house.library.current.dialog.revision
        old = await house.guest("1").says("/start")
        assert old.last == "Waar kan ik bij helpen?"

    async with open_house(tmp_path) as house:
        assert house.library.current.dialog.revision == published


async def test_wrong_scripts_are_not_published(tmp_path: Path) -> None:
    """A mistake keeps everything as it was, and says where it is."""
    wrong = {
        **TEXTS,
        "conversations/gesprek.yaml": TEXTS["conversations/gesprek.yaml"].replace("next: vorm\n", "next: x\n"),
    }
    async with open_house(tmp_path) as house:
        current = house.library.current.dialog.revision
        with pytest.raises(OperatorError, match=r"gesprek\.yaml"):
            await house.library.publish(wrong, author="noor", summary="fout", now=NOW)

        assert house.library.current.dialog.revision == current


async def test_a_revision_that_is_not_in_memory_is_asked_for(tmp_path: Path) -> None:
    """Nobody is quietly moved to another version."""
    async with open_house(tmp_path) as house:
        with pytest.raises(NotLoaded):
            house.library.pinned("000000000000")


async def test_a_start_answers_before_it_has_learnt(tmp_path: Path) -> None:
    """Commands and buttons work at once; a sentence waits, in its place, and other people notice nothing of that."""
    async with open_house(tmp_path, learnt=False) as house:
        typist, other = await house.guest("1").says("/start"), await house.guest("2").says("/start")
        await typist.says("ik zou me heel graag willen aanmelden")
        await typist.says("/menu")
        seen = len(typist.sees)
        await other.presses("Ik wil me aanmelden")

        assert (house.library.learning, len(typist.sees)) == (True, seen)
        assert other.last == "Wat past het best bij jou?"

        await house.library.learn()
        await house.settle()
        assert not house.library.learning
        assert len(typist.sees) > seen + 1


async def test_learning_goes_on_beside_the_conversation(tmp_path: Path) -> None:
    """What was read is learnt in the background, and whoever works through the mailbox is told."""
    async with open_house(tmp_path, learnt=False) as house:
        told = asyncio.Event()
        task = asyncio.create_task(house.library.keep_learning(told.set))
        await told.wait()
        guest = await house.guest("1").says("/start")
        before = len(guest.sees)
        await guest.says("wat is het verschil")
        task.cancel()

        assert len(guest.sees) > before


async def test_conversations_keep_their_own_words_after_a_restart(tmp_path: Path) -> None:
    """A revision that only old conversations are on is read when they go on, and learnt like the current one."""
    async with open_house(tmp_path) as house:
        await house.guest("1").says("/start")
        await house.library.publish(CHANGED, author="noor", summary="welkom", now=NOW)

    async with open_house(tmp_path) as house:
        guest = await house.guest("1").sends({"text": "/start"}, external_id="later")
        assert guest.last == "Wat wil je doen?"
        await house.library.learn()
        assert not house.library.learning
