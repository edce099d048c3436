"""Killed in the middle of its work, the store has everything it confirmed and nothing halfway."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from bot.store import audit, outbox, participants, sessions
from bot.store.opening import Store, open_store
from bot.store.sight import PROGRAM
from tests.store.killed import PEOPLE

ROOT = Path(__file__).parents[2]
KILLS = 5


def work_until_killed(folder: Path, turns: int) -> set[str]:
    """Start the worker, kill it after so many confirmed turns; gives all numbers that it confirmed."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.killed", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdout
        assert process.stderr
        confirmed = [line for line in (process.stdout.readline() for _ in range(turns)) if line]
        process.kill()
        rest = process.stdout.read()  # what it still printed before it died counts as well
        errors = process.stderr.read()
    assert len(confirmed) == turns, errors
    whole = "".join(confirmed) + rest[: rest.rfind("\n") + 1]
    return set(whole.split())


async def test_after_each_kill_everything_confirmed_is_there_and_nothing_halfway(tmp_path: Path) -> None:
    """Messages, answers, sessions and audit rows agree to the last one; keys fit; integrity holds; work goes on."""
    chance = random.Random(7)  # noqa: S311 - moments of killing
    confirmed: set[str] = set()
    for _ in range(KILLS):
        confirmed |= work_until_killed(tmp_path, chance.randint(1, 60))
        async with open_store(tmp_path) as store:
            await _check(store, confirmed)


async def _check(store: Store, confirmed: set[str]) -> None:
    rows = await store.db.read(
        lambda tx: {
            "turns": {entry.ref for entry in audit.entries(tx, PROGRAM, limit=1_000_000)},
            "inbox": tx.execute("SELECT count(*) FROM inbox WHERE state = 'done'").fetchone()[0],
            "outbox": tx.execute("SELECT count(*) FROM outbox").fetchone()[0],
            "integrity": tx.execute("PRAGMA integrity_check").fetchone()[0],
            "orphans": tx.execute("PRAGMA foreign_key_check").fetchall(),
            "trail": audit.verify(tx, store.vault),
        }
    )
    assert confirmed <= rows["turns"]
    assert rows["inbox"] == rows["outbox"] == len(rows["turns"])
    assert (rows["integrity"], rows["orphans"], rows["trail"]) == ("ok", [], [])
    counted, said = 0, set()
    for number in range(PEOPLE):
        who = await store.db.read(
            lambda tx, number=number: participants.find(tx, store.vault, "telegram", f"adres-{number}")  # type: ignore[misc]
        )
        if who is None:  # killed before this person's first message
            continue
        session = await store.db.read(lambda tx, who=who: sessions.load(tx, store.vault, who.id))  # type: ignore[misc]
        assert session
        counted += int(session.content)
        lines = await store.db.read(lambda tx, who=who: outbox.transcript(tx, store.vault, who.id))  # type: ignore[misc]
        said |= {line.content.decode() for line in lines}
    assert counted == len(rows["turns"])
    assert said == rows["turns"]
