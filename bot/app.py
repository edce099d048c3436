"""The only place where everything is joined: settings in, a running service out."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from starlette.applications import Starlette
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route

from bot.channels import Channel, Raw, telegram_hook
from bot.channels.case_system import CaseSystem
from bot.channels.telegram import API, Telegram, TokenRefused, Unreachable
from bot.channels.telegram_profile import Profile
from bot.channels.webchat import WebChat, read_web
from bot.config import Settings
from bot.console.site import console
from bot.errors import OperatorError
from bot.logs import logger
from bot.server import bind, serve
from bot.services import digest, overdue
from bot.services.attest import Attest
from bot.services.case_system import ToCaseSystem
from bot.services.converse import Conversation, Read
from bot.services.deliver import Deliver
from bot.services.forget import Forget
from bot.services.library import Library
from bot.services.moments import Clock, amsterdam
from bot.services.notify import Notify
from bot.services.receive import Receive
from bot.services.retain import Retain
from bot.services.staff_room import StaffRoom
from bot.services.triage import Triage
from bot.services.visit import Visit
from bot.store import inbox
from bot.store.errors import StoreError
from bot.store.expiry import Terms
from bot.store.masterkey import given
from bot.store.opening import Store, open_store
from bot.store.sight import GROUP

SHIPPED = Path(__file__).resolve().parent / "_data" / "dialogs"
SOURCE = Path(__file__).resolve().parent.parent / "dialogs"
REMINDERS = 30.0
"""Seconds between looks at who asked to be reminded."""

MORNINGS = 300.0
"""Seconds between looks at resting cases and at the day's message."""

TERM_DAYS = 5
"""Working days within which a registration should be taken up."""

TERMS = 3600.0
"""Seconds between looks at whose term has passed, and whether the audit trail's head was told today."""

KEYS = 2.0
"""Seconds between looks at whether `keys rotate` left a new master key."""

REFRESH = 5.0
"""Seconds between looks at whether somebody published from the shell."""

CASES = 5.0
"""Seconds between looks at what goes to the case system."""

ERASURES = 5.0
"""Seconds between looks at who asked to be erased."""

LONGEST_PAUSE = 30.0
"""Seconds between tries to reach Telegram at start, at most."""


