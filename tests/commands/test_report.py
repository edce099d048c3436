"""The figures of a year from the shell: the published table back to the number, nothing small outside the team."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands.shared import with_store
from bot.config import load
from bot.engine.registration import Registration
from bot.errors import OperatorError
from bot.services.count import count
from bot.services.figures import HIDDEN, LINES, Figures
from bot.services.moments import amsterdam
from bot.store import staff
from bot.store.opening import Store
from tests.commands.conftest import command

PUBLISHED = {
    "pi": {2019: 140, 2018: 167, 2017: 99},
    "jji": {2019: 27, 2018: 27, 2017: 45},
    "fpc": {2019: 25, 2018: 13, 2017: 28},
    "reclassering": {2019: 160, 2018: 175, 2017: 148},
    "jeugdreclassering": {2019: 80, 2018: 97, 2017: 76},
    "zelf": {2019: 19, 2018: 35, 2017: 33},
}
"""Offenders from the detention, after-detention and tbs phase, by who registered them: line -> year -> number."""


@pytest.fixture
def typed_in(here: Path) -> Path:
    """A data folder into which a coordinator typed the published table, through the service that the console uses."""

    async def enter(store: Store) -> None:
        bea = await store.db.write(
            lambda tx: staff.add(
                tx, id="bea", login="bea", name="Bea", role="coordinator", password_hash="-", now=amsterdam()
            )
        )
        service = Figures(store=store, clock=amsterdam)
        for year in (2019, 2018, 2017):
            await service.type_in(bea, year, {line: numbers[year] for line, numbers in PUBLISHED.items()})

    with_store(enter, load(), create=True)
    return here


@pytest.fixture
def three(here: Path) -> Path:
    """A data folder in which three offenders handed over a registration in March 2026."""
    one = Registration(reference="HB", created_at="", status="new", channel="web", script_revision="r", role="dader")

    def work(tx: sqlite3.Connection) -> None:
        for _ in range(3):
            count(tx, one, datetime(2026, 3, 2, 9, 30, tzinfo=UTC))

    with_store(lambda store: store.db.write(work), load(), create=True)
    return here


def rows(printed: str) -> dict[str, list[str]]:
    """The lines of printed tables: label -> numbers."""
    cells = [[cell.strip() for cell in line.strip("│").split("│")] for line in printed.splitlines() if "│" in line]
    return {label: numbers for label, *numbers in cells}


def test_the_published_table_comes_back_to_the_number(typed_in: Path) -> None:
    """After typing in the article's three years, the report of 2019 prints that table."""
    ended = command("report", "--year", "2019")

    assert ended.exit_code == 0, ended.output
    shown = rows(ended.output)
    assert {line: shown[label] for line, label in LINES.items()} == {
        line: [str(number) for number in numbers.values()] for line, numbers in PUBLISHED.items()
    }
    assert [shown[label][0] for label in LINES.values()] == ["140", "27", "25", "160", "80", "19"]


def test_json_and_csv_hold_the_same_table(typed_in: Path) -> None:
    """For a program and for a spreadsheet, the numbers are those of the printed table."""
    table = json.loads(command("report", "--year", "2019", "--format", "json").output)["tables"][0]
    found = csv.DictReader(
        io.StringIO(command("report", "--year", "2019", "--format", "csv").output, newline=""), delimiter=";"
    )
    listed = [(row["regel"], row["kolom"], row["aantal"]) for row in found if row["tabel"] == table["title"]]

    assert table["columns"] == ["2019", "2018", "2017"]
    assert [row["numbers"] for row in table["rows"]] == [list(numbers.values()) for numbers in PUBLISHED.values()]
    assert listed == [
        (row["line"], year, str(number))
        for row in table["rows"]
        for year, number in zip(table["columns"], row["numbers"], strict=True)
    ]


def test_small_counts_are_for_the_team_only(three: Path) -> None:
    """Three is a dot in every form, unless the team asks for itself."""
    assert rows(command("report", "--year", "2026").output)["Dader"] == [HIDDEN]
    assert f"Rol;Dader;2026;{HIDDEN}" in command("report", "--year", "2026", "--format", "csv").output
    assert rows(command("report", "--year", "2026", "--team").output)["Dader"] == ["3"]


def test_without_data_it_says_where_to_begin(here: Path) -> None:
    """Looking at figures makes no data folder; the remedy is in the message."""
    ended = command("report")

    assert isinstance(ended.exception, OperatorError)
    assert "herstelbot run" in str(ended.exception)
    assert not (here / "data").exists()


def test_scripts_that_cannot_be_read_are_said(typed_in: Path) -> None:
    """Labels come from the scripts, so a broken one gives a remedy and not half a table."""
    (typed_in / "scripts" / "system.yaml").write_text("start: [", encoding="utf-8")
    ended = command("report", "--year", "2019")

    assert isinstance(ended.exception, OperatorError)
    assert "scripts check" in str(ended.exception)


@pytest.mark.parametrize("year", ["1999", "2101", "veel"])
def test_a_year_that_cannot_be_is_refused(here: Path, year: str) -> None:
    """The shell's usual answer for a wrong option, before anything is opened."""
    assert command("report", "--year", year).exit_code == 2
