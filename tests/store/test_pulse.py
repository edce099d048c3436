from __future__ import annotations

from pathlib import Path

from bot.store import pulse
from bot.store.opening import open_store


async def test_a_beat_reaches_the_disk_and_changes_nothing(tmp_path: Path) -> None:
    """The write-ahead log grows by it, so a full disk is noticed; the schema's version stays what it is."""
    async with open_store(tmp_path) as store:
        log = tmp_path / "app.db-wal"
        before, version = log.stat().st_size, await store.db.read(_version)
        await store.db.write(pulse.beat)

        assert log.stat().st_size > before
        assert await store.db.read(_version) == version


def _version(tx: object) -> int:
    return int(tx.execute("PRAGMA user_version").fetchone()[0])  # type: ignore[attr-defined]
