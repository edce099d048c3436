"""The rooms of the house: who may import whom, what stays pure, and that the tests mirror the tree."""

from __future__ import annotations

import ast
import graphlib
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

COMMON = {"logs", "errors"}
"""Modules at the top that other rooms may use: how to log, and the error an operator can mend."""

ROOMS = {
    "engine": {"engine"},
    "authoring": {"authoring", "engine"},
    "store": {"store", "engine"},
    "channels": {"channels", "engine", *COMMON},
    "services": {"services", "engine", "authoring", "store", "channels", *COMMON},
    "console": {"console", "services", "authoring", "channels", "store", *COMMON},
    "commands": {
        "commands", "app", "from_settings", "scripts_folder", "telegram_line", "config", "services", "authoring", "store", "channels", "engine", *COMMON,
    },
    "app": {
        "console", "services", "authoring", "store", "channels", "engine", "config", "server",
        "telegram_line", "monitoring", "from_settings", "scripts_folder", "systemd", *COMMON,
    },
    "telegram_line": {"services", "store", "channels", "config", *COMMON},
    "from_settings": {"services", "store", "channels", "config", *COMMON},
    "monitoring": {"services", "store", *COMMON},
    "scripts_folder": {"config", *COMMON},
    "systemd": set[str](),
    "server": {*COMMON},
    "config": {*COMMON},
    "logs": {*COMMON},
    "errors": set[str](),
    "process": set[str](),
    "__main__": {"process", *COMMON},
}  # fmt: skip
"""Room -> the rooms it may import from."""

NOUNS = {"bot.channels", "bot.channels.render", "bot.channels.limits"}
"""What those outside ``channels`` know of it: what a message is, how it is written out, and how fast it may go."""

JOINERS = {"app", "commands", "telegram_line", "from_settings"}
"""The rooms that name a concrete channel, to build it or to try whether it can be reached."""

IMPURE = {
    "aiosqlite", "asyncio", "logging", "os", "pathlib", "random", "secrets", "shutil", "socket", "sqlite3",
    "structlog", "subprocess", "tempfile", "threading", "time",
}  # fmt: skip
CLOCKS = {"now", "today", "utcnow"}
FILES = {"open", "read_text", "write_text", "read_bytes", "write_bytes"}
BANNED = {"run_polling", "run_webhook", "ConversationHandler", "PicklePersistence", "JobQueue"}
"""They confirm a message before it is safe on disk, or keep conversations in memory or in pickles."""

FAMILIES = {
    # Parts of one recogniser, which only mean something together.
    "engine/answer_*.py": "engine/test_answers.py",
    "engine/date_*.py": "engine/test_dates.py",
    "engine/identifying_*.py": "engine/test_identifying.py",
    "engine/first_names.py": "engine/test_identifying.py",
    "engine/name_words.py": "engine/test_identifying.py",
    "engine/spoken_digits.py": "engine/test_identifying.py",
    "engine/signal_*.py": "engine/test_signals.py",
    "engine/concepts.py": "engine/test_topics.py",
    "engine/features.py": "engine/test_topics.py",
    "engine/linear.py": "engine/test_topics.py",
    # The inside of the engine, reached through its one door only.
    "engine/interpret.py": "engine/test_turn.py",
    "engine/offers.py": "engine/test_turn.py",
    "engine/respond.py": "engine/test_turn.py",
    "engine/route.py": "engine/test_turn.py",
    "engine/walk.py": "engine/test_turn.py",
    # What they do shows only against a Bot API server.
    "channels/telegram_errors.py": "channels/test_telegram_sending.py",
    "channels/telegram_polling.py": "channels/test_telegram_receiving.py",
    "commands/doctor_looks.py": "commands/test_doctor.py",
    # Example people of the demo.
    "commands/demo_people.py": "commands/test_demo.py",
}
"""Modules (patterns) that share the tests of their family."""

WITHOUT_TEST = {
    "engine/events.py": "values without behaviour",
    "engine/revision.py": "values without behaviour",
    "errors.py": "one exception class",
    "store/errors.py": "exception classes",
}
"""The only modules without tests of their own, each with its reason."""


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the program, by its dotted name, parsed."""
    found = {}
    for path in sorted((ROOT / "bot").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imported(tree: ast.Module) -> Iterator[str]:
    """Every module imported anywhere in a module, by its full name; packages when only a name is taken from them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in modules() else str(node.module)


def ours(tree: ast.Module) -> set[str]:
    """The modules of the program that a module imports."""
    return {name for name in imported(tree) if name.partition(".")[0] == "bot"}


def room(name: str) -> str:
    """``bot.engine.dates`` -> ``engine``."""
    return name.split(".")[1] if "." in name else ""


