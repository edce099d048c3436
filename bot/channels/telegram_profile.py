"""What people see of the bot before the first word: its name, descriptions, commands and menu button."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import Bot, BotCommand, MenuButtonCommands


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The bot's public face in one language (None: for everybody whose language has none of its own).

    ``commands`` are pairs of a name without slash (at most 32 characters) and a description (256). ``description``
    (512) stands in an empty chat, ``short_description`` (120) on the profile page, ``name`` (64) above the chat. Empty
    texts are left as they are.
    """

    commands: tuple[tuple[str, str], ...] = ()
    description: str = ""
    short_description: str = ""
    name: str = ""
    language: str | None = None


async def show(bot: Bot, profile: Profile) -> tuple[str, ...]:
    """Give the bot this face, best effort: returns the names of the parts that could not be set, and never raises.

    Each part is read first and set only when it differs: Telegram allows few changes, of the name least of all.
    """
    failed = []
    for name, part in (("commands", _commands), ("description", _description), ("short", _short), ("name", _name)):
        if not await _tried(part, bot, profile):
            failed.append(name)
    if profile.commands and profile.language is None and not await _tried(_menu, bot, profile):
        failed.append("menu")
    return tuple(failed)


async def _tried(part: Callable[[Bot, Profile], Awaitable[None]], bot: Bot, profile: Profile) -> bool:
    try:
        await part(bot, profile)
    except Exception:  # noqa: BLE001 (a bot without its menu still talks; whatever happens here must not stop it)
        return False
    return True


async def _commands(bot: Bot, profile: Profile) -> None:
    wanted = tuple(BotCommand(name, text) for name, text in profile.commands)
    if wanted and await bot.get_my_commands(language_code=profile.language) != wanted:
        await bot.set_my_commands(wanted, language_code=profile.language)


async def _description(bot: Bot, profile: Profile) -> None:
    wanted, language = profile.description, profile.language
    if wanted and (await bot.get_my_description(language_code=language)).description != wanted:
        await bot.set_my_description(wanted, language_code=language)


async def _short(bot: Bot, profile: Profile) -> None:
    wanted, language = profile.short_description, profile.language
    if wanted and (await bot.get_my_short_description(language_code=language)).short_description != wanted:
        await bot.set_my_short_description(wanted, language_code=language)


async def _name(bot: Bot, profile: Profile) -> None:
    wanted, language = profile.name, profile.language
    if wanted and (await bot.get_my_name(language_code=language)).name != wanted:
        await bot.set_my_name(wanted, language_code=language)


async def _menu(bot: Bot, profile: Profile) -> None:  # noqa: ARG001 (one shape for all parts)
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
