"""Telegram as a channel, on python-telegram-bot's ``Bot``: its Bot API client, types and errors, and nothing above.

The library's updater, webhook server, persistence, job queue and conversation handler are not used: they confirm
updates before anything is durable.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, InvalidToken
from telegram.request import BaseRequest

from bot.channels import Delivery, Inbound, Outbound, Raw
from bot.channels import telegram_updates as updates
from bot.channels.telegram_errors import verdict
from bot.channels.telegram_http import Http
from bot.channels.telegram_polling import Accept, Patience, Polling
from bot.channels.telegram_profile import Profile, show
from bot.channels.telegram_sending import Sending
from bot.channels.telegram_text import parts

API = "https://api.telegram.org"
HOOK_FAILED = timedelta(minutes=3)
_SEND_SECONDS = 15.0
_MOST_CHORES = 200
_CHORES_AT_ONCE = 16  # a quarter of the connections: chores that hang must not keep messages waiting
_CHORE_SECONDS = 5.0


class TokenRefused(Exception):  # noqa: N818 (it names what happened)
    """Telegram does not know this bot token. The message never holds the token."""


class Unreachable(Exception):  # noqa: N818 (it names what happened)
    """Telegram could not be asked who we are; the message is the error's class."""


class Telegram:
    """One bot. ``send`` and ``receive`` never end in an error of the network; ``start`` raises the two above.

    ``staff_chat`` is the id of the staff group (None: no group at all); ``webhook_secret`` is what Telegram sends
    along with webhook calls. ``request`` and ``polling_request`` replace the library's HTTP client.
    """

    name = "telegram"

    def __init__(
        self,
        token: str,
        *,
        api: str = API,
        staff_chat: int | None = None,
        webhook_secret: str = "",
        protect_content: bool = False,
        patience: Patience | None = None,
        request: BaseRequest | None = None,
        polling_request: BaseRequest | None = None,
    ) -> None:
        self._requests = (
            request or Http(connections=64, read=15.0),
            polling_request or Http(connections=2),
        )
        self._bot = Bot(
            token,
            base_url=f"{api.rstrip('/')}/bot",
            request=self._requests[0],
            get_updates_request=self._requests[1],
        )
        self._bot_id = int(token.partition(":")[0]) if token.partition(":")[0].isdecimal() else 0
        self._staff = {staff_chat} if staff_chat is not None else set()
        self._secret = webhook_secret
        self._sending = Sending(self._bot, protect_content=protect_content)
        self._polling = Polling(self._bot, patience or Patience())
        self._chores: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(_CHORES_AT_ONCE)
        self._leaving: set[int] = set()
        self.username = ""

    @property
    def last_success(self) -> float | None:
        """When a poll was last received and stored, in seconds of the monotonic clock; None before the first."""
        return self._polling.last_success

    @property
    def last_try(self) -> float | None:
        """When a poll last ended, well or not, in seconds of the monotonic clock; None before the first."""
        return self._polling.last_try

    @property
    def trouble(self) -> str | None:
        """The class of the error that keeps polling from succeeding now; None when it succeeds."""
        return self._polling.trouble

    @property
    def markup_refused(self) -> int:
        """How many messages went out plain because Telegram refused their markup."""
        return self._sending.markup_refused

    def read(self, payload: bytes) -> Inbound:
        """What one person did, from a raw update. Pure.

        Raises:
            ValueError: it is not the JSON of an update; no content in the message.
        """
        return updates.read(payload)

    def messages(self, outbound: Outbound) -> int:
        """How many messages this takes, for whoever keeps to the limits: a long text takes several. Pure."""
        return max(1, len(parts(outbound.text))) if outbound.kind == "message" else 1

    async def send(self, address: str, outbound: Outbound) -> Delivery:
        """Deliver one outbound to one chat; every failure is a value."""
        try:
            async with asyncio.timeout(_SEND_SECONDS * 2):
                return await self._sending.deliver(address, outbound)
        except Exception as error:  # noqa: BLE001 (the promise of the border: network trouble is a value)
            return verdict(error)

    async def identify(self) -> str:
        """The bot's own name at Telegram, changing nothing. Raises TokenRefused or Unreachable, as :meth:`start`."""
        try:
            await self._bot.initialize()
        except InvalidToken:
            raise TokenRefused("the bot token was refused") from None
        except Exception as error:  # noqa: BLE001 (its message may quote addresses and the token)
            raise Unreachable(type(error).__name__) from None
        return self._bot.username

    async def start(self, *, profiles: Sequence[Profile] = (), webhook: str | None = None) -> tuple[str, ...]:
        """Check the token, set or take away the webhook, show the profiles.

        With ``webhook`` (a public https address) Telegram calls us; otherwise a webhook of earlier is taken away, so
        that polling works. Waiting updates are kept either way. Returns the parts of the profile that failed.

        Raises:
            TokenRefused: the token is wrong.
            Unreachable: Telegram did not answer; try again later.
        """
        try:
            await self._bot.initialize()
            self.username = self._bot.username
            if webhook is None:
                # known already, so it is not the token: polling tells what is in its way
                with suppress(InvalidToken, BadRequest):
                    await self._bot.delete_webhook(drop_pending_updates=False)
            else:
                await self._bot.set_webhook(
                    webhook, secret_token=self._secret or None, allowed_updates=updates.ALLOWED_UPDATES
                )
        except InvalidToken:
            raise TokenRefused("the bot token was refused") from None
        except Exception as error:  # noqa: BLE001 (its message may quote addresses and the token)
            raise Unreachable(type(error).__name__) from None
        await self._follow_staff_group()
        return await self.present(profiles)

    async def hook_is_well(self, address: str) -> bool:
        """Whether Telegram calls this address, and nothing waits there because a call of the last minutes failed."""
        try:
            hook = await self._bot.get_webhook_info()
        except Exception:  # noqa: BLE001 - whatever it is, it is not well
            return False
        failed = hook.last_error_date is not None and datetime.now(UTC) - hook.last_error_date < HOOK_FAILED
        return hook.url == address and not (hook.pending_update_count and failed)

    async def present(self, profiles: Sequence[Profile]) -> tuple[str, ...]:
        """Show the bot's face, best effort; gives the parts that failed. Never raises."""
        return tuple([part for profile in profiles for part in await show(self._bot, profile)])

    async def close(self) -> None:
        """Let go of the network; what was to be acknowledged and is not yet stays so."""
        waiting = list(self._chores)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        await self._bot.shutdown()
        for request in self._requests:  # the bot itself leaves them open when it never got to know its name
            await request.shutdown()

    async def receive(self, accept: Accept, offset: int | None, stop: asyncio.Event) -> None:
        """Hand over batches of raw updates until ``stop``, each confirmed to Telegram only after ``accept`` returned.

        ``accept(raws, next_offset)`` commits both; ``offset`` is the last ``next_offset`` committed for this bot, or
        None. A batch whose ``accept`` raises comes again. Never ends by itself and never raises.
        """

        async def handle(batch: list[object], following: int | None) -> None:
            if not batch or following is None:
                return
            self._attend(batch, leave=True)
            await accept([updates.raw(one, bot_id=self._bot_id, staff=self._staff) for one in batch], following)
            self._attend(batch, acknowledge=True)

        await self._polling.run(handle, offset, stop)

    def accept_webhook(self, body: bytes, secret_header: str | None) -> list[Raw] | None:
        """The raw updates in a webhook call, to be committed before answering 200; None when the secret is wrong."""
        if not updates.secret_matches(secret_header, self._secret):
            return None
        return updates.webhook_batch(body, bot_id=self._bot_id, staff=self._staff)

    def attend_webhook(self, body: bytes) -> None:
        """After the commit of a webhook call: acknowledge a press, leave a stranger's group. Does not wait."""
        try:
            self._attend([json.loads(body)], leave=True, acknowledge=True)
        except (ValueError, RecursionError):
            return

    def _attend(self, batch: Sequence[object], *, leave: bool = False, acknowledge: bool = False) -> None:
        for update in batch:
            if (step := updates.moved(update)) and step[0] in self._staff:
                self._staff.add(step[1])
            todo = updates.chores(update, staff=self._staff)
            if leave and todo.leave is not None and todo.leave not in self._leaving:
                self._leaving.add(todo.leave)
                self._do(self._leave(todo.leave))
            if acknowledge and todo.acknowledge is not None and len(self._chores) < _MOST_CHORES:
                self._do(self._acknowledge(todo.acknowledge))

    def _do(self, chore: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(chore)
        self._chores.add(task)  # the event loop itself keeps only a weak reference
        task.add_done_callback(self._chores.discard)

    async def _acknowledge(self, query: str) -> None:
        async with self._slots:
            with suppress(Exception):  # too old is to be expected; the little clock on the button stops by itself
                await self._bot.answer_callback_query(query, read_timeout=_CHORE_SECONDS)

    async def _leave(self, chat: int) -> None:
        with suppress(Exception):  # the next thing that happens there brings us back here
            await self._bot.leave_chat(chat)
        self._leaving.discard(chat)

    async def _follow_staff_group(self) -> None:
        """Learn a new id of the staff group, so that we do not take it for a stranger's and leave it."""
        for chat in list(self._staff):
            with suppress(Exception):  # only a precaution
                try:
                    await self._bot.get_chat(chat)
                except ChatMigrated as migrated:
                    self._staff.add(migrated.new_chat_id)
