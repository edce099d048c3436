"""What somebody's figures leave out, because the case behind it is closed to them.

Figures are sums without any link to a case. What one case added is kept with the case, sealed under its person's key;
what is closed to a member of staff is kept as sums of their own, sealed, which outlive the case: otherwise its erasure
would show as a number that goes up.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable

from bot.store.sight import Sight
from bot.store.vault import SYSTEM, Vault

Sums = Counter[tuple[str, str, str]]
"""(month, what, value) -> how many; as in the counters."""


def keep(
    tx: sqlite3.Connection, vault: Vault, case: int, participant: str, month: str, facts: Iterable[tuple[str, str]]
) -> None:
    """Remember with a case what it added to the figures."""
    sums = Counter((month, what, value) for what, value in facts)
    tx.execute(
        "INSERT INTO case_counted (case_id, content) VALUES (?, ?)",
        (case, vault.seal(participant, _case(case), _written(sums))),
    )


def of_case(tx: sqlite3.Connection, vault: Vault, case: int, participant: str) -> Sums | None:
    """What a case added; None when that was not kept. Raises KeyGone for an erased person."""
    row = tx.execute("SELECT content FROM case_counted WHERE case_id = ?", (case,)).fetchone()
    return None if row is None else _read(vault.open_sealed(participant, _case(case), row["content"]))


def of(tx: sqlite3.Connection, vault: Vault, sees: Sight) -> Sums:
    """All that this sight leaves out."""
    row = tx.execute("SELECT content FROM uncounted WHERE staff = ?", (sees.staff,)).fetchone()
    return Sums() if row is None else _read(vault.open_sealed(SYSTEM, _staff(str(sees.staff)), row["content"]))


def leave_out(tx: sqlite3.Connection, vault: Vault, sees: Sight, sums: Sums, *, again: bool = False) -> None:
    """Leave these out from here on; with ``again`` count them again."""
    left = of(tx, vault, sees)
    left.update({key: -number if again else number for key, number in sums.items()})
    tx.execute(
        "INSERT INTO uncounted (staff, content) VALUES (?, ?)"
        " ON CONFLICT (staff) DO UPDATE SET content = excluded.content",
        (sees.staff, vault.seal(SYSTEM, _staff(str(sees.staff)), _written(+left))),
    )


def _written(sums: Sums) -> bytes:
    return json.dumps([[*key, number] for key, number in sorted(sums.items())], ensure_ascii=False).encode()


def _read(content: bytes) -> Sums:
    return Sums({(month, what, value): number for month, what, value, number in json.loads(content)})


def _case(case: int) -> str:
    return f"case_counted/{case}/content"


def _staff(staff: str) -> str:
    return f"uncounted/{staff}/content"
