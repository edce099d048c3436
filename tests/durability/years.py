"""Simulated time with many people in it: each does something now and then, the jobs run, the program restarts.

What must be kept is worked out beside it from what was promised in words, never from the store. Time is UTC; the jobs
get Dutch local time, as in the program, so both changes of the clock and a leap day are in it.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.services.forget import Forget
from bot.services.moments import AMSTERDAM
from bot.services.notify import Notify
from bot.services.retain import Retain
from bot.services.triage import Triage
from bot.store import ids, legal_holds, messages, participants, registrations, sessions, timeline
from bot.store.cases import Status
from bot.store.expiry import Terms
from bot.store.opening import Store, open_store
from tests.store.people import colleague

START = datetime(2027, 10, 1, tzinfo=UTC)
"""So that 400 days hold the autumn night (31 October), 29 February 2028 and both nights of 2028."""

FAR = datetime(9999, 1, 1, tzinfo=UTC)
DAYS = {"withdrawn": 30, "handed-over": 30, "unsuitable": 30}
UNFINISHED, OPEN = 30, 90
STATUSES: tuple[Status, ...] = (
    "claimed", "contacted", "waiting", "handed-over", "unsuitable", "withdrawn", "new",
)  # fmt: skip


@dataclass
class Case:
    """What is promised about a registration."""

    number: int
    status: str = "new"
    last: datetime = START
    until: datetime | None = None

    def ends(self, word: datetime) -> datetime:
        """When its term ends, if the person's last word was at ``word``."""
        last = max(self.last, word)
        if self.status in DAYS:
            return last + timedelta(days=DAYS[self.status])
        return max(last, self.until or last) + timedelta(days=OPEN)


@dataclass
class Somebody:
    """What is promised about a person."""

    id: str
    word: datetime
    planned: datetime | None = None
    cases: list[Case] = field(default_factory=list)
    held: Case | None = None
    lifted: datetime = START
    """When a legal hold was lifted: until then they could not go."""
    gone: datetime | None = None

    def ends(self) -> datetime:
        """When they must be forgotten."""
        if self.held is not None:
            return FAR
        if self.cases:
            return max(self.lifted, *(case.ends(self.word) for case in self.cases))
        return max(self.word, self.planned or self.word) + timedelta(days=UNFINISHED)


