"""The tests' own house: a console over a fresh store, colleagues with passwords, and people who registered."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.authoring.reader import Scripts
from bot.console.site import console
from bot.engine.dialog import Canned, Choice, Dialog, Organisation, Step, System
from bot.engine.registration import Registration
from bot.services.library import Script
from bot.services.tags import tags
from bot.store import ids, participants, registrations, staff
from bot.store.opening import Store
from bot.store.passwords import hash_password
from bot.store.sight import PROGRAM
from bot.store.staff import Role

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
"""A Monday morning: when every test begins."""

PASSWORD = "een lange zin als wachtwoord"
hashed = cache(hash_password)


class Hands:
    """A clock with hands to move."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)


def dialog() -> Dialog:
    """A small conversation with the answers that the tests' people gave."""
    steps = (
        Step(
            id="rol",
            say=("Wat past bij jou?",),  # type: ignore[arg-type]
            ask="choice",
            field="role",
            choices=(Choice(id="slachtoffer", label="Mij is iets aangedaan"), Choice(id="dader", label="Ik deed iets")),
        ),
        Step(
            id="vorm",
            say=("Hoe?",),  # type: ignore[arg-type]
            ask="choices",
            field="forms",
            choices=(Choice(id="brief", label="Een brief"), Choice(id="gesprek", label="Een gesprek")),
        ),
    )
    return Dialog(
        revision="r1",
        organisation=Organisation(name="Perspectief", telephone="030", numbers={}),
        system=System(
            start="rol", after_signal="rol", after_question="rol", buttons={}, words={}, messages={}, commands={}
        ),
        lists={},
        steps={step.id: step for step in steps},
        topics={},
        small_talk=(),
        signal_texts={},
        flags={"crisis": "Teken van gevaar", "druk": "Mogelijk onder druk", "tolk": "Wil een tolk"},
        canned=Canned(opening="{{ organisatie }}:", notice="Er is een bericht."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Script:
    dialog: Dialog


class OneBook:
    """A shelf with one revision. Nothing is published here: the pages about scripts have a house of their own."""

    def __init__(self) -> None:
        self.current = _Script(dialog=dialog())

    async def load(self, _revision: str) -> _Script:
        """The same for every revision."""
        return self.current

    async def prepare(self, scripts: Scripts) -> Script:
        """Not here."""
        raise NotImplementedError

    async def publish(self, texts: Mapping[str, str], *, author: str, summary: str, now: datetime) -> str:
        """Not here."""
        raise NotImplementedError

    def nearest(self, _text: str) -> tuple[str, ...]:
        """Nothing is asked here."""
        return ()


@dataclass(slots=True, kw_only=True)
class House:
    """A running console and what is behind it."""

    store: Store
    clock: Hands
    app: Starlette
    people: int = 0
    made: list[httpx.AsyncClient] = field(default_factory=list)

    async def colleague(self, login: str, role: Role = "staff", name: str | None = None) -> str:
        """Somebody who can log in; gives their id."""
        stored = hashed(PASSWORD)

        def work(tx: sqlite3.Connection) -> str:
            return staff.add(
                tx,
                id=f"id-{login}",
                login=login,
                name=name or login.title(),
                role=role,
                password_hash=stored,
                now=self.clock(),
            ).id

        return await self.store.db.write(work)

    async def registered(
        self, answers: Mapping[str, Any] | None = None, *, channel: str = "telegram", ago: timedelta = timedelta()
    ) -> str:
        """Somebody who handed a registration over; gives the reference."""
        self.people += 1
        return (await self.handed_over(f"100{self.people}", [self.clock() - ago], answers, channel=channel))[0]

    async def handed_over(
        self,
        address: str,
        moments: Sequence[datetime],
        answers: Mapping[str, Any] | None = None,
        *,
        channel: str = "telegram",
    ) -> list[str]:
        """One person's registrations, at these moments; gives the references."""

        def work(tx: sqlite3.Connection) -> list[str]:
            who = participants.find_or_create(
                tx, self.store.vault, channel, address, new_id=ids.participant_id(), now=moments[0]
            )
            return [_hand_over(tx, self.store, who.id, channel, at, answers or {}) for at in moments]

        return await self.store.db.write(work)

    def browser(self) -> httpx.AsyncClient:
        """A browser without cookies."""
        client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=self.app), base_url="http://huis.test", follow_redirects=False
        )
        self.made.append(client)
        return client

    async def logged_in(self, login: str) -> httpx.AsyncClient:
        """A browser in which this colleague is logged in, without the cost of a password."""
        token, browser = ids.token(), self.browser()
        await self.store.db.write(lambda tx: staff.begin_session(tx, f"id-{login}", token, self.clock()))
        browser.cookies.set("hb-staff", token, domain="huis.test", path="/")
        return browser

    async def case_version(self, reference: str) -> int:
        """The version at which a case is."""
        case = await self.store.db.read(lambda tx: registrations.by_reference(tx, self.store.vault, PROGRAM, reference))
        assert case is not None
        return case.version

    async def holder(self, reference: str) -> str | None:
        """Who holds a case."""
        case = await self.store.db.read(lambda tx: registrations.by_reference(tx, self.store.vault, PROGRAM, reference))
        assert case is not None
        return case.claimed_by


def _hand_over(
    tx: sqlite3.Connection, store: Store, who: str, channel: str, at: datetime, answers: Mapping[str, Any]
) -> str:
    reference = ids.reference()
    registration = Registration.model_validate(
        {
            "reference": reference,
            "created_at": at.isoformat(),
            "status": "new",
            "channel": channel,
            "script_revision": "r1",
            **answers,
        }
    )
    return registrations.add(
        tx,
        store.vault,
        reference=reference,
        participant=who,
        submission=reference,
        content=registration.model_dump_json().encode(),
        tags=tags(registration.model_dump(mode="json")),
        script_revision="r1",
        now=at,
    ).reference


@asynccontextmanager
async def open_house(store: Store, **settings: Any) -> AsyncIterator[House]:
    """A console over this store."""
    clock = Hands()
    app = Starlette(routes=[Mount("/staff", app=console(store, OneBook(), clock, **settings))])
    house = House(store=store, clock=clock, app=app)
    try:
        yield house
    finally:
        for browser in house.made:
            await browser.aclose()


def token_in(page: httpx.Response) -> str:
    """The form token of a page."""
    found = re.search(r"name='token' value='([0-9a-f]+)'", page.text)
    assert found is not None, page.text[:300]
    return found.group(1)


async def send(
    browser: httpx.AsyncClient, path: str, data: Mapping[str, Any] | None = None, *, via: str = "/staff/"
) -> httpx.Response:
    """Send a form with the token of a page at ``via``."""
    page = await browser.get(via)
    return await browser.post(
        path, data={"token": token_in(page), **(data or {})}, headers={"origin": "http://huis.test"}
    )


VICTIM: Mapping[str, Any] = {
    "role": "slachtoffer",
    "forms": ["brief"],
    "flags": ["druk"],
    "voluntariness": {"own_wish": "weet-ik-niet", "pressure": "overgeslagen"},
    "timing": {"kind": "vanaf-datum", "date": "2026-09-01", "words": "na de zomer"},
    "contact": {"name": "Roos de Wit", "way": "telefoon", "phone": "+31612345678"},
    "remark": "Liever niet bellen <script>alert(1)</script>",
}
"""Somebody who hesitates, and who wrote something that must stay text."""
