"""People in the web chat of a service in this process, step by step; what each was promised is noted on the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.app import App
from bot.channels import Raw
from bot.channels import webchat_desk as desks
from bot.channels.webchat_guard import new_address
from bot.services.visit import Visit
from bot.store import audit, erasures, inbox, outbox, participants
from bot.store.errors import WriteFailed
from bot.store.opening import Store, open_store
from tests.durability.plan import Plan, plan

AGAIN = 0.01
"""Seconds before work that the disk refused is taken up again; the service waits a second."""

Promise = tuple[str, ...]
"""``("taken", address, external id)``, ``("heard", address, lines)``, ``("asked", id)``, ``("erased", id)``."""


@dataclass(slots=True, kw_only=True)
class Teller:
    """Somebody with a plan and a page."""

    plan: Plan
    address: str = field(default_factory=new_address)
    done: int = 0
    buttons: dict[str, str] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        """Whether everything was said."""
        return self.done == len(self.plan.steps)

    def next(self) -> Raw:
        """What their page posts now."""
        step = self.plan.steps[self.done]
        message = f"bericht-{self.done:04}"
        if self.done == 0:
            return desks.begun(self.address, step.does.removeprefix("/start").strip())
        if step.label is None:
            return desks.typed(self.address, message, step.does)
        return desks.pressed(self.address, message, self.buttons[step.label])


class Telling:
    """Several people at once, each saying their next thing in every round."""

    def __init__(self, app: App, people: int, *, promised: Callable[[Promise], None], first: int = 0) -> None:
        self._app = app
        self._promised = promised
        self._desk = Visit(store=app.store, receive=app.receive)
        self.people = [Teller(plan=plan(first + number, channel="web")) for number in range(people)]

    async def round(self) -> bool:
        """Everybody says their next thing and hears the answer. False when all have said everything."""
        talking = [one for one in self.people if not one.over]
        await asyncio.gather(*(self._say(one) for one in talking))
        await self._worked()
        for one in talking:
            lines = await self._desk.transcript(one.address, 0)
            self._promised(("heard", one.address, str(len(lines))))
            one.buttons.update({each.label: each.data for _, line in lines for row in line.buttons for each in row})
            one.done += 1
        await self.settle()
        return bool(talking)

    async def settle(self) -> None:
        """Everything that waits is worked on and delivered."""
        await self._worked()
        while await self._delivered():
            pass

    async def _worked(self) -> None:
        """Until nothing waits; what the disk refused is taken up again, as the service does."""
        while True:
            try:
                if not await self._app.receive.work():
                    return
            except WriteFailed:
                await asyncio.sleep(AGAIN)

    async def _delivered(self) -> int:
        try:
            return await self._app.deliver.once()
        except WriteFailed:
            await asyncio.sleep(AGAIN)
            return 1

    async def _say(self, one: Teller) -> None:
        raw = one.next()
        await self._desk.accept(raw)
        self._promised(("taken", one.address, raw.external_id))

    async def erase(self, one: Teller) -> None:
        """Somebody asks to be erased, and is."""
        store = self._app.store
        person = await store.db.read(lambda tx: participants.find(tx, store.vault, "web", one.address))
        assert person is not None
        self._promised(("asked", person.id, one.address))
        now = self._app.clock()
        await store.db.write(lambda tx: erasures.ask(tx, person.id, reason="asked", now=now))
        await self._app.forget.round()
        self._promised(("erased", person.id, one.address))


async def broken(folder: Path, promises: Sequence[Promise]) -> list[str]:
    """Which of the promises a data folder does not keep, and what else is wrong with it."""
    async with open_store(folder) as store:
        wrong = await store.db.read(lambda tx: _unsound(tx, store))
        asked = {who for kind, who, *_ in promises if kind == "asked"}
        leaving = {address for kind, _, address, *_ in promises if kind == "asked"}
        keyless = set(await store.db.read(lambda tx: erasures.keyless(tx, store.vault)))
        wrong += [f"no key for {who}" for who in keyless - asked]
        for kind, *about in promises:
            if kind == "erased" and store.vault.holds(about[0]):
                wrong.append("the key of somebody who was erased is back")
            elif kind == "taken" and about[0] not in leaving:
                wrong += await store.db.read(lambda tx, external=about[1]: _not_taken(tx, store, external))  # type: ignore[misc]
        heard = {about[0]: int(about[1]) for kind, *about in promises if kind == "heard" and about[0] not in leaving}
        for address, count in heard.items():
            said = await store.db.read(lambda tx, address=address: _said(tx, store, address))  # type: ignore[misc]
            if said < count:
                wrong.append(f"{count - said} of {count} messages somebody had seen are gone")
        return wrong


def _unsound(tx: Any, store: Store) -> list[str]:
    (whole,) = tx.execute("PRAGMA integrity_check(1)").fetchone()
    orphans = len(tx.execute("PRAGMA foreign_key_check").fetchall())
    breaks = len(audit.verify(tx, store.vault))
    dead = inbox.counts(tx).dead + outbox.counts(tx).failed
    found = {
        f"integrity: {whole}": whole != "ok",
        "orphaned rows": orphans,
        "breaks in the trail": breaks,
        "dead": dead,
    }
    return [name for name, wrong in found.items() if wrong]


def _not_taken(tx: Any, store: Store, external: str) -> list[str]:
    index = store.vault.index("external", f"web:{external}")
    row = tx.execute("SELECT state FROM inbox WHERE external_index = ?", (index,)).fetchone()
    return ["something that was taken is gone"] if row is None or row["state"] == "dead" else []


def _said(tx: Any, store: Store, address: str) -> int:
    """How many lines of somebody's conversation can be read."""
    person = participants.find(tx, store.vault, "web", address)
    return 0 if person is None else len(outbox.transcript(tx, store.vault, person.id))
