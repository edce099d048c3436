"""How fast the console is with many cases: pages of the queue, filters, search, a case, the figures.

    python -m bench.console [--cases 100000] [--people 5000] [--rounds 30] [--folder DIR]

Everything goes through the real console (routes, session, templates) on a real store, without the network in between.
The store is filled first, which takes a minute; with ``--folder`` it is kept and used again.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import httpx
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.config import Settings
from bot.console.site import console
from bot.engine.registration import Registration
from bot.scripts_folder import read_texts
from bot.services.count import count
from bot.services.library import Library
from bot.services.tags import tags
from bot.store import external, holding, ids, participants, registrations, staff
from bot.store.opening import Store, open_store
from bot.store.sight import PROGRAM
from bot.store.staff import Role

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
BATCH = 2_000
NOBODY = "-"
"""No password: nobody logs in here."""
ROLES = ("slachtoffer", "nabestaande", "dader", "verdachte", "familie")
FLAGS = ("druk", "contactverbod", "minderjarig", "zaak-loopt", "tolk")
STATUSES = ("new", "claimed", "contacted", "waiting", "handed-over", "withdrawn", "unsuitable")


def registration(number: int, at: datetime, dice: random.Random) -> Registration:
    """Somebody made up."""
    flags = tuple(flag for flag in FLAGS if dice.random() < 0.1) + (("crisis",) if number % 1000 == 0 else ())
    return Registration.model_validate(
        {
            "reference": ids.reference(),
            "created_at": at.isoformat(),
            "status": "new",
            "channel": dice.choice(("telegram", "web")),
            "script_revision": "r",
            "role": dice.choice(ROLES),
            "forms": ["brief"],
            "flags": flags,
            "circumstances": {
                "event_category": dice.choice(("geweld", "verkeer", "diefstal", "stalking")),
                "time_ago": dice.choice(("maand-tot-jaar", "een-tot-vijf-jaar", "langer-dan-vijf-jaar")),
                "running_case": dice.choice(("ja", "nee")),
                "known_to_each_other": dice.choice(("ja", "nee")),
            },
            "contact": {"name": "Voorbeeld", "way": "telefoon", "phone": f"+316{10_000_000 + number}"},
            "remark": "Een opmerking van gewone lengte, zoals mensen die schrijven.",
        }
    )


async def fill(store: Store, revision: str, cases: int, people: int) -> None:
    """Put accounts and cases in: most long finished, thousands open, of all kinds."""
    dice = random.Random(20260302)  # noqa: S311 - made-up people

    def accounts(tx: sqlite3.Connection) -> list[str]:
        for number in range(20):
            role: Role = "coordinator" if number == 0 else "staff"
            name = f"Collega {number}"
            staff.add(tx, id=f"s{number}", login=f"s{number}", name=name, role=role, password_hash=NOBODY, now=NOW)
        return [
            participants.find_or_create(
                tx, store.vault, "telegram", f"{number}", new_id=ids.participant_id(), now=NOW
            ).id
            for number in range(people)
        ]

    who = await store.db.write(accounts)

    def batch(tx: sqlite3.Connection, start: int) -> None:
        for number in range(start, min(start + BATCH, cases)):
            at = NOW - timedelta(minutes=5 * (cases - number))
            one = registration(number, at, dice)
            case = registrations.add(
                tx, store.vault, reference=one.reference, participant=who[number % people], submission=one.reference,
                content=one.model_dump_json().encode(), tags=tags(one.model_dump(mode="json")),
                script_revision=revision, now=at,
            )  # fmt: skip
            count(tx, one, at)
            status = dice.choices(STATUSES, (4, 3, 3, 5, 60, 15, 10))[0]
            version = case.version
            if status != "new":
                holding.reassign(tx, case.id, f"s{number % 20}", version, who="s0", now=at)
                until = NOW + timedelta(days=dice.randrange(400)) if status == "waiting" else None
                registrations.set_status(
                    tx, case.id, status, version + 1, who="s0", now=at, waiting_until=until  # type: ignore[arg-type]
                )  # fmt: skip
            if number % 3 == 0:
                external.keep(tx, store.vault, case.id, case.participant, f"Z-{number}")

    for start in range(0, cases, BATCH):
        await store.db.write(lambda tx, start=start: batch(tx, start))  # type: ignore[misc]


async def measure(store: Store, library: Library, rounds: int, cases: int) -> list[tuple[str, float, float]]:
    """(what, median, slowest of twenty) in milliseconds."""
    app = Starlette(routes=[Mount("/staff", app=console(store, library, lambda: NOW))])
    token = ids.token()
    await store.db.write(lambda tx: staff.begin_session(tx, "s0", token, NOW))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://bench.test") as browser:
        browser.cookies.set("hb-staff", token, domain="bench.test", path="/")
        page = (await browser.get("/staff/")).text
        form = page.partition("name='token' value='")[2].partition("'")[0]
        reference = page.partition("data-row>")[2].partition("<")[0]
        deep = f"/staff/?tab=finished&after=3.{int((NOW - timedelta(days=100)).timestamp() * 1_000_000)}.{reference}"
        looks = {
            "queue, first page": "/staff/",
            "queue, of mine": "/staff/?mine=1",
            "queue, one flag": "/staff/?flag=druk",
            "queue, a rare flag and a role": "/staff/?flag=crisis&role=dader",
            "queue, finished": "/staff/?tab=finished",
            "queue, deep in finished": deep,
            "queue, today": "/staff/?tab=today",
            "queue, late": "/staff/?tab=late",
            "a case": f"/staff/cases/{reference}",
            "figures": "/staff/figures",
        }
        found = [(what, *await timed(rounds, partial(browser.get, at))) for what, at in looks.items()]
        for what, typed in (
            ("search, telephone", f"06{10_000_000 + cases // 2}"),
            ("search, number elsewhere", f"Z-{cases // 2 // 3 * 3}"),
        ):
            asked = partial(browser.post, "/staff/find", data={"token": form, "for": typed})
            found.append((what, *await timed(rounds, asked)))
    return found


async def timed(rounds: int, ask: Callable[[], Awaitable[httpx.Response]]) -> tuple[float, float]:
    """Median and the slowest of twenty, in milliseconds."""
    took = []
    for number in range(rounds + 1):
        started = time.perf_counter()
        answer = await ask()
        if answer.status_code != 200 and "/cases/" not in answer.headers.get("location", ""):
            raise SystemExit(f"status {answer.status_code}: {answer.request.url.path}")
        if number:  # the first one warms up
            took.append((time.perf_counter() - started) * 1000)
    return statistics.median(took), sorted(took)[int(len(took) * 0.95)]


async def run(folder: Path, cases: int, people: int, rounds: int) -> None:
    """Fill where nothing is yet, then measure."""
    async with open_store(folder / "data") as store:
        library = Library(store)
        await library.open(read_texts(Settings.model_construct(dialogs_dir=None)), NOW)
        started = time.perf_counter()
        if not sum((await store.db.read(lambda tx: registrations.status_counts(tx, PROGRAM))).values()):
            await fill(store, library.current.dialog.revision, cases, people)
            print(f"filled in {time.perf_counter() - started:.0f} s")
        print(f"| {cases:,} cases | median ms | 95 % ms |\n|---|---|---|")
        for what, median, slow in await measure(store, library, rounds, cases):
            print(f"| {what} | {median:.0f} | {slow:.0f} |")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--folder", type=Path, default=None)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as spare:
        asyncio.run(run(given.folder or Path(spare), given.cases, given.people, given.rounds))


if __name__ == "__main__":
    main()
