from __future__ import annotations

import sqlite3
from pathlib import Path

from bot.channels import Raw
from bot.services.visit import Visit
from bot.store import ids, participants
from tests.house import open_house


async def test_a_visitor_reads_back_everything_that_was_said(tmp_path: Path) -> None:
    """The transcript holds the visitor's own words and the bot's, in order, also after a reload."""
    async with open_house(tmp_path) as house:
        visit = Visit(store=house.store, receive=house.receive)
        await visit.accept(Raw(external_id="1", address="a", payload=b'{"kind": "text", "text": "hoi"}'))
        await house.settle()
        lines = await visit.transcript("a", 0)

        assert [one.kind for _, one in lines] == ["message", "message", "chosen", "message", "message"]
        assert await visit.transcript("a", lines[-1][0]) == []
        assert await visit.transcript("b", 0) == []
        assert await visit.answered("a")


async def test_a_return_code_leads_back_and_a_wrong_one_nowhere(tmp_path: Path) -> None:
    """The digits bring somebody to their own conversation; unknown and mistyped ones are alike."""
    async with open_house(tmp_path) as house:
        visit = Visit(store=house.store, receive=house.receive)
        await house.guest("a", "web").says("/start")
        code = ids.receipt()

        def give(tx: sqlite3.Connection) -> None:
            person = participants.find(tx, house.store.vault, "web", "a")
            assert person is not None
            participants.set_receipt(tx, house.store.vault, person.id, code)

        await house.store.db.write(give)
        assert await visit.come_back(f"{code[:4]} {code[4:8]} {code[8:12]} {code[12:]}") == "a"
        assert await visit.come_back(ids.receipt()) is None
        assert await visit.come_back("1234") is None


async def test_a_browser_holds_a_conversation_by_a_token_of_its_own(tmp_path: Path) -> None:
    """Two browsers have two tokens for one conversation; ending one leaves the other, and neither is the address."""
    async with open_house(tmp_path) as house:
        visit = Visit(store=house.store, receive=house.receive, clock=house.clock)
        await house.guest("a", "web").says("/start")
        one, other = await visit.open("a"), await visit.open("a")
        assert len({one, other, "a"}) == 3
        assert [await visit.behind(token) for token in (one, other, "a")] == ["a", "a", None]
        await visit.close(one)
        assert [await visit.behind(token) for token in (one, other)] == [None, "a"]


async def test_a_token_holds_nothing_once_the_person_is_erased(tmp_path: Path) -> None:
    """From the moment the key is gone, also while the rows are still there; and nobody unknown gets one that works."""
    async with open_house(tmp_path) as house:
        visit = Visit(store=house.store, receive=house.receive, clock=house.clock)
        await house.guest("a", "web").says("/start")
        token = await visit.open("a")
        person = await house.store.db.read(lambda tx: participants.find(tx, house.store.vault, "web", "a"))
        assert person is not None
        house.store.vault.destroy(person.id)
        assert await visit.behind(token) is None
        await house.store.db.write(lambda tx: participants.erase(tx, person.id))
        assert await visit.behind(token) is None
        assert await visit.behind(await visit.open("niemand")) is None
