"""The line to Telegram: joined as soon as it can be, then polled or called, and watched for falling silent."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from starlette.routing import Route

from bot.channels import Raw, telegram_hook
from bot.channels.telegram import API, Telegram, TokenRefused, Unreachable
from bot.channels.telegram_profile import Profile
from bot.config import Settings
from bot.logs import logger
from bot.services.library import Library
from bot.services.receive import Receive
from bot.store import inbox
from bot.store.opening import Store

LONGEST_PAUSE = 30.0
"""Seconds between tries to reach Telegram at start, at most."""

CALLS = 30.0
"""Seconds between questions to Telegram whether its calls to our webhook arrive."""


def connect(settings: Settings, secret: str) -> Telegram | None:
    """The channel, when there is a token; nothing is asked of Telegram yet."""
    if settings.telegram_token is None:
        return None
    token = settings.telegram_token.get_secret_value()
    return Telegram(
        token, api=settings.telegram_api_url or API, staff_chat=settings.staff_chat_id, webhook_secret=secret
    )


def hook_address(settings: Settings) -> str:
    """Where Telegram calls us, or nothing when we ask Telegram ourselves."""
    if settings.telegram_mode != "webhook" or settings.public_url is None:
        return ""
    return settings.public_url.rstrip("/") + telegram_hook.PATH


@dataclass(slots=True, kw_only=True)
class TelegramLine:
    """Receiving from one bot. ``tried``: when (monotonic) the line was last seen to move, successfully or not."""

    telegram: Telegram
    settings: Settings
    store: Store
    library: Library
    receive: Receive
    _tried: float = field(default_factory=time.monotonic)
    _called: float | None = None

    @property
    def _hook(self) -> str:
        return hook_address(self.settings)

    @property
    def heard(self) -> float | None:
        """When Telegram was last received from and that was stored, or its calls were seen to arrive; monotonic."""
        return max(filter(None, (self.telegram.last_success, self._called)), default=None)

    @property
    def tried(self) -> float:
        """When the line last did something, whatever came of it; monotonic. Long ago means that it hangs."""
        return max(self._tried, self.telegram.last_try or 0.0)

    async def run(self, stop: asyncio.Event) -> None:
        """Join as soon as Telegram can be reached and takes the token. A refusal can be a stray one: never give up."""
        pause = 1.0
        while not stop.is_set():
            self._tried = time.monotonic()
            try:
                await self.telegram.start(webhook=self._hook or None)
            except (TokenRefused, Unreachable) as error:
                logger().error("telegram cannot be joined", error=type(error).__name__, seconds=pause)
                await _wait(stop, pause)
                pause = min(pause * 2, LONGEST_PAUSE)
                continue
            logger().info("telegram joined")
            showing = asyncio.create_task(self._show())
            await (self._poll(stop) if not self._hook else self._be_called(stop))
            showing.cancel()
            await asyncio.gather(showing, return_exceptions=True)

    def routes(self) -> list[Route]:
        """The address that Telegram calls, in webhook mode."""
        if self.settings.telegram_mode != "webhook":
            return []

        async def accept(raws: Sequence[Raw]) -> None:
            await self.receive.accept("telegram", raws)

        return [telegram_hook.route(self.telegram, accept)]

    async def _show(self) -> None:
        """Menu and descriptions, beside the conversation: nobody waits for them."""
        failed = await self.telegram.present(_profiles(self.library))
        logger().info("telegram profile", count=len(failed))

    async def _poll(self, stop: asyncio.Event) -> None:
        bot = "" if self.settings.telegram_token is None else self.settings.telegram_token.get_secret_value()
        bot = bot.partition(":")[0]

        async def accept(raws: Sequence[Raw], next_offset: int) -> None:
            await self.receive.accept("telegram", raws, inbox.Cursor(bot=bot, next_offset=next_offset))

        offset = await self.store.db.read(lambda tx: inbox.next_offset(tx, "telegram", bot))
        await self.telegram.receive(accept, offset, stop)

    async def _be_called(self, stop: asyncio.Event) -> None:
        """Telegram calls us; whether that succeeds only Telegram can tell."""
        while not stop.is_set():
            self._tried = time.monotonic()
            if await self.telegram.hook_is_well(self._hook):
                self._called = time.monotonic()
            await _wait(stop, CALLS)


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


def _profiles(library: Library) -> tuple[Profile, ...]:
    """The command menu and descriptions in every language, in the coordinators' words."""
    dialog, found = library.current.dialog, list[Profile]()
    system, (dutch, *_) = dialog.system, dialog.languages.codes
    for voice in map(dialog.voice, dialog.languages.codes):
        if voice.code != voice.locale:  # Telegram knows languages, not how somebody is addressed in one
            continue
        commands = ((name, voice("commands", one.description)) for name, one in system.commands.items() if one.menu)
        profile = Profile(
            commands=tuple(commands),
            description=voice("profile", system.about),
            short_description=voice("profile", system.about_short),
            language=None if voice.code == dutch else voice.code,
        )
        found.append(profile)
    return tuple(found)
