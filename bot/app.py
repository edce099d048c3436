"""The only place where everything is joined: settings in, a running service out."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from starlette.applications import Starlette
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route

from bot import systemd
from bot.channels import Channel, security_txt
from bot.channels.case_system import CaseSystem
from bot.channels.telegram import Telegram
from bot.channels.webchat import WebChat, read_web
from bot.config import Settings
from bot.errors import OperatorError
from bot.from_settings import backups_of, case_system_of, terms_of
from bot.logs import logger
from bot.monitoring import Monitoring
from bot.scripts_folder import read_texts
from bot.server import Later, bind, serve
from bot.services import digest, overdue
from bot.services.attest import Attest
from bot.services.case_system import ToCaseSystem
from bot.services.converse import Conversation, Read
from bot.services.deliver import Deliver
from bot.services.forget import Forget
from bot.services.health import Health
from bot.services.keep_backups import KeepBackups
from bot.services.leaps import Leaps
from bot.services.library import Library
from bot.services.moments import Clock, amsterdam
from bot.services.notify import Notify
from bot.services.receive import Receive
from bot.services.register import Register
from bot.services.retain import Retain
from bot.services.staff_room import StaffRoom
from bot.services.story import Tell
from bot.services.triage import Triage
from bot.services.visit import Visit
from bot.store.errors import StoreError
from bot.store.masterkey import given
from bot.store.opening import Store, open_store
from bot.store.sight import GROUP
from bot.telegram_line import TelegramLine, connect

REMINDERS = 30.0
"""Seconds between looks at who asked to be reminded."""

MORNINGS = 300.0
"""Seconds between looks at resting cases and at the day's message."""

TERM_DAYS = 5
"""Working days within which a registration should be taken up."""

TERMS = 3600.0
"""Seconds between looks at whose term has passed, and whether the audit trail's head was told today."""

OFTEN = 5.0
"""Seconds between looks at who asked to be erased, what goes to the case system, whether somebody published."""

KEYS = 2.0
"""Seconds between looks at whether `keys rotate` left a new master key."""

BACKUPS = 600.0
"""Seconds between looks at whether it is time for a backup."""

WATCH = 10.0
"""Seconds between looks at whether all is well."""


