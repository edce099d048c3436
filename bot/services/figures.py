"""The figures: registrations by source per year in the form of the published table, and by role, form, timing and flag.

Outside the team counts under five are hidden, and no totals are given from which they could be worked out.
"""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.services.moments import Clock
from bot.services.readable import Legend
from bot.services.triage import NotAllowedError, oversees
from bot.store import audit, counts
from bot.store.opening import Store
from bot.store.sight import Sight
from bot.store.staff import Account
from bot.store.vault import Vault

LINES: Final[Mapping[str, str]] = {
    "pi": "PI",
    "jji": "JJI",
    "fpc": "FPC",
    "reclassering": "Reclassering (3RO), advies- en toezichtfase",
    "jeugdreclassering": "Jeugdreclassering",
    "zelf": "Gedetineerden die zichzelf aanmelden",
}
"""The lines of the table: offenders from the detention, after-detention and tbs phase, by who registered them."""

FEWEST: Final = 5
"""Outside the team a smaller count is hidden."""

HIDDEN: Final = "·"
COLUMNS: Final = 3
"""Years beside each other, as in the published table."""

MONTHS: Final = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
FIRST_YEAR: Final = 1990

Cell = int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Labelled rows of numbers under ``head``; None is a count that is hidden."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything about one year; ``outside``: fit to be shown outside the team.

    ``typed``: the years of the first table to which numbers were typed in. ``own``: the program counted in this year.
    """

    year: int
    outside: bool
    typed: tuple[int, ...]
    own: bool
    sources: Table
    months: Table
    breakdowns: tuple[Table, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """All of it, the published form first; of a year before this program only that."""
        return (self.sources, self.months, *self.breakdowns) if self.own else (self.sources,)


@dataclass(frozen=True, slots=True)
class Counted:
    """The counters in one transaction, as far as somebody's sight goes."""

    tx: sqlite3.Connection
    vault: Vault
    sees: Sight

    def by_value(self, what: str, year: int) -> dict[str, int]:
        """Value -> how many in that year."""
        return counts.by_value(self.tx, self.vault, self.sees, what, year)

    def by_month(self, what: str, year: int) -> dict[int, int]:
        """Month (1 to 12) -> how many in that year."""
        return counts.by_month(self.tx, self.vault, self.sees, what, year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Reading the counters, and typing earlier years in."""

    store: Store
    clock: Clock

    async def report(self, sees: Sight, year: int, legend: Legend, *, outside: bool = True) -> Report:
        """The figures of a year as far as ``sees`` goes, with the years before it beside them."""
        return await self.store.db.read(
            lambda tx: build(Counted(tx, self.store.vault, sees), year, legend, outside=outside)
        )

    async def years(self, sees: Sight) -> list[int]:
        """Years of which there is something to show, this one included, the latest first."""
        known = await self.store.db.read(lambda tx: counts.years(tx, self.store.vault, sees))
        return sorted({*known, self.clock().year}, reverse=True)

    async def type_in(self, account: Account, year: int, lines: Mapping[str, int]) -> None:
        """Keep the figures of an earlier year.

        Raises:
            NotAllowedError: for who does not oversee.
            ValueError: for a year, line or number that cannot be.
        """
        if not oversees(account):
            raise NotAllowedError
        possible = FIRST_YEAR <= year <= self.clock().year and set(lines) <= set(LINES)
        if not possible or any(not 0 <= number < 1_000_000 for number in lines.values()):
            raise ValueError("these figures cannot be")
        now = self.clock()

        def work(tx: sqlite3.Connection) -> None:
            counts.set_earlier(tx, year, lines, who=account.id, now=now)
            audit.append(tx, self.store.vault, who=account.id, what="figures-typed-in", ref=str(year), now=now)

        await self.store.db.write(work)

    async def typed_in(self, year: int) -> dict[str, int]:
        """What was typed in for a year."""
        return await self.store.db.read(lambda tx: counts.earlier(tx, year))


def build(counted: Counted, year: int, legend: Legend, *, outside: bool) -> Report:
    """The report, from the counters."""
    months = counted.by_month("all", year)
    by_month = [months.get(number, 0) for number in range(1, 13)]
    columns = [_by_line(counted, one) for one in range(year, year - COLUMNS, -1)]
    by_year = [_fit([column[line] for line in LINES], outside=outside) for column in columns]
    return Report(
        year=year,
        outside=outside,
        typed=tuple(one for one in range(year, year - COLUMNS, -1) if counts.earlier(counted.tx, one)),
        own=any(months.values()) or not counts.earlier(counted.tx, year),
        sources=Table(
            title="Aanmeldingen van daders uit detentie, nazorg en tbs, via",
            head=tuple(str(one) for one in range(year, year - COLUMNS, -1)),
            rows=tuple(zip(LINES.values(), zip(*by_year, strict=True), strict=True)),
        ),
        months=Table(
            title="Aanmeldingen per maand",
            head=(str(year),),
            rows=tuple((name, (cell,)) for name, cell in zip(MONTHS, _fit(by_month, outside=outside), strict=True)),
        ),
        breakdowns=tuple(
            _breakdown(title, year, counted.by_value(what, year), labels, outside=outside)
            for title, what, labels in (
                ("Rol", "role", _as_words(legend.choices("role"))),
                ("Vorm", "form", legend.choices("forms")),
                ("Wanneer", "timing", legend.choices("timing.kind")),
                ("Via", "via", legend.sources),
                ("Signalen", "flag", legend.flags),
                ("Kwam tot deze vraag", "step", legend.steps),
                ("Kanaal", "channel", {"telegram": "Telegram", "web": "Webchat", "terminal": "Terminal"}),
            )
        ),
    )


def as_rows(report: Report) -> list[tuple[str, str, str, str]]:
    """(table, line, column, number) for every cell; a hidden count is a dot."""
    return [
        (table.title, label, column, written(cell))
        for table in report.tables
        for label, cells in table.rows
        for column, cell in zip(table.head, cells, strict=True)
    ]


def as_csv(report: Report) -> bytes:
    """The report for a Dutch spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(("tabel", "regel", "kolom", "aantal"))
    writer.writerows(as_rows(report))
    return out.getvalue().encode("utf-8-sig")


def as_json(report: Report) -> dict[str, Any]:
    """The report as plain data; a hidden count is null."""
    return {
        "year": report.year,
        "outside": report.outside,
        "tables": [
            {
                "title": table.title,
                "columns": list(table.head),
                "rows": [{"line": label, "numbers": list(cells)} for label, cells in table.rows],
            }
            for table in report.tables
        ],
    }


def written(cell: Cell) -> str:
    """A count as it is read; a hidden one is a dot, because it may have been hidden for its neighbour's sake."""
    return HIDDEN if cell is None else str(cell)


def _by_line(counted: Counted, year: int) -> dict[str, int]:
    """The bot's own counts with what was typed in: both, because a year may have been half before this program."""
    own, typed = counted.by_value("offender-via", year), counts.earlier(counted.tx, year)
    return {line: own.get(line, 0) + typed.get(line, 0) for line in LINES}


def _breakdown(title: str, year: int, found: Mapping[str, int], labels: Mapping[str, str], *, outside: bool) -> Table:
    """Known values in the coordinators' order, then what is no longer in the scripts; empty lines are left out."""
    order = [value for value in [*labels, *sorted(set(found) - set(labels))] if found.get(value)]
    cells = _fit([found[value] for value in order], outside=outside)
    return Table(
        title=title,
        head=(str(year),),
        rows=tuple(
            (labels.get(value, value.replace("-", " ").capitalize()), (cell,))
            for value, cell in zip(order, cells, strict=True)
        ),
    )


def _fit(numbers: Sequence[int], *, outside: bool) -> list[Cell]:
    """The numbers as they may be shown. One hidden count alone would follow from a total, so it never stands alone."""
    hidden = {at for at, number in enumerate(numbers) if outside and 0 < number < FEWEST}
    if len(hidden) == 1:
        rest = [at for at, number in enumerate(numbers) if number and at not in hidden]
        hidden |= {min(rest, key=lambda at: numbers[at])} if rest else set()
    return [None if at in hidden else number for at, number in enumerate(numbers)]


def _as_words(ids: Mapping[str, str]) -> dict[str, str]:
    return {one: one.replace("-", " ").capitalize() for one in ids}
