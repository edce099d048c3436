from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.channels.telegram import Telegram
from bot.channels.telegram_polling import Patience
from tests.channels.conftest import QUICK
from tests.channels.mailbox import Mailbox, receiving, send_question
from tests.fakes.bot_api.server import BotApi


def kinds(telegram: Telegram, mailbox: Mailbox) -> list[str]:
    """What kinds of things came, in order."""
    return [telegram.read(one.payload).kind for one in mailbox.raws.values()]


def texts(telegram: Telegram, mailbox: Mailbox) -> list[str]:
    """What was said, in order."""
    return [telegram.read(one.payload).text for one in mailbox.raws.values()]


def offsets(server: BotApi) -> list[str | None]:
    """The offsets of the polls so far."""
    return [call.params.get("offset") for call in server.calls("getUpdates")]


async def test_what_people_say_arrives_in_order(telegram: Telegram, server: BotApi) -> None:
    """Messages of two people arrive once each, in the order said, addressed to whoever said them."""
    anna, bram = server.person("Anna"), server.person("Bram")
    mailbox = Mailbox()
    async with receiving(telegram, mailbox):
        for number in range(5):
            anna.says(f"a{number}")
            bram.says(f"b{number}")
        await mailbox.holds(10)
    assert texts(telegram, mailbox) == [f"{who}{number}" for number in range(5) for who in "ab"]
    assert {one.address for one in mailbox.raws.values()} == {str(anna.id), str(bram.id)}


async def test_a_backlog_is_received_from_the_start(telegram: Telegram, server: BotApi) -> None:
    """What waited while the bot was away is not dropped at start, whatever its number."""
    anna = server.person("Anna")
    for number in range(250):
        anna.says(str(number))
    mailbox = Mailbox()
    async with receiving(telegram, mailbox):
        await mailbox.holds(250)
    assert texts(telegram, mailbox) == [str(number) for number in range(250)]


async def test_nothing_is_confirmed_before_it_is_stored(telegram: Telegram, server: BotApi) -> None:
    """While storing fails the updates stay at Telegram; once it works they come again and are stored once."""
    server.person("Anna").says("hallo")
    mailbox = Mailbox()
    mailbox.failures = 3
    async with receiving(telegram, mailbox):
        await mailbox.holds(1)
        await server.until(lambda: len(server.world.queue) == 0)
    assert offsets(server)[:4] == [None, None, None, None]
    assert texts(telegram, mailbox) == ["hallo"]


async def test_a_stop_while_storing_lets_the_commit_finish_and_confirms_nothing(
    telegram: Telegram, server: BotApi
) -> None:
    """Told to stop in the middle of storing, the loop waits for the commit; the update is confirmed by the next start."""
    server.person("Anna").says("hallo")
    entered, leave, stop = asyncio.Event(), asyncio.Event(), asyncio.Event()
    stored: list[int] = []

    async def accept(_: Any, next_offset: int) -> None:
        entered.set()
        await leave.wait()
        stored.append(next_offset)

    task = asyncio.create_task(telegram.receive(accept, None, stop))
    await entered.wait()
    stop.set()
    leave.set()
    await task
    assert stored
    assert len(server.world.queue) == 1


async def test_a_stop_during_a_long_poll_is_immediate(server: BotApi) -> None:
    """Stopping does not wait for Telegram's long poll to run out."""
    telegram = Telegram(server.world.token, api=server.url, patience=Patience(poll=50))
    await telegram.start()
    stop = asyncio.Event()
    task = asyncio.create_task(telegram.receive(Mailbox().accept, None, stop))
    await server.until(lambda: server._poll > 0)
    stop.set()
    async with asyncio.timeout(2):
        await task
    assert task.done()
    await telegram.close()


async def test_the_loop_starts_at_the_stored_cursor(telegram: Telegram, server: BotApi) -> None:
    """After a restart the first poll carries the stored offset, which confirms what was stored before the crash."""
    anna = server.person("Anna")
    mailbox = Mailbox()
    anna.says("eerst")
    async with receiving(telegram, mailbox):
        await mailbox.holds(1)
    anna.says("daarna")
    async with receiving(telegram, mailbox):
        await mailbox.holds(2)
    assert texts(telegram, mailbox) == ["eerst", "daarna"]
    assert mailbox.batches == [1, 1]


async def test_update_ids_that_start_again_lower(telegram: Telegram, server: BotApi) -> None:
    """With ids far below the cursor three polls return 5, 0 and 0 updates: confirmed once, not handed out for ever."""
    anna = server.person("Anna")
    mailbox = Mailbox()
    mailbox.offset = 700_000_123
    server.world.queue.restart_ids(40)
    for number in range(5):
        anna.says(str(number))
    async with receiving(telegram, mailbox):
        await mailbox.holds(5)
        await server.until(lambda: len(server.calls("getUpdates")) >= 3)
    assert mailbox.batches == [5]
    assert offsets(server)[:3] == ["700000123", "45", "45"]
    assert len(server.world.queue) == 0


