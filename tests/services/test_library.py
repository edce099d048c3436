from __future__ import annotations

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