@dataclass(slots=True, kw_only=True)
class App:
    """Everything that runs, joined but not started."""

    settings: Settings
    store: Store
    library: Library
    receive: Receive
    deliver: Deliver
    forget: Forget
    retain: Retain
    attest: Attest
    triage: Triage
    notify: Notify
    web: WebChat
    site: Starlette
    channels: dict[str, Channel]
    telegram: Telegram | None
    case_system: CaseSystem | None
    to_case_system: ToCaseSystem
    clock: Clock
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, *, ready: Callable[[str], None] = lambda _address: None) -> None:
        """Serve until ``stop``: web chat and console always, Telegram when it has a token."""
        listener = bind(self.settings.web_host, self.settings.web_port)
        port = listener.getsockname()[1]
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(serve(self.site, listener, self.stop))
                group.create_task(self.receive.run(self.stop))
                group.create_task(self.deliver.run(self.stop))
                group.create_task(self._repeat(self.receive.wake, REMINDERS))
                group.create_task(self._repeat(self.forget.round, ERASURES))
                group.create_task(self._repeat(self.library.refresh, REFRESH))
                group.create_task(self._repeat(self.retain.round, TERMS))
                group.create_task(self._repeat(self._follow, KEYS))
                group.create_task(self._repeat(self.attest.round, TERMS))
                group.create_task(self._repeat(self._morning, MORNINGS))
                group.create_task(self._repeat(self.to_case_system.round, CASES))
                group.create_task(self._goodbye())
                if self.telegram is not None:
                    group.create_task(self._telegram(self.telegram))
                address = f"http://{self.settings.web_host}:{port}"
                logger().info("ready", address=address)
                ready(address)
        finally:
            if self.telegram is not None:  # only now: a call cut off here would be made again at the next start
                await self.telegram.close()
            if self.case_system is not None:
                await self.case_system.close()

    async def _repeat(self, work: Callable[[], Awaitable[object]], seconds: float) -> None:
        """Do something every so often. What goes wrong is told by its class, and tried again next time."""
        while not self.stop.is_set():
            try:
                await work()
            except Exception as error:  # noqa: BLE001 - a job that fails must not stop the conversation
                logger().error("job failed", error=type(error).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(self.stop.wait(), seconds)

    async def _morning(self) -> None:
        """Resting cases come back, and the team hears once a day what asks for attention."""
        await self.triage.come_back()
        now = self.clock()
        await self.store.db.write(lambda tx: self._digest(tx, now))
        await self.store.db.write(lambda tx: overdue.tell(tx, self.notify, now, TERM_DAYS))
        self.deliver.posted()

    def _digest(self, tx: sqlite3.Connection, now: datetime) -> None:
        text = digest.daily(tx, GROUP, now, TERM_DAYS)
        if text is not None:
            self.notify.daily(tx, text, now)

    async def _follow(self) -> None:
        await asyncio.to_thread(self.store.vault.follow)

    async def _goodbye(self) -> None:
        """End the open event streams, or the web server would wait for them."""
        await self.stop.wait()
        self.web.close()

    async def _telegram(self, telegram: Telegram) -> None:
        """Join as soon as Telegram can be reached and takes the token. A refusal can be a stray one: never give up."""
        pause = 1.0
        while not self.stop.is_set():
            try:
                await telegram.start(webhook=self._hook())
            except (TokenRefused, Unreachable) as error:
                logger().error("telegram cannot be joined", error=type(error).__name__, seconds=pause)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.stop.wait(), pause)
                pause = min(pause * 2, LONGEST_PAUSE)
                continue
            logger().info("telegram joined")
            showing = asyncio.create_task(self._show(telegram))
            await (self._poll(telegram) if self._hook() is None else self.stop.wait())
            showing.cancel()
            await asyncio.gather(showing, return_exceptions=True)

    def _hook(self) -> str | None:
        """Where Telegram calls us, or None when we ask Telegram ourselves."""
        if self.settings.telegram_mode != "webhook" or self.settings.public_url is None:
            return None
        return self.settings.public_url.rstrip("/") + telegram_hook.PATH

    async def _show(self, telegram: Telegram) -> None:
        """Menu and descriptions, beside the conversation: nobody waits for them."""
        failed = await telegram.present(_profiles(self.library))
        logger().info("telegram profile", count=len(failed))

    async def _poll(self, telegram: Telegram) -> None:
        bot = _bot_id(self.settings)

        async def accept(raws: Sequence[Raw], next_offset: int) -> None:
            await self.receive.accept("telegram", raws, inbox.Cursor(bot=bot, next_offset=next_offset))

        offset = await self.store.db.read(lambda tx: inbox.next_offset(tx, "telegram", bot))
        await telegram.receive(accept, offset, self.stop)


@asynccontextmanager
async def build(settings: Settings, *, clock: Clock = amsterdam) -> AsyncIterator[App]:
    """Open the store and the scripts and join everything.

    Raises:
        OperatorError: with the remedy, for anything an operator can mend.
    """
    try:
        async with open_store(settings.data_dir, key=given(settings.key_text, settings.key_file)) as store:
            yield await _join(settings, store, clock)
    except StoreError as error:
        raise OperatorError(error.message.rstrip("."), error.remedy.rstrip(".")) from None