def of(*rooms: str) -> dict[str, ast.Module]:
    """The modules of some rooms."""
    return {name: tree for name, tree in modules().items() if room(name) in rooms}


def called(tree: ast.Module) -> Iterator[str]:
    """The bare names of everything a module calls."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            yield node.func.id if isinstance(node.func, ast.Name) else node.func.attr


def test_every_room_imports_only_what_it_may() -> None:
    """The table of rooms holds, for every import in every module; a new room must be put in the table."""
    wrong = [
        f"{name} imports {other}"
        for name, tree in modules().items()
        if name != "bot"
        for other in sorted(ours(tree))
        if room(other) not in ROOMS[room(name)]
    ]

    assert wrong == []


def test_nobody_but_the_joiners_knows_a_concrete_channel() -> None:
    """Services, console and the rest know what a message is, not that Telegram or a web page exists."""
    wrong = [
        f"{name} imports {other}"
        for name, tree in modules().items()
        if room(name) not in JOINERS | {"channels"}
        for other in sorted(ours(tree))
        if room(other) == "channels" and other not in NOUNS
    ]

    assert wrong == []


def test_no_module_imports_itself_in_a_circle() -> None:
    """The modules can be put in an order in which each comes after all it imports."""
    order = graphlib.TopologicalSorter({name: ours(tree) - {name} for name, tree in modules().items()})

    assert set(order.static_order()) >= set(modules())


def test_the_entrance_of_a_room_imports_nothing_from_the_room() -> None:
    """A package's ``__init__`` holds vocabulary only, so importing one module never imports its neighbours."""
    packages = {name for name in modules() if any(other.startswith(f"{name}.") for other in modules())}
    wrong = [f"{name}: {other}" for name in packages for other in ours(modules()[name]) if other.startswith(name)]

    assert wrong == []


def test_engine_and_authoring_are_pure() -> None:
    """Neither reaches for files, network, clock, chance, threads or logs: the same in gives the same out."""
    wrong = [
        f"{name}: {what}"
        for name, tree in of("engine", "authoring").items()
        for what in [
            *(other for other in imported(tree) if other.partition(".")[0] in IMPURE),
            *(f"{call}()" for call in called(tree) if call in CLOCKS | FILES),
            *("async" for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef | ast.Await)),
        ]
    ]

    assert wrong == []


def test_the_console_writes_through_services_only() -> None:
    """The console may read the store, but changes go through a service, where they are checked and put in the trail."""
    wrong = [name for name, tree in of("console").items() if "write" in called(tree)]

    assert wrong == []


@pytest.mark.parametrize("name", sorted(BANNED))
def test_what_loses_messages_is_not_used(name: str) -> None:
    """The parts of the client library that confirm before storing, or that forget at a restart, appear nowhere."""
    found = [path.name for path in (ROOT / "bot").rglob("*.py") if name in path.read_text(encoding="utf-8")]

    assert found == []


def expected_test(module: str) -> str:
    """Where a module's tests are: its mirror image, or that of its family. Paths below ``bot`` and ``tests``."""
    for pattern, shared in FAMILIES.items():
        if fnmatch(module, pattern):
            return shared
    folder, _, file = module.rpartition("/")
    name = f"test_{file.replace('__', '')}"
    return f"{folder}/{name}" if folder else name


def test_every_module_has_its_tests_in_the_same_place() -> None:
    """``bot/engine/dates.py`` is tested in ``tests/engine/test_dates.py``; the exceptions are few and have a reason."""
    code = [path.relative_to(ROOT / "bot").as_posix() for path in sorted((ROOT / "bot").rglob("*.py"))]
    missing = [
        f"bot/{module} needs tests/{expected_test(module)}"
        for module in code
        if not module.endswith("__init__.py")
        and module not in WITHOUT_TEST
        and not (ROOT / "tests" / expected_test(module)).exists()
    ]

    assert missing == []


def test_the_lists_of_exceptions_are_not_out_of_date() -> None:
    """An exception for a module that is gone, or that has tests by now, is taken off the list."""
    files = {path.relative_to(ROOT / "bot").as_posix() for path in (ROOT / "bot").rglob("*.py")}

    assert [pattern for pattern in FAMILIES if not any(fnmatch(file, pattern) for file in files)] == []
    assert [name for name in WITHOUT_TEST if name not in files] == []
    assert [name for name in WITHOUT_TEST if (ROOT / "tests" / expected_test(name)).exists()] == []


def test_every_test_says_what_it_promises() -> None:
    """Each test function has a docstring: a sentence that holds, for who reads the failure."""
    silent = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and not ast.get_docstring(node)
    ]

    assert silent == []
