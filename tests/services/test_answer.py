"""A message from staff goes out in the participant's own chat, or not at all."""

from __future__ import annotations

import sqlite3

import pytest

from bot.engine.languages import Voice
from bot.engine.session import Session, dump
from bot.services.answer import LONGEST, Answer, framed
from bot.services.triage import NotAllowedError, Triage
from bot.services.wire import unpack
from bot.store import messages, outbox, participants, registrations, sessions, sight
from tests.console.house import VICTIM, House, OneBook
from tests.engine.small import small_dialog
from tests.services.people import colleague, trail


def answer(house: House, told: list[str]) -> Answer:
    return Answer(store=house.store, library=OneBook(), clock=house.clock, posted=lambda: told.append("posted"))


async def test_holder_writes_and_the_message_is_in_line(house: House) -> None:
    """In one go: the message with a button to write back, the words on the case, and a line in the trail."""
    anna, reference, told = await colleague(house, "anna"), await house.registered(VICTIM), list[str]()
    await Triage(store=house.store, clock=house.clock).claim(anna, reference, 1)
    assert await answer(house, told).send(anna, reference, "Wanneer komt het uit?")

    (line,) = await house.store.db.write(lambda tx: outbox.claim(tx, house.store.vault, house.clock(), 10))
    sent = unpack(line.content)
    assert "Wanneer komt het uit?" in sent.text
    assert sent.notice == "Er is een bericht."
    assert [button.data for row in sent.buttons for button in row] == ["/antwoord"]
    (kept,) = await house.store.db.read(lambda tx: messages.listed(tx, house.store.vault, 1))
    assert (kept.who, kept.text, kept.delivery) == (anna.id, "Wanneer komt het uit?", "waiting")
    assert (await trail(house))[-1] == (anna.id, "messaged", reference)
    assert told == ["posted"]


async def test_who_does_not_hold_the_case_cannot_write(house: House) -> None:
    """A colleague is refused and nothing is in line; who oversees may."""
    anna, bea, told = await colleague(house, "anna"), await colleague(house, "bea", "coordinator"), list[str]()
    reference = await house.registered(VICTIM)
    with pytest.raises(NotAllowedError):
        await answer(house, told).send(anna, reference, "Hallo")
    assert (await house.store.db.read(outbox.counts)).waiting == 0
    assert told == []
    assert await answer(house, told).send(bea, reference, "Hallo")


@pytest.mark.parametrize("text", ["", " \n ", "x" * (LONGEST + 1)])
async def test_no_words_and_too_many_words_are_refused(house: House, text: str) -> None:
    """A message has something in it and fits in one on every channel."""
    bea, reference = await colleague(house, "bea", "coordinator"), await house.registered(VICTIM)
    with pytest.raises(ValueError, match="words"):
        await answer(house, []).send(bea, reference, text)


async def test_nobody_there_is_said_so(house: House) -> None:
    """For an unknown case and for an erased person the answer is no, and nothing goes out."""
    bea, reference, told = await colleague(house, "bea", "coordinator"), await house.registered(VICTIM), list[str]()
    assert not await answer(house, told).send(bea, "HB-0000-0000", "Hallo")

    def who(tx: sqlite3.Connection) -> str:
        return str(tx.execute("SELECT id FROM participant").fetchone()[0])

    house.store.vault.destroy(person := await house.store.db.read(who))
    assert not await answer(house, told).send(bea, reference, "Hallo")
    await house.store.db.write(lambda tx: participants.erase(tx, person))
    assert not await answer(house, told).send(bea, reference, "Hallo")
    assert told == []
    assert await trail(house) == []


def test_coordinators_words_stand_around_it() -> None:
    """Opening, message and closing are paragraphs of their own, in that order, with nothing empty between."""
    dialog = small_dialog()
    parts = framed(dialog, "  Hallo daar \n").text.split("\n\n")
    assert "Hallo daar" in parts
    assert all(part.strip() == part and part for part in parts)


def test_what_stands_around_a_message_is_in_the_participant_s_language() -> None:
    """Opening, closing, the notice and the button; the words of staff stay as they wrote them."""
    dialog = small_dialog()
    said = {("canned", dialog.canned.opening): "From {{ organisatie }}:", ("canned", dialog.canned.reply): "Reply"}
    sent = framed(dialog, "Kom maar.", Voice(code="en", catalog=said))
    assert sent.text.startswith("From Proef:\n\nKom maar.")
    assert sent.buttons[0][0].label == "Reply"
    assert sent.language == "en"


async def test_staff_see_in_which_language_somebody_talks_and_find_texts_in_it(house: House) -> None:
    """From the conversation itself; somebody whose conversation is gone is written to in Dutch."""
    reference, vault = await house.registered(VICTIM), house.store.vault
    case = await house.store.db.read(lambda tx: registrations.by_reference(tx, vault, sight.PROGRAM, reference))
    assert case is not None
    desk = answer(house, [])
    assert (await desk.ready_made(case))[0] == "nl"
    content = dump(Session(id="s", tag="t", revision="r", channel="telegram", language="en"))

    def talks(tx: sqlite3.Connection) -> None:
        sessions.save(
            tx, vault, case.participant, content, revision="r", status="waiting", due_at=None, now=house.clock()
        )

    await house.store.db.write(talks)
    assert (await desk.ready_made(case))[0] == "en"
