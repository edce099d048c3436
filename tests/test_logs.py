"""Logs carry names of events and opaque references, never content. In processes of their own: logging is global."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SECRET = "ik-durf-niet-12345:token"


def logged(code: str, *, level: str = "DEBUG", status: int = 0) -> str:
    """What a process that does this writes on standard error."""
    ended = subprocess.run(
        [sys.executable, "-c", f"import logging\nfrom bot.logs import configure, logger\n{code}", level, SECRET],
        env={"PYTHONPATH": str(Path(__file__).resolve().parent.parent), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (ended.stdout, ended.returncode) == ("", status)
    return ended.stderr


START = "import sys; level, secret = sys.argv[1:]; configure(level)\n"


def test_our_own_events_keep_only_what_is_allowed() -> None:
    """The event's name and the allowed keys are written; a key that is not on the list is left out with its value."""
    said = logged(START + "logger().info('turn failed', error='KeyError', attempts=2, text=secret)")

    assert "event='turn failed'" in said
    assert "attempts=2" in said
    assert "error='KeyError'" in said
    assert SECRET not in said


def test_what_libraries_say_is_left_out_at_any_level() -> None:
    """Of a library's record only its name and the class of the error remain: not the address with the token in it."""
    said = logged(
        START
        + "for name in ('httpx', 'telegram.Bot', 'aiosqlite', 'uvicorn.error', 'something'):\n"
        + "    logging.getLogger(name).warning('POST %s', secret, extra={'also': secret})\n"
        + "try: raise ValueError(secret)\n"
        + "except ValueError: logging.getLogger('other').exception(secret, stack_info=True)"
    )

    assert SECRET not in said
    assert "httpx" in said
    assert "other ValueError" in said


def test_chatty_libraries_keep_quiet_below_a_warning() -> None:
    """At DEBUG we hear more of ourselves, not each request of the client library."""
    assert logged(START + "logging.getLogger('httpx').info('GET')\nlogging.getLogger('telegram.ext').debug('x')") == ""


def test_a_library_that_set_up_its_own_logging_is_taken_over() -> None:
    """A handler that was there before is taken away, so that nothing goes around the filter."""
    said = logged(
        "early = logging.getLogger('early'); early.addHandler(logging.StreamHandler()); early.propagate = False\n"
        + START
        + "early.error(secret)"
    )

    assert SECRET not in said
    assert "early" in said


def test_the_level_counts_for_our_own_events() -> None:
    """At WARNING an event of level info is not written."""
    said = logged(START + "logger().info('ready')\nlogger().warning('slow')", level="WARNING")

    assert "ready" not in said
    assert "slow" in said


def test_an_error_nobody_caught_shows_where_and_not_what() -> None:
    """The last words of a crash are the class and the lines, without the values that led to it."""
    said = logged(START + "def walk(words): raise RuntimeError(words)\nwalk(secret)", status=1)

    assert said.startswith("RuntimeError\n")
    assert " walk" in said
    assert SECRET not in said


def test_what_goes_wrong_in_a_corner_shows_no_value_either() -> None:
    """In another thread, in a destructor, in a warning, in a task nobody waited for: the class and the place only."""
    said = logged(
        START
        + "import asyncio, threading, warnings\n"
        + "def walk(): raise RuntimeError(secret)\n"
        + "threading.Thread(target=walk).start()\n"
        + "class Leaving:\n    def __del__(self): raise KeyError(secret)\n"
        + "Leaving()\n"
        + "warnings.warn(secret, ResourceWarning)\n"
        + "async def forgotten(): raise ValueError(secret)\n"
        + "async def main():\n    task = asyncio.ensure_future(forgotten()); await asyncio.sleep(0.01); del task\n"
        + "warnings.simplefilter('always'); warnings.warn(secret, UserWarning); asyncio.run(main())"
    )

    assert SECRET not in said
    for kind in ("RuntimeError", "KeyError", "UserWarning", "asyncio ValueError"):
        assert kind in said
