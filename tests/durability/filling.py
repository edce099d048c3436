"""A disk that is full or fails at one call after another, while people tell their story."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.app import App, build
from bot.config import Settings
from bot.errors import OperatorError
from bot.services.documents import document
from bot.store import participants, registrations
from bot.store.sight import PROGRAM
from tests.durability.disk import FLUSH_FAILED, FULL, WRITE_FAILED, Disk, noted
from tests.durability.plan import lasting, lend, plan
from tests.durability.telling import Promise, Teller, Telling, broken

CODES = (FULL, WRITE_FAILED, FLUSH_FAILED)
LASTS = 0.05
"""Seconds from the first call that failed until there is room again, when it is not for one call only."""

FOREVER = 10**9
DEEPEST = 400
"""Calls of the disk in one start or one round that are tried at most; there are fewer."""


@dataclass(slots=True)
class Report:
    """What happened: at how many calls the disk failed, how often somebody was refused, what was wrong after it."""

    failures: int = 0
    refused: int = 0
    registrations: int = 0
    wrong: list[str] = field(default_factory=list)


def settings(folder: Path) -> Settings:
    """A service without Telegram on this folder."""
    return Settings.model_construct(**{**Settings().model_dump(), "data_dir": folder, "telegram_token": None})


async def starts(folder: Path, disk: Disk, report: Report, *, step: int = 1) -> None:
    """A first start whose n-th call to the disk fails, for every n (or every ``step``-th), and then a start that has room."""
    for after in range(0, DEEPEST, step):
        data = folder / f"start-{after}"
        data.mkdir(mode=0o700)
        lend(data)
        disk.fail(after, times=FOREVER, code=CODES[after % len(CODES)])
        try:
            async with build(settings(data)):
                pass
        except OperatorError:
            report.refused += 1
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            report.wrong.append(f"start, call {after}: {type(error).__name__} is no refusal with a remedy")
        untouched, report.failures = disk.failed == 0, report.failures + bool(disk.failed)
        disk.heal()
        if untouched:
            return
        try:
            async with build(settings(data)):
                pass
        except OperatorError as error:
            report.wrong.append(f"start after call {after}: {error}")


class Filling(Telling):
    """A story in whose every round one call to the disk fails; who is refused says it again."""

    def __init__(self, app: App, disk: Disk, report: Report, people: int) -> None:
        self.promises: list[Promise] = []
        super().__init__(app, people, promised=self.promises.append)
        self._disk = disk
        self._report = report

    async def failing_round(self, after: int, times: int, code: int) -> bool:
        """A round in which the call behind the next ``after`` fails. Gives whether it came to that."""
        self._disk.fail(after, times=times, code=code)
        healing = asyncio.create_task(self._heals())
        try:
            await self.round()
        finally:
            healing.cancel()
            failed, self._disk.fails_at = self._disk.failed, 0
        self._report.failures += bool(failed)
        for number, one in enumerate(self.people):
            if one.over:
                self._report.registrations += 1
                self._report.wrong += await self._registered(one)
                self.people[number] = Teller(plan=plan(self._report.registrations, channel="web"))
        return bool(failed)

    async def _heals(self) -> None:
        while not self._disk.failed:  # noqa: ASYNC110 - it is SQLite that changes it, in its own thread
            await asyncio.sleep(0.005)
        await asyncio.sleep(LASTS)
        self._disk.heal()

    async def _say(self, one: Teller) -> None:
        while True:
            try:
                await super()._say(one)
            except Exception:  # noqa: BLE001 - as the web chat and the polling loop: whatever it is, it is not stored
                self._report.refused += 1
                await asyncio.sleep(0.01)
            else:
                return

    async def _registered(self, one: Teller) -> list[str]:
        store = self._app.store
        person = await store.db.read(lambda tx: participants.find(tx, store.vault, "web", one.address))
        assert person is not None
        cases = await store.db.read(lambda tx: registrations.of_participant(tx, store.vault, PROGRAM, person.id))
        found = [lasting(document(case)) for case in cases]
        return [] if found == [one.plan.registration] else [f"{one.plan.name}: {len(found)} registrations, or another"]


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[App]:
    """A service in this process on a fresh folder."""
    data = folder / "data"
    data.mkdir(mode=0o700)
    lend(data)
    async with build(settings(data)) as app:
        await app.library.learn()
        yield app


async def fill(folder: Path, *, people: int, every: int = 1) -> Report:
    """Every ``every``-th call of a first start and of a round fails once; gives what came of it."""
    report = Report()
    with noted() as disk:
        await starts(folder, disk, report, step=every)
        async with opened(folder) as app:
            filling = Filling(app, disk, report, people)
            for code in CODES:
                for times in (1, FOREVER):
                    after = 0
                    while await filling.failing_round(after, times, code) and after < DEEPEST:
                        after += every
    report.wrong += await broken(folder / "data", filling.promises)
    return report