async def _join(settings: Settings, store: Store, clock: Clock) -> App:
    library = Library(store)
    await library.open(read_texts(settings), clock())
    notify = Notify(vault=store.vault, group=None if settings.staff_chat_id is None else str(settings.staff_chat_id))
    telegram = _telegram(settings, store.vault.subkey("webhook").hex())
    channels: dict[str, Channel] = {}
    deliver = Deliver(store, channels, clock)
    readers: dict[str, Read] = {"web": read_web}
    if telegram is not None:
        readers["telegram"] = telegram.read
        channels["telegram"] = telegram
    triage = Triage(store=store, clock=clock)
    conversation = Conversation(
        vault=store.vault,
        library=library,
        read=readers,
        notify=notify,
        website=settings.website,
        staff_room=StaffRoom(vault=store.vault, triage=triage, notify=notify),
    )
    receive = Receive(store, conversation, clock, said=deliver.posted)
    secure = (settings.public_url or "").startswith("https:")
    web = WebChat(desk=Visit(store=store, receive=receive), leave_url=settings.leave_url, secure=secure)
    channels["web"] = web
    case_system = _case_system(settings)
    to_case_system = ToCaseSystem(store=store, clock=clock, receiver=case_system)
    staff = console(
        store,
        library,
        clock,
        secure=secure,
        term_days=TERM_DAYS,
        posted=deliver.posted,
        to_case_system=to_case_system,
        public_url=settings.public_url,
        staff_group=telegram is not None and settings.staff_chat_id is not None,
    )
    site = Starlette(
        routes=[
            Route("/staff", lambda _: RedirectResponse("/staff/")),
            Mount("/staff", app=staff),
            *_hooks(settings, telegram, receive),
            Mount("/", app=web.site()),
        ]
    )
    return App(
        settings=settings,
        store=store,
        library=library,
        receive=receive,
        deliver=deliver,
        forget=Forget(store, channels, clock),
        triage=triage,
        notify=notify,
        attest=Attest(store=store, clock=clock),
        retain=Retain(store=store, clock=clock, notify=notify, terms=terms_of(settings)),
        web=web,
        site=site,
        channels=channels,
        telegram=telegram,
        case_system=case_system,
        to_case_system=to_case_system,
        clock=clock,
    )


def read_texts(settings: Settings) -> dict[str, str]:
    """The scripts as files: those of the setting, of the source tree, or those that came with the package."""
    return texts_in(folder_of(settings))


def folder_of(settings: Settings) -> Path:
    """Where the scripts are."""
    return settings.dialogs_dir or (SOURCE if SOURCE.is_dir() else SHIPPED)


def texts_in(folder: Path) -> dict[str, str]:
    """Path below the folder -> text, of everything a script can consist of.

    Raises:
        OperatorError: when there is no such folder, or a file is not UTF-8.
    """
    if not folder.is_dir():
        raise OperatorError(f"er is geen map met scripts ({folder.name})", "geef een map met yaml-bestanden op")
    texts = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".yaml", ".txt", ".po"} and path.is_file():
            try:
                texts[path.relative_to(folder).as_posix()] = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                raise OperatorError(f"{path.name} is geen UTF-8-tekst", "sla het bestand op als UTF-8") from None
    return texts


def listen_to_signals(stop: asyncio.Event) -> None:
    """Let SIGTERM and SIGINT (Ctrl-C) end the service gracefully. ``signal.signal`` because Windows has it too."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))


def _hooks(settings: Settings, telegram: Telegram | None, receive: Receive) -> list[Route]:
    if telegram is None or settings.telegram_mode != "webhook":
        return []

    async def accept(raws: Sequence[Raw]) -> None:
        await receive.accept("telegram", raws)

    return [telegram_hook.route(telegram, accept)]


def _telegram(settings: Settings, secret: str) -> Telegram | None:
    if settings.telegram_token is None:
        return None
    token = settings.telegram_token.get_secret_value()
    return Telegram(
        token, api=settings.telegram_api_url or API, staff_chat=settings.staff_chat_id, webhook_secret=secret
    )


def _case_system(settings: Settings) -> CaseSystem | None:
    secret = settings.case_system_secret()
    return None if settings.case_system_url is None or secret is None else CaseSystem(settings.case_system_url, secret)


def terms_of(settings: Settings) -> Terms:
    """How long what is kept."""
    return Terms(
        unfinished=settings.keep_unfinished_days,
        withdrawn=settings.keep_withdrawn_days,
        finished=settings.keep_finished_days,
        open=settings.keep_open_days,
    )


def _bot_id(settings: Settings) -> str:
    return "" if settings.telegram_token is None else settings.telegram_token.get_secret_value().partition(":")[0]


def _profiles(library: Library) -> tuple[Profile, ...]:
    """The command menu and descriptions, in the coordinators' words."""
    system = library.current.dialog.system
    commands = tuple((name, command.description) for name, command in system.commands.items() if command.menu)
    return (Profile(commands=commands, description=system.about, short_description=system.about_short),)
