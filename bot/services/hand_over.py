"""Registrations on their way to another system or to paper. Each is asked why, and noted before it leaves."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.engine.registration import Registration
from bot.services.documents import document
from bot.services.moments import Clock
from bot.services.triage import NotAllowedError, may_see_contact, oversees
from bot.store import audit, external, registrations, sight
from bot.store.cases import Case, Filters
from bot.store.opening import Store
from bot.store.staff import Account

WHY: Final = ("mediator", "case-system", "consultation", "archive")
"""Why something may leave: a list, so that the audit trail holds no content."""

MOST: Final = 5_000
"""Cases in one export."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """What may leave the console."""

    store: Store
    clock: Clock

    async def one(self, account: Account, reference: str, why: str) -> Case | None:
        """A case to print or to hand over; None when there is none.

        Raises:
            NotAllowedError: when somebody else holds the case.
            ValueError: for a reason that is not one.
        """
        _must_be_a_reason(why)

        def work(tx: sqlite3.Connection) -> Case | None:
            case = registrations.by_reference(tx, self.store.vault, sight.of(account.id), reference)
            if case is not None and not may_see_contact(account, case):
                raise NotAllowedError
            if case is not None:
                self._note(tx, account, case, why)
            return case

        return await self.store.db.write(work)

    async def many(self, account: Account, filters: Filters, why: str) -> list[Case]:
        """A selection of the queue, at most so many. Raises as :meth:`one`, for who does not oversee."""
        _must_be_a_reason(why)
        if not oversees(account):
            raise NotAllowedError

        def work(tx: sqlite3.Connection) -> list[Case]:
            cases = registrations.listed(tx, self.store.vault, sight.of(account.id), filters, limit=MOST)
            for case in cases:
                self._note(tx, account, case, why)
            return cases

        return await self.store.db.write(work)

    async def number(self, account: Account, reference: str, number: str) -> bool:
        """Keep the number a case has elsewhere; False when there is no such case. Raises NotAllowedError."""

        def work(tx: sqlite3.Connection) -> bool:
            case = registrations.by_reference(tx, self.store.vault, sight.of(account.id), reference)
            if case is None or case.content is None:
                return False
            if not may_see_contact(account, case):
                raise NotAllowedError
            external.keep(tx, self.store.vault, case.id, case.participant, number)
            audit.append(tx, self.store.vault, who=account.id, what="external-number", ref=reference, now=self.clock())
            return True

        return await self.store.db.write(work)

    def _note(self, tx: sqlite3.Connection, account: Account, case: Case, why: str) -> None:
        what = f"exported:{why}"
        audit.append(tx, self.store.vault, who=account.id, what=what, ref=case.reference, now=self.clock())


def documents(cases: Sequence[Case], *, contact: bool) -> list[dict[str, Any]]:
    """The cases as documents; without ``contact`` everything that says who somebody is, is empty."""
    found = [document(case) for case in cases]
    if contact:
        return found
    bare = Registration.model_fields["contact"].get_default().model_dump(mode="json")
    # What somebody typed about the moment is their own words too: "na de rechtszaak van Roos".
    return [one | {"contact": bare, "remark": None, "timing": one["timing"] | {"words": None}} for one in found]


def as_csv(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Documents as Dutch spreadsheets read them: semicolons, a byte order mark, one row each, no formulas."""
    names = [name for name, _ in _leaves(_empty())]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        values = dict(_leaves(row))
        writer.writerow([harmless(values.get(name, "")) for name in names])
    return out.getvalue().encode("utf-8-sig")


def as_json(content: Any) -> bytes:
    """A document, or a list of them, indented for people."""
    return json.dumps(content, ensure_ascii=False, indent=2).encode() + b"\n"


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"} else cell


def _empty() -> dict[str, Any]:
    return Registration(reference="", created_at="", status="", channel="", script_revision="").model_dump(mode="json")


def _leaves(part: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in part.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", _cell(value)


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case list() | tuple():
            return ", ".join(map(str, value))
        case _:
            return str(value)


def _must_be_a_reason(why: str) -> None:
    if why not in WHY:
        raise ValueError("not a reason")