async def test_a_message_is_not_lost_to_an_id_seen_before(telegram: Telegram, server: BotApi) -> None:
    """When numbering starts again exactly at an old id, the new message is told from the old one."""
    anna = server.person("Anna")
    mailbox = Mailbox()
    server.world.queue.restart_ids(900)
    for number in range(50):
        anna.says(f"oud {number}")
    async with receiving(telegram, mailbox):
        await mailbox.holds(50)
        await server.until(lambda: len(server.world.queue) == 0)
    server.world.clock.advance(8 * 86_400)
    server.world.queue.restart_ids(900)
    anna.says("nieuw")
    async with receiving(telegram, mailbox):
        await mailbox.holds(51)
    assert texts(telegram, mailbox)[-1] == "nieuw"


async def test_duplicates_are_the_same_update(telegram: Telegram, server: BotApi) -> None:
    """An update delivered three times has one external id, so that the mailbox keeps it once."""
    server.world.queue.copies = 3
    server.person("Anna").says("hallo")
    mailbox = Mailbox()
    async with receiving(telegram, mailbox):
        await mailbox.until(lambda box: sum(box.batches) >= 3)
    assert texts(telegram, mailbox) == ["hallo"]


FAULTS = [
    {"kind": "status", "status": 401, "description": "Unauthorized"},
    {"kind": "status", "status": 404, "description": "Not Found"},
    {"kind": "status", "status": 409, "description": "Conflict: terminated by other getUpdates request"},
    {"kind": "status", "status": 500},
    {"kind": "html", "status": 502},
    {"kind": "html", "status": 200},
    {"kind": "garbage"},
    {"kind": "empty"},
    {"kind": "drop_before"},
    {"kind": "drop_after"},
    {"kind": "hang"},
    {"kind": "drip"},
    {"kind": "too_many", "seconds": 1},
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault['kind']}-{fault.get('status', '')}")
async def test_no_fault_makes_it_deaf(server: BotApi, fault: dict[str, Any]) -> None:
    """After any fault of the Bot API, twice in a row, the loop polls on and the waiting message arrives."""
    telegram = Telegram(server.world.token, api=server.url, patience=Patience(poll=0, slack=0.2, first=0.01, told=0.05))
    server.fault(method="getUpdates", times=2, **fault)
    mailbox = Mailbox()
    server.person("Anna").says("hallo")
    async with receiving(telegram, mailbox):
        await mailbox.holds(1)
        await server.until(lambda: len(server.world.queue) == 0)
    await telegram.close()
    assert texts(telegram, mailbox) == ["hallo"]


def test_waits_grow_to_a_ceiling_and_keep_to_what_telegram_says() -> None:
    """Half a second, doubling, never over twenty; a "retry after" is kept to, but no liveness limit is overslept."""
    patience, error = Patience(), OSError()
    assert [patience.after(failures, error) for failures in (1, 2, 3, 7, 10_000)] == [0.5, 1, 2, 20, 20]
    assert patience.after(1, RetryAfter(33)) == 33
    assert patience.after(1, RetryAfter(3600)) == 60


async def test_a_fault_shows_until_polling_succeeds(telegram: Telegram, server: BotApi) -> None:
    """Trouble has the error's class while it lasts; success brings the moment up to date and takes the trouble away."""
    assert telegram.last_success is None
    server.fault("status", "getUpdates", times=-1, status=500)
    mailbox = Mailbox()
    began = time.monotonic()
    async with receiving(telegram, mailbox):
        await server.until(lambda: len(server.calls("getUpdates")) >= 3)
        assert telegram.trouble == "NetworkError"
        assert telegram.last_success is None
        server.faults.clear()
        server.person("Anna").says("hallo")
        await mailbox.holds(1)
        await server.until(lambda: len(server.world.queue) == 0)
    assert telegram.trouble is None
    assert telegram.last_success is not None
    assert began < telegram.last_success <= time.monotonic()


async def test_not_being_able_to_store_is_not_success(telegram: Telegram, server: BotApi) -> None:
    """Polling that cannot be stored must not look alive."""
    server.person("Anna").says("hallo")
    mailbox = Mailbox()
    mailbox.failures = 10_000
    async with receiving(telegram, mailbox):
        await server.until(lambda: len(server.calls("getUpdates")) >= 4)
        assert (telegram.trouble, telegram.last_success) == ("OSError", None)


