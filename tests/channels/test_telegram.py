from __future__ import annotations

import pytest

from bot.channels import Channel
from bot.channels.telegram import Telegram, TokenRefused, Unreachable
from bot.channels.telegram_profile import Profile
from tests.channels.conftest import QUICK
from tests.fakes.bot_api.server import BotApi

PROFILE = Profile(
    commands=(("start", "Beginnen"), ("stop", "Stoppen")),
    description="Ik vertel je over herstelbemiddeling.",
    short_description="Eerste gesprek",
    name="Herstelbot",
)


def test_telegram_is_a_channel(server: BotApi) -> None:
    """The class is what the rest of the system knows as a channel."""
    channel: Channel = Telegram(server.world.token, api=server.url)
    assert channel.name == "telegram"


async def test_starting_learns_who_we_are_and_takes_a_webhook_away(server: BotApi) -> None:
    """Before polling, the token is checked and an old webhook is removed; what waits is kept."""
    server.world.webhook = {"url": "http://127.0.0.1:9/", "secret": ""}
    server.person("Anna").says("hallo")
    telegram = Telegram(server.world.token, api=server.url, patience=QUICK)
    assert await telegram.start() == ()
    await telegram.close()
    assert telegram.username == "herstel_test_bot"
    assert server.world.webhook == {}
    assert len(server.world.queue) == 1


async def test_a_wrong_token_is_told_without_the_token(server: BotApi) -> None:
    """A token Telegram does not know is an error of its own, and the error never shows the token."""
    telegram = Telegram("987:wrong-token", api=server.url)
    with pytest.raises(TokenRefused) as refused:
        await telegram.start()
    await telegram.close()
    assert "wrong-token" not in repr(refused.value)
    assert refused.value.__suppress_context__


async def test_an_unreachable_telegram_can_be_tried_again(server: BotApi) -> None:
    """When Telegram cannot be asked, starting says so by class name, and starting again works."""
    telegram = Telegram(server.world.token, api=server.url)
    server.fault("status", "getMe", status=500)
    with pytest.raises(Unreachable, match=r"^NetworkError$"):
        await telegram.start()
    server.fault("drop_before", "deleteWebhook")
    with pytest.raises(Unreachable):
        await telegram.start()
    await telegram.start()
    await telegram.close()


async def test_the_profile_is_shown_once(server: BotApi) -> None:
    """Commands, descriptions, name and menu button are set at the first start and left alone at the second."""
    for _ in range(2):
        telegram = Telegram(server.world.token, api=server.url)
        assert await telegram.start(profiles=[PROFILE]) == ()
        await telegram.close()
    assert [one["command"] for one in server.world.profile["commands", ""]] == ["start", "stop"]
    assert server.world.profile["description", ""] == PROFILE.description
    assert server.world.profile["name", ""] == "Herstelbot"
    for method in ("setMyCommands", "setMyDescription", "setMyShortDescription", "setMyName"):
        assert len(server.calls(method)) == 1


async def test_a_profile_that_cannot_be_shown_stops_nothing(server: BotApi) -> None:
    """Failures of the profile are reported by part, and the bot starts all the same."""
    for method in ("setMyCommands", "getMyDescription", "setMyName", "setChatMenuButton"):
        server.fault("status", method, status=429, description="Too Many Requests")
    telegram = Telegram(server.world.token, api=server.url)
    assert await telegram.start(profiles=[PROFILE]) == ("commands", "description", "name", "menu")
    await telegram.close()
