"""Who may know of what: the one place where it is decided which cases exist for whom.

Every function of the store that finds or counts cases takes a :class:`Sight` and puts its condition into the query
(a test holds this), so that a new query cannot forget it.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What somebody may know of. ``staff``: an account, or None for the program and the staff group.

    ``closed``: what is closed to them, as a query that gives references; ``values`` fill its question marks.
    """

    staff: str | None = None
    closed: str
    values: tuple[str, ...] = ()

    def allows(self, column: str = "reference") -> str:
        """The condition on a column with references; it asks for ``values``."""
        return f"{column} NOT IN ({self.closed})"

    def hides(self, column: str = "reference") -> str:
        """The opposite of :meth:`allows`, for taking off a sum what somebody may not know of."""
        return f"{column} IN ({self.closed})"


PROGRAM: Final = Sight(closed="SELECT reference FROM closed WHERE FALSE")
"""The program itself and its operators: everything."""

GROUP: Final = Sight(closed="SELECT reference FROM closed")
"""The staff group: only what is closed to nobody, because anybody may read along there."""


def of(staff: str) -> Sight:
    """The sight of one member of staff."""
    return Sight(staff=staff, closed="SELECT reference FROM closed WHERE staff = ?", values=(staff,))


def allowed(tx: sqlite3.Connection, sees: Sight, reference: str) -> bool:
    """Whether what has this reference may be known of."""
    row = tx.execute(f"SELECT {sees.allows('?')}", (reference, *sees.values)).fetchone()
    return bool(row[0])


def partial(tx: sqlite3.Connection, sees: Sight) -> bool:
    """Whether anything at all is closed to who looks: then what points to another case is left out as well."""
    (found,) = tx.execute(f"SELECT EXISTS ({sees.closed})", sees.values).fetchone()
    return bool(found)


def closed_to(tx: sqlite3.Connection, reference: str) -> list[str]:
    """The accounts to which this reference is closed."""
    rows = tx.execute("SELECT staff FROM closed WHERE reference = ? ORDER BY staff", (reference,))
    return [row["staff"] for row in rows]


def close(tx: sqlite3.Connection, reference: str, staff: str) -> bool:
    """Close a reference to somebody; False when it was already."""
    done = tx.execute("INSERT INTO closed (reference, staff) VALUES (?, ?) ON CONFLICT DO NOTHING", (reference, staff))
    return done.rowcount == 1


def reopen(tx: sqlite3.Connection, reference: str, staff: str) -> bool:
    """Open it again; False when it was open."""
    return tx.execute("DELETE FROM closed WHERE reference = ? AND staff = ?", (reference, staff)).rowcount == 1
