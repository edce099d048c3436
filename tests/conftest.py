"""What holds for all tests: the long forms on request, and browser tests only where there is something to drive one."""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)  # a busy machine is no failure
settings.load_profile("unhurried")

DRIVER = importlib.util.find_spec("playwright") is not None
collect_ignore = [] if DRIVER else ["e2e"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--long`` runs the long forms of the proofs as well."""
    parser.addoption("--long", action="store_true", help="also run the long forms of the proofs")


def pytest_report_header() -> list[str]:
    """Say it when the browser tests are left out, so that nobody takes their silence for success."""
    return [] if DRIVER else ["browser tests: left out, install requirements-e2e.lock to run them"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what is marked ``long`` unless asked for."""
    if config.getoption("--long"):
        return
    skip = pytest.mark.skip(reason="only with --long")
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the first service of this run learns from the scripts, for the others to find."""
    return tmp_path_factory.mktemp("learnt")


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """The program sets up logging for its whole process, and here the process is that of all tests."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in list(logging.root.manager.loggerDict)}
    yield
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in list(logging.root.manager.loggerDict):
        logging.getLogger(name).setLevel(levels.get(name, logging.NOTSET))
