"""``python -m bench.turns``: turns per second and waiting times at 1, 50 and 500 people, ours beside what others would use.

All through HTTP with one local Bot API (``crowd.py``, in this process, on its own processor), the programs taking turns
so that a busy moment of the machine meets all of them. *echo*: a bare python-telegram-bot echo that stores nothing.
*ptb*: the same intake as its ConversationHandler with PicklePersistence. *aiogram*: its state machine in memory; left
out where it is not installed. Everybody answers at once, so what is measured is a program that has no rest.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bench.crowd import Crowd, Line
from bench.intake import LINES, texts
from bot.authoring.checks import check
from bot.services.learning import understanding
from bot.store.notebook import Notebook
from tests.fakes.bot_api.server import TOKEN

ROOT = Path(__file__).parents[1]
PROGRAMS: dict[str, tuple[str, Sequence[Line]]] = {
    "echo": ("bench.echo_ptb", [Line("dag")]),
    "ours": ("tests.durability.quick", LINES),
    "ptb": ("bench.intake_ptb", LINES),
    "aiogram": ("bench.intake_aiogram", LINES),
}
WARM = 2.0
"""Seconds after the first answers before counting begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One run: turns a second, waiting times in seconds, how busy the program's and our own processor was.

    ``each``: processor seconds of the program a turn, which does not change much when the machine has other work.
    """

    turns: float
    p50: float
    p95: float
    p99: float
    bot: float
    crowd: float
    each: float


async def measure(program: str, people: int, seconds: float, folder: Path, delay: float) -> Measured:
    """Let so many people talk with one program for a while."""
    module, lines = PROGRAMS[program]
    crowd = Crowd(people, lines, delay)
    server = await crowd.open()
    crowd.begin()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, cwd=ROOT, env=environment(crowd.url, folder),
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        async with asyncio.timeout(120):
            await crowd.answered(people + len(lines))
        await asyncio.sleep(WARM)
        crowd.forget()
        began, busy, used = time.perf_counter(), time.process_time(), cpu(process.pid)
        await asyncio.sleep(seconds)
        took = time.perf_counter() - began
        waits, busied = sorted(crowd.seconds) or [float("nan")], cpu(process.pid) - used
        return Measured(
            turns=len(crowd.seconds) / took,
            p50=share(waits, 0.50), p95=share(waits, 0.95), p99=share(waits, 0.99),
            bot=busied / took,
            each=busied / len(waits),
            crowd=(time.process_time() - busy) / took,
        )  # fmt: skip
    finally:
        server.close()
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def environment(url: str, folder: Path) -> dict[str, str]:
    """The settings, for ours and the others alike."""
    surroundings = {key: value for key, value in os.environ.items() if not key.startswith("HERSTELBOT_")}
    return {
        **surroundings,
        "HERSTELBOT_TELEGRAM_TOKEN": TOKEN,
        "HERSTELBOT_TELEGRAM_API_URL": url,
        "HERSTELBOT_DATA_DIR": str(folder),
        "HERSTELBOT_DIALOGS_DIR": str(folder / "scripts"),
        "HERSTELBOT_WEB_PORT": "0",
        "HERSTELBOT_LOG_LEVEL": "ERROR",
    }


def cpu(pid: int) -> float:
    """Processor seconds a process used so far; nought where that cannot be read."""
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def share(waits: Sequence[float], part: float) -> float:
    """The waiting time that this part of all stays below."""
    return waits[min(len(waits) - 1, int(part * len(waits)))]


def prepare(folder: Path, rounds: str) -> Path:
    """A fresh data folder with the intake's scripts; what was learnt from them is shared."""
    made = folder / rounds
    for path, text in texts().items():
        (made / "scripts" / path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        (made / "scripts" / path).write_text(text, encoding="utf-8")
    (made / "learnt").symlink_to(folder / "learnt", target_is_directory=True)
    return made


def show(found: Mapping[tuple[str, int], list[Measured]], crowds: Sequence[int]) -> None:
    """The medians, and what they are against the echo: turns a second, processor time a turn, p99."""
    print("people program  turns/s  p50 ms  p95 ms  p99 ms  cpu ms | x echo: turns   cpu   p99 | busy: bot crowd")
    for people in crowds:
        for program in PROGRAMS:
            if (program, people) not in found:
                continue
            one, echo = middle(found[program, people]), middle(found.get(("echo", people), found[program, people]))
            waits = " ".join(f"{1000 * wait:7.1f}" for wait in (one.p50, one.p95, one.p99))
            print(
                f"{people:6} {program:8} {one.turns:7.0f} {waits} {1000 * one.each:7.2f} |"
                f" {one.turns / echo.turns:13.2f} {echo.each / one.each:5.2f} {one.p99 / echo.p99:5.2f} |"
                f" {one.bot:9.0%} {one.crowd:5.0%}"
            )


def middle(runs: Sequence[Measured]) -> Measured:
    """The median of each figure."""
    return Measured(**{name: statistics.median(getattr(run, name) for run in runs) for name in Measured.__slots__})


async def main(rounds: int, seconds: float, crowds: Sequence[int], programs: Sequence[str], delay: float) -> None:
    """Everything in turn, so often."""
    found: dict[tuple[str, int], list[Measured]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as made:
        understanding(check(texts()), Notebook(Path(made)))  # a first start is measured by bench.start
        for turn in range(rounds):
            for people in crowds:
                for program in programs:
                    folder = prepare(Path(made), f"{turn}-{people}-{program}")
                    found[program, people].append(await measure(program, people, seconds, folder, delay))
    show(found, crowds)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--people", type=int, nargs="+", default=[1, 50, 500])
    parser.add_argument("--programs", nargs="+", default=list(PROGRAMS), choices=list(PROGRAMS))
    parser.add_argument("--delay", type=float, default=0.0, help="seconds that every call to Telegram takes")
    given = parser.parse_args()
    if "aiogram" in given.programs and find_spec("aiogram") is None:
        print("aiogram is not installed and left out")
        given.programs.remove("aiogram")
    asyncio.run(main(given.rounds, given.seconds, given.people, given.programs, given.delay))
