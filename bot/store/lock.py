"""One process owns a data folder: a lock on a file that the operating system releases when the process ends.

The lock sits on a file of its own. Locking (or even opening and closing) the database file itself would release the
locks that SQLite holds on it: POSIX locks belong to the process, not to the file handle.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bot.store.errors import DatabaseLocked


class FolderLock:
    """Held from construction until :meth:`release`, or until the process ends in any way."""

    def __init__(self, path: Path) -> None:
        self._handle: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._handle)
        except OSError:
            os.close(self._handle)
            self._handle = None
            raise DatabaseLocked(
                "De datamap is in gebruik door een ander proces.",
                "Stop dat proces eerst, of kies een andere map met HERSTELBOT_DATA_DIR.",
            ) from None

    def release(self) -> None:
        """Let go; a second call does nothing."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
