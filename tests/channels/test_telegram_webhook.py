from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels import telegram_updates as updates
from bot.channels.telegram import Telegram
from tests.channels.mailbox import Mailbox, receiving
from tests.fakes.bot_api.server import BotApi
from tests.fakes.local_web import serving


async def test_a_start_with_a_webhook_asks_for_calls_with_the_secret(server: BotApi) -> None:
    """In webhook mode Telegram is told where to call, with which secret, and nothing waiting is dropped."""
    server.person("Anna").says("hallo")
    telegram = Telegram(server.world.token, api=server.url, webhook_secret="geheim")
    await telegram.start(webhook="http://127.0.0.1:9/telegram")
    await telegram.close()
    assert server.world.webhook == {"url": "http://127.0.0.1:9/telegram", "secret": "geheim"}
    assert len(server.world.queue) == 1


async def test_a_webhook_call_is_let_in_by_its_secret_only(telegram: Telegram) -> None:
    """A wrong or missing secret gives None; the right one gives the raw update, and garbage one dead letter."""
    body = b'{"update_id": 3, "message": {"chat": {"id": 5, "type": "private"}, "text": "hallo"}}'
    assert telegram.accept_webhook(body, "fout") is None
    assert telegram.accept_webhook(body, None) is None
    (raw,) = telegram.accept_webhook(body, "geheim") or []
    assert (raw.address, telegram.read(raw.payload).text) == ("5", "hallo")
    (dead,) = telegram.accept_webhook(b"{", "geheim") or []
    assert (dead.address, dead.payload) == (None, b"{")


async def test_polling_and_webhook_give_an_update_the_same_id(telegram: Telegram, server: BotApi) -> None:
    """Switching between the two while an update is under way stores it once."""
    body = (
        b'{"update_id": 3, "message": {"message_id": 1, "date": 2, "chat": {"id": 5, "type": "private"}, "text": "a"}}'
    )
    (raw,) = telegram.accept_webhook(body, "geheim") or []
    polled = updates.raw({"update_id": 3, "message": {"message_id": 1, "date": 2}}, bot_id=server.world.bot["id"])
    assert raw.external_id == polled.external_id


async def test_a_webhook_call_is_attended_to_after_the_commit(telegram: Telegram, server: BotApi) -> None:
    """Presses are acknowledged and strangers' groups left in webhook mode too; garbage is ignored."""
    group = server.group("Buurtapp")
    group.unblocks()
    server.world.presses["77"] = server.world.clock.now()
    telegram.attend_webhook(b"{")
    telegram.attend_webhook(b'{"update_id": 1, "callback_query": {"id": "77"}}')
    chat = f'{{"id": {group.chat.number}, "type": "supergroup"}}'
    telegram.attend_webhook(f'{{"update_id": 2, "message": {{"chat": {chat}}}}}'.encode())
    await server.until(lambda: "77" in server.world.answered and len(server.calls("leaveChat")) == 1)
    assert group.chat.blocked


def route(telegram: Telegram, mailbox: Mailbox) -> Starlette:
    """The web application in its smallest form: 200 only after the mailbox has stored the call."""

    async def take(request: Request) -> Response:
        body = await request.body()
        raws = telegram.accept_webhook(body, request.headers.get("x-telegram-bot-api-secret-token"))
        if raws is None:
            return Response(status_code=403)
        try:
            await mailbox.accept(raws, 0)
        except OSError:
            return Response(status_code=503)
        telegram.attend_webhook(body)
        return Response()

    return Starlette(routes=[Route("/telegram", take, methods=["POST"])])


async def test_from_polling_to_webhook_and_back_nothing_is_lost(telegram: Telegram, server: BotApi) -> None:
    """People go on talking while the way in changes twice and storing fails in between; each message is stored once."""
    anna, bram, mailbox = server.person("Anna"), server.person("Bram"), Mailbox()
    anna.says("a1")
    async with receiving(telegram, mailbox):
        await mailbox.holds(1)
    bram.says("b1")
    mailbox.failures = 2
    cursor = mailbox.offset
    async with serving(route(telegram, mailbox)) as url:
        await telegram.start(webhook=f"{url}/telegram")
        anna.says("a2")
        anna.says("a3")
        await mailbox.holds(4)
        bram.says("b2")
        await telegram.start()
    mailbox.offset = cursor
    async with receiving(telegram, mailbox):
        await mailbox.holds(5)
    by_person = {
        who.id: [telegram.read(one.payload).text for one in mailbox.raws.values() if one.address == str(who.id)]
        for who in (anna, bram)
    }
    assert by_person == {anna.id: ["a1", "a2", "a3"], bram.id: ["b1", "b2"]}
