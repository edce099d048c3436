from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.channels.telegram_profile import Profile, show
from tests.fakes.bot_api.faults import Fault
from tests.fakes.bot_api.server import BotApi

PROFILE = Profile(
    commands=(("start", "Begin"), ("stop", "Stoppen")),
    description="Lang.",
    short_description="Kort.",
    name="Herstelbot",
)
SETTERS = ("setMyCommands", "setMyDescription", "setMyShortDescription", "setMyName")


@pytest.fixture
async def bot(server: BotApi) -> AsyncIterator[Bot]:
    """The client library's bot, at the local server."""
    async with Bot(server.world.token, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot") as made:
        yield made


async def test_everything_is_shown_once_and_not_again(bot: Bot, server: BotApi) -> None:
    """What is as it should be is left alone: Telegram allows a name to change only a few times a day."""
    assert await show(bot, PROFILE) == ()
    assert await show(bot, PROFILE) == ()

    assert [one["command"] for one in server.world.profile["commands", ""]] == ["start", "stop"]
    assert server.world.profile["short_description", ""] == "Kort."
    assert [len(server.calls(method)) for method in SETTERS] == [1, 1, 1, 1]


async def test_only_what_differs_is_set(bot: Bot, server: BotApi) -> None:
    """Another description touches neither the commands nor the name."""
    await show(bot, PROFILE)
    await show(bot, Profile(commands=PROFILE.commands, description="Anders.", name=PROFILE.name))

    assert server.world.profile["description", ""] == "Anders."
    assert server.world.profile["short_description", ""] == "Kort.", "an empty text is left as it is"
    assert [len(server.calls(method)) for method in SETTERS] == [1, 2, 1, 1]


async def test_an_empty_profile_asks_nothing(bot: Bot, server: BotApi) -> None:
    """Nothing to show is no call at all."""
    assert await show(bot, Profile()) == ()
    assert [len(server.calls(method)) for method in (*SETTERS, "setChatMenuButton")] == [0, 0, 0, 0, 0]


async def test_another_language_leaves_the_menu_button_alone(bot: Bot, server: BotApi) -> None:
    """The face in one language stands beside that for everybody; the button is everybody's."""
    assert await show(bot, Profile(commands=(("start", "Begin here"),), description="Long.", language="en")) == ()

    assert server.world.profile["description", "en"] == "Long."
    assert ("description", "") not in server.world.profile
    assert server.calls("setChatMenuButton") == []


async def test_each_part_fails_by_itself(bot: Bot, server: BotApi) -> None:
    """What could not be set is named; the rest is set all the same."""
    server.faults.add(Fault(kind="status", method="setMyDescription", status=400, description="Bad Request"))
    server.faults.add(Fault(kind="status", method="setChatMenuButton", status=500))

    assert await show(bot, PROFILE) == ("description", "menu")
    assert server.world.profile["name", ""] == "Herstelbot"


async def test_nothing_at_all_works_and_nothing_is_raised(bot: Bot, server: BotApi) -> None:
    """A bot without its face still talks, so whatever happens here stays here."""
    server.faults.add(Fault(kind="status", times=-1))

    assert await show(bot, PROFILE) == ("commands", "description", "short", "name", "menu")
