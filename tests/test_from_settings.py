"""What the settings switch on, and with which terms."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.from_settings import backups_of, case_system_of, terms_of
from bot.services.moments import amsterdam
from bot.store.opening import open_store
from tests.journeys.conftest import settings


async def test_backups_and_case_system_are_off_until_they_have_a_place(tmp_path: Path) -> None:
    """With a folder there are backups, with the interval and number of the settings."""
    async with open_store(tmp_path / "data") as store:
        assert backups_of(settings(tmp_path), store, amsterdam) is None
        assert case_system_of(settings(tmp_path)) is None
        given = settings(tmp_path, backup_dir=tmp_path / "b", backup_hours=6, backup_generations=2)
        made = backups_of(given, store, amsterdam)

        assert made is not None
        assert (made.folder, made.keys, made.every, made.generations) == (tmp_path / "b", None, timedelta(hours=6), 2)


def test_terms_are_those_of_the_settings(tmp_path: Path) -> None:
    """Each kind of conversation has its own."""
    terms = terms_of(settings(tmp_path, keep_unfinished_days=7, keep_open_days=60))

    assert (terms.unfinished, terms.open) == (7, 60)
