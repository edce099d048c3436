"""One process at a time owns a data folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.store.errors import DatabaseLocked
from bot.store.lock import FolderLock


def test_the_second_is_told_in_dutch_and_the_first_goes_on(tmp_path: Path) -> None:
    """However often somebody tries; after letting go (twice is fine) the next one gets it."""
    path = tmp_path / "lock"
    first = FolderLock(path)
    for _ in range(3):
        with pytest.raises(DatabaseLocked, match="in gebruik"):
            FolderLock(path)
    first.release()
    first.release()
    FolderLock(path).release()


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    """Nobody else on the machine can hold the folder shut."""
    FolderLock(tmp_path / "lock").release()
    assert (tmp_path / "lock").stat().st_mode & 0o077 == 0
