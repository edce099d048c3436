"""The trail checked from the shell, beside whatever is running."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from bot.errors import OperatorError
from bot.store import audit
from bot.store.opening import open_store
from tests.commands.conftest import command
from tests.store.people import NOW

ROWS = 5


async def written(folder: Path, rows: int = ROWS) -> None:
    """So many more rows in the trail."""
    async with open_store(folder) as store:
        for number in range(rows):
            await store.db.write(
                lambda tx, number=number: audit.append(  # type: ignore[misc]
                    tx, store.vault, who="id-anna", what="viewed", ref=f"HB-{number}", now=NOW
                )
            )


def bent(folder: Path, statement: str) -> None:
    """Somebody with the file changes it behind the program's back."""
    rows = sqlite3.connect(folder / "app.db")
    rows.executescript(f"DROP TRIGGER audit_unchanged; DROP TRIGGER audit_kept; {statement}")
    rows.close()


@pytest.fixture
def data(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a trail."""
    monkeypatch.setenv("HERSTELBOT_DATA_DIR", str(here / "data"))
    asyncio.run(written(here / "data"))
    return here / "data"


def test_a_whole_trail_is_said_with_the_code_to_note(data: Path) -> None:
    """Also while the service has the folder; the code it prints is what a later check takes."""

    async def beside() -> str:
        async with open_store(data):
            return (await asyncio.to_thread(command, "audit", "verify")).output

    said = asyncio.run(beside())

    assert f"is heel: {ROWS} regels" in said
    (head,) = audit.read_heads(said)
    assert head.number == ROWS


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE audit SET who = 'id-bram' WHERE n = 3", "Regel 3 is veranderd"),
        ("DELETE FROM audit WHERE n = 2", "Tussen regel 1 en 3 ontbreekt iets"),
        ("UPDATE audit SET n = 9 WHERE n = 2; UPDATE audit SET n = 2 WHERE n = 4", "Regel 2 is veranderd"),
    ],
)
def test_what_was_bent_is_said_with_its_place(data: Path, statement: str, said: str) -> None:
    """A changed, removed or moved row is named, and the exit status is 1."""
    bent(data, statement)
    found = command("audit", "verify")

    assert said in found.output
    assert found.exit_code == 1


def test_a_cut_end_shows_beside_an_earlier_log(data: Path, tmp_path: Path) -> None:
    """Without a note it cannot be seen; with any text in which the head stands it is, even when rows came after."""
    log = tmp_path / "journal.txt"
    log.write_text(f"mrt 02 herstelbot: event='audit head' {command('audit', 'verify').output}", encoding="utf-8")
    assert "alle 1 eerder genoteerde codes" in command("audit", "verify", "--noted", str(log)).output
    bent(data, "DELETE FROM audit WHERE n = 5")
    assert command("audit", "verify").exit_code == 0
    asyncio.run(written(data, 2))
    found = command("audit", "verify", "--noted", str(log))

    assert f"Regel {ROWS}, die eerder genoteerd is, is er niet meer" in found.output
    assert found.exit_code == 1


def test_a_text_without_a_code_is_no_proof(data: Path) -> None:
    """Comparing with nothing is refused, not passed."""
    assert isinstance(command("audit", "verify", "--noted", "-", typed="niets").exception, OperatorError)
