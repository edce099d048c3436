from __future__ import annotations

from bot.channels.telegram import Telegram
from tests.channels.conftest import STAFF
from tests.channels.mailbox import Mailbox, receiving, send_question
from tests.fakes.bot_api.server import BotApi


async def test_a_strangers_group_is_left_at_once(telegram: Telegram, server: BotApi) -> None:
    """Added to a group, the bot leaves without a word, and nothing said there is kept."""
    group = server.group("Buurtapp")
    mailbox = Mailbox()
    async with receiving(telegram, mailbox):
        group.unblocks()
        server.person("Bram").at(group).says("groepsgeheim")
        await server.until(lambda: group.chat.blocked)
        await mailbox.holds(2)
    assert not server.calls("sendMessage")
    assert all(b"groepsgeheim" not in one.payload and one.address is None for one in mailbox.raws.values())


async def test_the_staff_group_is_not_left(telegram: Telegram, server: BotApi) -> None:
    """In the configured staff group the bot stays, and a colleague's press comes through with the group's address."""
    group = server.group("Team", number=STAFF)
    mailbox = Mailbox()
    async with receiving(telegram, mailbox):
        group.unblocks()
        await send_question(telegram, str(STAFF))
        server.person("Carla").at(group).presses("Ja")
        await mailbox.holds(2)
    assert [one.address for one in mailbox.raws.values()] == [None, str(STAFF)]
    assert not server.calls("leaveChat")


async def test_a_staff_group_that_moves_is_followed(telegram: Telegram, server: BotApi) -> None:
    """When the staff group becomes a supergroup its new id is the staff group too, and is not left."""
    moved = server.group("Team", number=-1_009_000_000_777)
    mailbox = Mailbox()
    async with receiving(telegram, mailbox):
        chat = {"id": STAFF, "type": "group", "title": "Team"}
        server.inject({"message": {"message_id": 1, "date": 1, "chat": chat, "migrate_to_chat_id": moved.chat.number}})
        await mailbox.holds(1)
        moved.unblocks()
        server.person("Carla").at(moved).says("hoi")
        await mailbox.holds(3)
    assert not server.calls("leaveChat")


async def test_a_group_that_will_not_let_go_is_left_at_the_next_word(telegram: Telegram, server: BotApi) -> None:
    """When leaving fails, the next thing said there makes the bot try again."""
    group = server.group("Buurtapp")
    server.fault("status", "leaveChat", status=500)
    mailbox = Mailbox()
    async with receiving(telegram, mailbox):
        group.unblocks()
        await server.until(lambda: len(server.calls("leaveChat")) == 1)
        server.person("Bram").at(group).says("hoi")
        await server.until(lambda: len(server.calls("leaveChat")) == 2)
    assert group.chat.blocked


async def test_a_start_follows_a_staff_group_that_moved(server: BotApi) -> None:
    """Configured with the old id of the staff group, the bot learns the new one at start and does not leave it."""
    old, new = server.group("Team", "group", -42), server.group("Team")
    old.chat.blocked, old.chat.migrated_to = False, new.chat.number
    telegram = Telegram(server.world.token, api=server.url, staff_chat=-42)
    await telegram.start()
    mailbox = Mailbox()
    async with receiving(telegram, mailbox):
        new.unblocks()
        await mailbox.holds(1)
    await telegram.close()
    assert not server.calls("leaveChat")