@dataclass(slots=True, kw_only=True)
class App:
    """Everything that runs, joined but not started."""

    settings: Settings
    store: Store
    library: Library
    receive: Receive
    deliver: Deliver
    forget: Forget
    leaps: Leaps
    attest: Attest
    triage: Triage
    notify: Notify
    web: WebChat
    site: Starlette
    channels: dict[str, Channel]
    telegram: Telegram | None
    line: TelegramLine | None
    health: Health
    backups: KeepBackups | None
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
                learning = group.create_task(self.library.keep_learning(self.receive.look))
                group.create_task(self._repeat(self.receive.wake, REMINDERS))
                group.create_task(self._repeat(self.forget.round, OFTEN))
                group.create_task(self._repeat(self.library.refresh, OFTEN))
                group.create_task(self._repeat(self.leaps.round, TERMS))
                group.create_task(self._repeat(self._follow, KEYS))
                group.create_task(self._repeat(self.attest.round, TERMS))
                group.create_task(self._repeat(self._morning, MORNINGS))
                group.create_task(self._repeat(self.to_case_system.round, OFTEN))
                group.create_task(self._goodbye(learning))
                group.create_task(self._repeat(self.health.watch, WATCH))
                if self.backups is not None:
                    group.create_task(self._repeat(self.backups.round, BACKUPS))
                group.create_task(self._watchdog())
                if self.line is not None:
                    group.create_task(self.line.run(self.stop))
                address = f"http://{self.settings.web_host}:{port}"
                logger().info("ready", address=address)
                systemd.tell("READY=1")
                ready(address)
        finally:
            if self.telegram is not None:  # only now: a call cut off here would be made again at the next start
                await self.telegram.close()
            if self.case_system is not None:
                await self.case_system.close()

    async def _repeat(self, work: Callable[[], Awaitable[object]], seconds: float) -> None:
        """Do something every so often. What goes wrong is told by its class, and tried again next time."""
        name = work.__qualname__
        while not self.stop.is_set():
            try:
                await work()
            except Exception as error:  # noqa: BLE001 - a job that fails must not stop the conversation
                logger().error("job failed", error=type(error).__name__)
                self.health.failures[name] = self.health.failures.get(name, 0) + 1
            else:
                self.health.failures[name] = 0
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
        text = digest.daily(tx, GROUP, now, TERM_DAYS, self.leaps.retain.terms)
        if text is not None:
            self.notify.daily(tx, text, now)

    async def _follow(self) -> None:
        await asyncio.to_thread(self.store.vault.follow)

    async def _watchdog(self) -> None:
        """Let systemd know that we are alive, as often as it asks for; when we are not, it starts us again."""
        asked = systemd.watchdog_seconds()
        while asked is not None and not self.stop.is_set():
            if await self.health.alive():
                systemd.tell("WATCHDOG=1")
            with suppress(TimeoutError):
                await asyncio.wait_for(self.stop.wait(), asked / 3)

    async def _goodbye(self, learning: asyncio.Task[None]) -> None:
        """End the open event streams, or the web server would wait for them, and what can be learnt at the next start."""
        await self.stop.wait()
        systemd.tell("STOPPING=1")
        self.web.close()
        learning.cancel()


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
    telegram = connect(settings, store.vault.subkey("webhook").hex())
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
        own_pages=settings.public_url or "",
        register=Register(vault=store.vault, notify=notify, remembers=timedelta(days=settings.keep_not_now_days)),
        staff_room=StaffRoom(vault=store.vault, triage=triage, notify=notify),
    )
    receive = Receive(store, conversation, clock, said=deliver.posted)
    line = None
    if telegram is not None:
        line = TelegramLine(telegram=telegram, settings=settings, store=store, library=library, receive=receive)
    refused = (lambda: 0) if telegram is None else (lambda: telegram.markup_refused)
    health = Health(store=store, deliver=deliver, notify=notify, clock=clock, line=line, markup_refused=refused)
    backups = backups_of(settings, store, clock)
    if backups is not None:
        health.backup_is_late = backups.late
    token = None if settings.monitor_token is None else settings.monitor_token.get_secret_value()
    monitoring = Monitoring(health=health, store=store, receive=receive, deliver=deliver, token=token)
    secure = _over_https(settings)
    web = WebChat(
        desk=Visit(store=store, receive=receive, clock=clock),
        stories=Tell(store=store, library=library, notify=notify, clock=clock, told=deliver.posted),
        leave_url=settings.leave_url,
        secure=secure,
    )
    channels["web"] = web
    case_system = case_system_of(settings)
    to_case_system = ToCaseSystem(store=store, clock=clock, receiver=case_system)

    site = Starlette(
        routes=[
            Route("/staff", lambda _: RedirectResponse("/staff/")),
            Mount(
                "/staff",
                app=Later(lambda: _console(settings, store, library, clock, deliver, to_case_system, telegram)),
            ),
            *([] if line is None else line.routes()),
            *security_txt.routes(settings.security_contact, clock, public_url=settings.public_url, secure=secure),
            *monitoring.routes(),
            Mount("/", app=web.site()),
        ]
    )
    retain = Retain(store=store, clock=clock, notify=notify, terms=terms_of(settings))
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
        leaps=Leaps(retain=retain, clock=clock),
        web=web,
        site=site,
        channels=channels,
        telegram=telegram,
        line=line,
        health=health,
        backups=backups,
        case_system=case_system,
        to_case_system=to_case_system,
        clock=clock,
    )


def _console(
    settings: Settings,
    store: Store,
    library: Library,
    clock: Clock,
    deliver: Deliver,
    to_case_system: ToCaseSystem,
    telegram: Telegram | None,
) -> Starlette:
    from bot.console.site import console  # noqa: PLC0415 - its pages are read when somebody first looks

    return console(
        store,
        library,
        clock,
        secure=_over_https(settings),
        term_days=TERM_DAYS,
        terms=terms_of(settings),
        posted=deliver.posted,
        to_case_system=to_case_system,
        public_url=settings.public_url,
        bot_name=lambda: "" if telegram is None else telegram.username,
        demands_factor=settings.second_factor == "required",
        staff_group=telegram is not None and settings.staff_chat_id is not None,
    )


def _over_https(settings: Settings) -> bool:
    return (settings.public_url or "").startswith("https:")


def listen_to_signals(stop: asyncio.Event) -> None:
    """Let SIGTERM and SIGINT (Ctrl-C) end the service gracefully. ``signal.signal`` because Windows has it too."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
