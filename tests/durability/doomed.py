"""``python -m tests.durability.doomed N before|after``: the service, which dies at its N-th commit.

Every connection to a database counts: the data, the keys, migrations and settings of a first start too. The counting
sits in a subclass of SQLite's connection that this process puts in its place before anything else; the product has none of it.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from functools import partial
from typing import Any

_LASTING = ("INSERT", "UPDATE", "DELETE", "CREATE", "VACUUM", "PRAGMA WAL_CHECKPOINT", "PRAGMA USER_VERSION =")
"""Outside a transaction each of these is a commit of its own."""

_left = 0
_side = ""


class Doomed(sqlite3.Connection):
    """Dies before or after the commit at which it is to die."""

    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        """Execute, and count what lasts from here on."""
        words = sql.lstrip().upper()
        if not (words.startswith("COMMIT") or (not self.in_transaction and words.startswith(_LASTING))):
            return super().execute(sql, *parameters)
        last = _one_less()
        if last and _side == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        found = super().execute(sql, *parameters)
        if last:
            os.kill(os.getpid(), signal.SIGKILL)
        return found


def _one_less() -> bool:
    global _left  # noqa: PLW0603 - one count for all connections of the process
    _left -= 1
    return _left == 0


if __name__ == "__main__":
    _left, _side = int(sys.argv[1]), sys.argv[2]
    sqlite3.connect = partial(sqlite3.connect, factory=Doomed)  # type: ignore[assignment]
    from tests.durability import quick

    asyncio.run(quick.main())