@dataclass
class Year:
    """The simulation. ``wrong`` says what was kept too long or went too early."""

    folder: Path
    people: int
    days: int
    hours: int
    chance: random.Random
    now: datetime = START
    known: dict[str, Somebody] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    erased: int = 0
    staff: str = ""

    async def run(self) -> None:
        """Everybody comes in the first two thirds; after that only the living go on."""
        arrivals = sorted(self.chance.uniform(0, self.days * 0.66) for _ in range(self.people))
        moments = iter([START + timedelta(days=day) for day in arrivals])
        coming = next(moments, None)
        end = START + timedelta(days=self.days)
        while self.now < end:
            async with open_store(self.folder) as store:  # a restart every ten to thirty days
                self.staff = self.staff or await colleague(store)
                until = min(end, self.now + timedelta(days=self.chance.randint(10, 30)))
                while self.now < until:
                    self.now += timedelta(hours=self.hours)
                    while coming is not None and coming <= self.now:
                        await store.db.write(lambda tx: self._arrives(tx, store))
                        coming = next(moments, None)
                    await store.db.write(lambda tx: self._live(tx, store))
                    await self._jobs(store)
                    await self._look(store)

    def _clock(self) -> datetime:
        return self.now.astimezone(AMSTERDAM)

    def _arrives(self, tx: sqlite3.Connection, store: Store) -> None:
        address = str(len(self.known))
        made = participants.find_or_create(
            tx, store.vault, "telegram", address, new_id=ids.participant_id(), now=self._clock()
        )
        self.known[made.id] = Somebody(id=made.id, word=self.now)
        (self._sends if self.chance.random() < 0.6 else self._says)(tx, store, self.known[made.id])

    def _live(self, tx: sqlite3.Connection, store: Store) -> None:
        """Some of those who are there do something: nobody twice in one step, everybody rarely; also on the last day."""
        for one in self._living():
            left = one.ends() - self.now
            last_day = timedelta() < left <= timedelta(hours=self.hours)
            if one.held is not None and self.chance.random() < 0.01 * self.hours / 24:
                legal_holds.lift(tx, one.held.number)
                one.held, one.lifted = None, self.now
            elif self.chance.random() < (0.1 if last_day else 0.03 * self.hours / 24):
                self.chance.choice((self._says, self._says, self._sends, self._staff_acts, self._staff_acts))(
                    tx, store, one
                )

    def _living(self) -> Iterator[Somebody]:
        return (one for one in self.known.values() if one.gone is None and one.ends() > self.now)

    def _says(self, tx: sqlite3.Connection, store: Store, one: Somebody) -> None:
        planned = self._clock() + timedelta(days=self.chance.randint(1, 60)) if self.chance.random() < 0.2 else None
        one.word, one.planned = self.now, planned
        sessions.save(tx, store.vault, one.id, b"{}", revision="r", status="active", due_at=planned, now=self._clock())

    def _sends(self, tx: sqlite3.Connection, store: Store, one: Somebody) -> None:
        if len(one.cases) > 2:
            return
        self._says(tx, store, one)
        case = registrations.add(
            tx, store.vault, reference=ids.reference(), participant=one.id, submission=str(len(one.cases)),
            content=b"{}", tags=[], script_revision="r", now=self._clock(),
        )  # fmt: skip
        one.cases.append(Case(number=case.id, last=self.now))

    def _staff_acts(self, tx: sqlite3.Connection, store: Store, one: Somebody) -> None:
        if not one.cases:
            return
        case = self.chance.choice(one.cases)
        deed = self.chance.random()
        if deed < 0.05 and one.held is None:
            legal_holds.place(tx, case.number, who=self.staff, reason="court", now=self._clock())
            one.held = case
            return
        if deed < 0.25:
            timeline.add_note(tx, store.vault, case.number, staff=self.staff, text="x", now=self._clock())
        elif deed < 0.5:
            messages.add(tx, store.vault, case.number, who=self.staff, text="x", now=self._clock())
        else:
            case.status = self.chance.choice(STATUSES)
            waits = case.status == "waiting"
            case.until = self.now + timedelta(days=self.chance.randint(1, 200)) if waits else None
            (version,) = tx.execute("SELECT version FROM registration WHERE id = ?", (case.number,)).fetchone()
            registrations.set_status(
                tx, case.number, case.status, version, who=self.staff, now=self._clock(), waiting_until=case.until
            )  # fmt: skip
        case.last = self.now

    async def _jobs(self, store: Store) -> None:
        notify = Notify(vault=store.vault, group=None)
        await Triage(store=store, clock=self._clock).come_back()
        for one in self._living():
            for case in one.cases:
                if case.status == "waiting" and case.until is not None and case.until <= self.now:
                    case.status, case.until, case.last = "new", None, self.now
        await Retain(store=store, clock=self._clock, notify=notify, terms=Terms()).round()
        await Forget(store, {}, self._clock).round()

    async def _look(self, store: Store) -> None:
        """Who is gone must have been over their term, who is there must not be over it by more than a day."""
        here = await store.db.read(lambda tx: {row["id"] for row in tx.execute("SELECT id FROM participant")})
        for one in self.known.values():
            if one.gone is not None:
                continue
            if one.id not in here:
                one.gone = self.now
                self.erased += 1
                if one.ends() > self.now:
                    self.wrong.append(f"{one.id[:6]} went {one.ends() - self.now} too early: {one}")
            elif self.now - one.ends() > timedelta(hours=24):
                self.wrong.append(f"{one.id[:6]} kept {self.now - one.ends()} too long: {one}")
