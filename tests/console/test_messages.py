"""Writing to a participant from the case page, and seeing what became of it."""

from __future__ import annotations

import sqlite3

from bot.channels import Outbound
from bot.services.wire import unpack
from bot.store import messages, outbox, registrations, timeline
from bot.store.sight import PROGRAM
from tests.console.house import VICTIM, House, send


async def written(house: House, text: str, *, channel: str = "telegram") -> str:
    """A message about a case that Anna holds; gives the address of the case."""
    await house.colleague("anna")
    reference = await house.registered(VICTIM, channel=channel)
    path = f"/staff/cases/{reference}"
    anna = await house.logged_in("anna")
    await send(anna, f"{path}/claim", {"version": "1"})
    assert (await send(anna, f"{path}/message", {"text": text})).status_code == 303
    return path


async def sent_out(house: House) -> tuple[int, Outbound]:
    """The one message in line, taken up for delivery."""
    (one,) = await house.store.db.write(lambda tx: outbox.claim(tx, house.store.vault, house.clock(), 10))
    return one.seq, unpack(one.content)


async def test_goes_out_in_the_chat_with_the_words_around_it(house: House) -> None:
    """The participant gets the organisation's opening and the words of staff, and no name of anybody."""
    await written(house, "Wanneer komt het uit?")
    _, message = await sent_out(house)
    assert message.text.startswith("Perspectief:")
    assert message.text.endswith("Wanneer komt het uit?")
    assert "Anna" not in message.text


async def test_delivery_is_seen_on_the_case(house: House) -> None:
    """On its way, delivered, or never because the person is gone: the case says which."""
    path = await written(house, "Hallo daar")
    anna = await house.logged_in("anna")
    assert "onderweg" in (await anna.get(path)).text
    seq, _ = await sent_out(house)
    await house.store.db.write(lambda tx: outbox.mark_sent(tx, house.store.vault, seq, "7", house.clock()))
    assert "bezorgd" in (await anna.get(path)).text
    await send(anna, f"{path}/message", {"text": "Nog iets"})
    seq, _ = await sent_out(house)
    await house.store.db.write(lambda tx: outbox.mark_failed(tx, seq, "gone"))
    assert "heeft de bot geblokkeerd" in (await anna.get(path)).text


async def test_who_left_the_chat_is_said_to_have_left_until_they_are_back(house: House) -> None:
    """Whoever holds the case reads that writing is no use, before they write; a word from the person takes it away."""
    path = await written(house, "Hallo daar")
    anna = await house.logged_in("anna")

    def happens(tx: sqlite3.Connection, kind: str) -> None:
        timeline.add_event(tx, 1, kind=kind, who="system", now=house.clock())

    assert "komen niet meer aan" not in (await anna.get(path)).text
    await house.store.db.write(lambda tx: happens(tx, "unreachable"))
    assert "komen niet meer aan" in (await anna.get(path)).text
    await house.store.db.write(lambda tx: happens(tx, "replied"))
    assert "komen niet meer aan" not in (await anna.get(path)).text


async def test_reply_stands_under_the_message(house: House) -> None:
    """What the participant writes back is on the case, as their own words."""
    path = await written(house, "Hallo daar")

    def reply(tx: sqlite3.Connection) -> None:
        case = registrations.by_reference(tx, house.store.vault, PROGRAM, path.rpartition("/")[2])
        assert case is not None
        messages.add(tx, house.store.vault, case.id, who="participant", text="Morgen <b>graag</b>", now=house.clock())

    await house.store.db.write(reply)
    page = (await (await house.logged_in("anna")).get(path)).text
    assert page.index("Hallo daar") < page.index("Morgen &lt;b&gt;graag&lt;/b&gt;")
    assert "Deelnemer schreef terug" in page


async def test_messages_are_for_who_holds_the_case(house: House) -> None:
    """A colleague sees that there was a message, not its words."""
    path = await written(house, "Persoonlijk woord")
    await house.colleague("bram")
    page = (await (await house.logged_in("bram")).get(path)).text
    assert "Bericht gestuurd" in page
    assert "Persoonlijk woord" not in page


async def test_web_visitor_finds_it_in_the_transcript(house: House) -> None:
    """On the web the message is kept, so that it is there after a reload."""
    path = await written(house, "Voor op het web", channel="web")

    def transcript(tx: sqlite3.Connection) -> list[str]:
        case = registrations.by_reference(tx, house.store.vault, PROGRAM, path.rpartition("/")[2])
        assert case is not None
        return [unpack(said.content).text for said in outbox.transcript(tx, house.store.vault, case.participant)]

    (text,) = await house.store.db.read(transcript)
    assert "Voor op het web" in text


async def test_nothing_and_too_much_are_not_sent(house: House) -> None:
    """An empty message and one that fits no channel stay here."""
    path = await written(house, "Eerste")
    anna = await house.logged_in("anna")
    for text in ("  \r\n ", "x" * 2_001):
        await send(anna, f"{path}/message", {"text": text})
    waiting = await house.store.db.read(outbox.counts)
    assert waiting.waiting == 1
