"""``python -m bench.start [--rounds 5]``: seconds from starting the process to the first answer that a person sees.

Over HTTP with a local Bot API server in a process of its own. *cold*: an empty data folder; *warm*: started before;
*echo*: a bare python-telegram-bot echo, as the measure of what the language and the library alone cost. The three
take turns. *typed*: until a typed question is answered, which waits for what is learnt on a first start.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.local_api import local_api
from tests.fakes.bot_api.control import Remote
from tests.fakes.bot_api.server import TOKEN

ROOT = Path(__file__).parents[1]
OURS = ("-m", "bot", "run")
ECHO = ("-m", "bench.echo_ptb")
QUESTION = "wat kost dat eigenlijk?"
ANSWER = "kost"


@contextmanager
def running(command: tuple[str, ...], settings: Mapping[str, str]) -> Iterator[float]:
    """The program as a process; gives the moment it was started."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("HERSTELBOT_")}
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env={**environment, **settings}, stdout=subprocess.DEVNULL
    )
    try:
        yield began
    finally:
        process.terminate()
        process.wait(20)


def first_answer(api: Remote, name: str, command: tuple[str, ...], settings: Mapping[str, str]) -> float:
    """Somebody has said /start already; how long until they see something."""
    person = api.person(name)
    person.says("/start")
    with running(command, settings) as began:
        person.expects("", timeout=60)
        return time.perf_counter() - began


def typed_answer(api: Remote, name: str, settings: Mapping[str, str]) -> float:
    """Somebody asks a question while the program starts; how long until its answer."""
    person = api.person(name)
    person.says("/start")
    with running(OURS, settings) as began:
        person.expects("", timeout=60)
        person.says(QUESTION)
        person.expects(ANSWER, timeout=60)
        return time.perf_counter() - began


def main(rounds: int) -> None:
    seconds: dict[str, list[float]] = {"echo": [], "cold": [], "warm": [], "cold, typed": [], "warm, typed": []}
    with local_api() as url, tempfile.TemporaryDirectory() as folder:
        api = Remote(url)
        settings = {"HERSTELBOT_TELEGRAM_API_URL": url, "HERSTELBOT_TELEGRAM_TOKEN": TOKEN, "HERSTELBOT_WEB_PORT": "0"}
        for turn in range(rounds):
            data = Path(folder) / str(turn)
            ours = {**settings, "HERSTELBOT_DATA_DIR": str(data)}
            seconds["echo"].append(first_answer(api, f"Echo{turn}", ECHO, settings))
            seconds["cold"].append(first_answer(api, f"Koud{turn}", OURS, ours))
            shutil.rmtree(data)
            seconds["cold, typed"].append(typed_answer(api, f"Typt{turn}", ours))
            seconds["warm"].append(first_answer(api, f"Warm{turn}", OURS, ours))
            seconds["warm, typed"].append(typed_answer(api, f"Vraagt{turn}", ours))
        api.close()
    measure = statistics.median(seconds["echo"])
    print(f"{'first answer':14} {'median':>7} {'least':>7} {'most':>7} {'x echo':>7}   seconds, {rounds} rounds")
    for name, taken in seconds.items():
        middle = statistics.median(taken)
        print(f"{name:14} {middle:7.2f} {min(taken):7.2f} {max(taken):7.2f} {middle / measure:7.1f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    main(parser.parse_args().rounds)
