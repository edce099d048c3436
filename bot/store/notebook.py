"""What the recognisers learnt from the scripts, kept in the data folder so that a start need not learn again.

Nothing personal: it follows from the published scripts alone, and may be thrown away at any time. A file and not the
database, because it is read before anything else and is as large as everything else together.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

KEPT = 4
"""Files at most: the current scripts, and a few that conversations are still pinned to."""


@dataclass(frozen=True, slots=True)
class Notebook:
    """The folder ``learnt`` inside the data folder."""

    folder: Path

    def find(self, key: bytes) -> bytes | None:
        """What was kept under this key, or None."""
        with suppress(OSError):
            return self._path(key).read_bytes()
        return None

    def keep(self, key: bytes, learnt: bytes) -> None:
        """Keep it under this key, whole or not at all; the oldest make room. A full disk only costs time later."""
        path = self._path(key)
        draft = path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft.write_bytes(learnt)
            draft.replace(path)
            newest = sorted(path.parent.glob("*.bin"), key=lambda one: one.stat().st_mtime, reverse=True)
            for old in newest[KEPT:]:
                old.unlink(missing_ok=True)

    def _path(self, key: bytes) -> Path:
        return self.folder / "learnt" / f"{key.hex()}.bin"