async def test_an_update_nobody_can_read_blocks_nobody(telegram: Telegram, server: BotApi) -> None:
    """Odd updates are handed over without an address, and the people before and after them are heard."""
    anna = server.person("Anna")
    anna.says("voor")
    odd: list[dict[str, Any]] = [{}, {"message": 7}, {"message": {"chat": {"id": "x"}}}, {"callback_query": []}]
    for update in [*odd, {"message": {"text": [[]]}}]:
        server.inject(update)
    anna.says("na")
    mailbox = Mailbox()
    async with receiving(telegram, mailbox):
        await mailbox.holds(7)
    assert [one.address for one in mailbox.raws.values()].count(None) == 5
    addressed = [telegram.read(one.payload).text for one in mailbox.raws.values() if one.address]
    assert addressed == ["voor", "na"]


async def test_a_press_is_acknowledged_after_it_is_stored(telegram: Telegram, server: BotApi) -> None:
    """The little clock on a button stops once the press is safe, and a refusal of that harms nothing."""
    anna = server.person("Anna")
    anna.says("hoi")
    await send_question(telegram, str(anna.id))
    mailbox = Mailbox()
    async with receiving(telegram, mailbox):
        await mailbox.holds(1)
        query = anna.presses("Ja")
        await server.until(lambda: query in server.world.answered)
        server.fault("status", "answerCallbackQuery", status=400, description="Bad Request: query is too old")
        anna.presses("Ja")
        await server.until(lambda: len(server.calls("answerCallbackQuery")) == 2)
        anna.says("door")
        await mailbox.holds(4)
    assert kinds(telegram, mailbox) == ["text", "press", "press", "text"]


async def test_a_hanging_acknowledgement_holds_nothing_up(telegram: Telegram, server: BotApi) -> None:
    """Acknowledging is never waited for: while one hangs, the next message is received."""
    anna = server.person("Anna")
    anna.says("hoi")
    await send_question(telegram, str(anna.id))
    server.fault("hang", "answerCallbackQuery")
    mailbox = Mailbox()
    async with receiving(telegram, mailbox):
        anna.presses("Ja")
        anna.says("door")
        await mailbox.holds(3)
    assert kinds(telegram, mailbox) == ["text", "press", "text"]


async def test_media_is_never_fetched(telegram: Telegram, server: BotApi) -> None:
    """Photos, documents, videos, voice notes, stickers, contacts and locations are noted; no file is asked for."""
    anna = server.person("Anna")
    mailbox = Mailbox()
    async with receiving(telegram, mailbox):
        anna.sends_photo("kijk")
        anna.sends_document()
        anna.sends_video()
        anna.sends_voice()
        anna.sends_sticker()
        anna.sends_contact()
        anna.sends_location()
        await mailbox.holds(7)
    assert kinds(telegram, mailbox) == ["media", "media", "media", "voice", "sticker", "contact", "location"]
    assert not server.calls("getFile")


async def test_edits_and_blocking_are_told(telegram: Telegram, server: BotApi) -> None:
    """A changed message and a blocked bot are inbound of their own kinds."""
    anna = server.person("Anna")
    mailbox = Mailbox()
    async with receiving(telegram, mailbox):
        anna.says("Jan")
        anna.edits("Jans")
        anna.blocks()
        await mailbox.holds(3)
    assert kinds(telegram, mailbox) == ["text", "edited", "left"]


async def test_two_bots_at_one_token_both_go_on(telegram: Telegram, server: BotApi) -> None:
    """A second poller makes the first fail with a conflict; both keep trying, and the message arrives at one of them."""
    other = Telegram(server.world.token, api=server.url, patience=QUICK)
    await other.start()
    one, two = Mailbox(), Mailbox()
    async with receiving(telegram, one), receiving(other, two):
        await server.until(lambda: any(call.status == 409 for call in server.calls("getUpdates")))
        server.person("Anna").says("hallo")
        await server.until(lambda: len(server.world.queue) == 0)
    await other.close()
    assert one.raws or two.raws


async def test_in_a_busy_moment_updates_are_gathered(server: BotApi) -> None:
    """After a batch a moment passes before the next poll, so that many people share a poll and a commit."""
    patience = Patience(poll=0, first=0.01, gather=0.2)
    telegram = Telegram(server.world.token, api=server.url, patience=patience)
    anna, mailbox = server.person("Anna"), Mailbox()
    anna.says("een")
    async with receiving(telegram, mailbox):
        await mailbox.holds(1)
        for text in ("twee", "drie", "vier"):
            anna.says(text)
        await mailbox.holds(4)
    await telegram.close()

    assert [call.params.get("offset") for call in server.calls("getUpdates")][:2].count(None) == 1
    assert texts(telegram, mailbox) == ["een", "twee", "drie", "vier"]
    first, second = server.calls("getUpdates")[:2]
    assert second.at - first.at > 0.15
