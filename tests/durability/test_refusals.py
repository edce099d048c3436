"""What keeps the service from starting is one line with its remedy and a non-zero exit, and it damages nothing."""

from __future__ import annotations

import asyncio
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from hashlib import sha256
from pathlib import Path

import pytest

from bot.store.masterkey import create_master_key
from tests.durability.plan import lend
from tests.durability.service import QUICK, ROOT, Service

Spoil = Callable[[Path], dict[str, str]]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that was in use once."""
    folder = tmp_path_factory.mktemp("first")

    async def use() -> None:
        service = Service(folder, "", QUICK)
        await service.start()
        await service.ready()
        await service.stop()

    asyncio.run(use())
    return folder / "data"


@pytest.fixture
async def used(tmp_path: Path, first: Path) -> AsyncIterator[Service]:
    """A service whose data folder was in use before."""
    shutil.copytree(first, tmp_path / "data")
    service = Service(tmp_path, "", QUICK)
    yield service
    await service.kill()


def another_key(folder: Path) -> dict[str, str]:
    create_master_key(folder / "other.key")
    return {"HERSTELBOT_SECRET_KEY_FILE": str(folder / "other.key")}


def no_key(folder: Path) -> dict[str, str]:
    return {"HERSTELBOT_SECRET_KEY_FILE": str(folder / "nowhere.key")}


def newer(folder: Path) -> dict[str, str]:
    with sqlite3.connect(folder / "data" / "app.db") as database:
        database.execute("PRAGMA user_version = 9999")
    database.close()
    return {}


def damaged(folder: Path) -> dict[str, str]:
    (folder / "data" / "app.db").write_bytes(b"geen database" * 1000)
    return {}


def bad_setting(_: Path) -> dict[str, str]:
    return {"HERSTELBOT_WEB_PORT": "tachtig"}


def bad_level(_: Path) -> dict[str, str]:
    return {"HERSTELBOT_LOG_LEVEL": "luid"}


def no_folder(folder: Path) -> dict[str, str]:
    (folder / "een bestand").write_text("")
    return {"HERSTELBOT_DATA_DIR": str(folder / "een bestand")}


def started(service: Service, more: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """The real command, which should end by itself."""
    words = [sys.executable, "-m", "bot", "run"]
    surroundings = {**service.environment, **more}
    return subprocess.run(words, env=surroundings, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def contents(folder: Path) -> dict[str, str]:
    """Every file that lasts, by its content."""
    files = [path for path in (folder / "data").iterdir() if path.is_file() and path.suffix in {".db", ".key"}]
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in files}


def refused(ended: subprocess.CompletedProcess[str]) -> None:
    """One line that begins with our name and tells what to do; no traceback; status 1."""
    (line,) = ended.stderr.strip().splitlines()
    assert line.startswith("herstelbot: ")
    assert line.count(". ") >= 1
    assert ended.returncode == 1


@pytest.mark.parametrize("spoil", [another_key, no_key, newer, damaged, bad_setting, bad_level, no_folder])
async def test_what_is_wrong_is_said_in_one_line_and_everything_stays_as_it_was(used: Service, spoil: Spoil) -> None:
    """Another key, no key, a newer or damaged database, a wrong setting, a folder that is a file."""
    more = spoil(used.folder)
    before = contents(used.folder)
    refused(started(used, more))
    assert contents(used.folder) == before


async def test_a_second_service_on_the_same_data_or_port_is_refused_and_the_first_goes_on(used: Service) -> None:
    """Two at once would spoil each other's work: the second says so, the first does not notice."""
    await used.start()
    await used.ready()
    refused(started(used, {}))
    lend(used.folder / "elsewhere")
    port = used.address.rpartition(":")[2]
    refused(started(used, {"HERSTELBOT_DATA_DIR": str(used.folder / "elsewhere"), "HERSTELBOT_WEB_PORT": port}))
    with socket.create_connection(("127.0.0.1", int(port)), timeout=5):
        pass
    status, _ = await used.stop()
    assert status == 0
