"""Backups that make themselves: a few generations of the data, one copy of the keys apart, and each tried at once.

A backup that was never put back is a hope. So every one is restored into a scratch folder, with the copy of the keys that
an emergency would have, and thrown away again; only its sizes and outcome are told. Of the keys there is one copy, always
the newest: an older one could bring back who was erased since.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from bot.logs import logger
from bot.services.backup import READING, back_up
from bot.services.moments import Clock
from bot.services.restore import restore
from bot.store import outbox
from bot.store.connection import open_with
from bot.store.errors import BadBackup, CannotOpen
from bot.store.masterkey import KeySource
from bot.store.opening import DATABASE, Store

KEYS: Final = "herstelbot.keys"
_FORM: Final = "%Y%m%dT%H%M%SZ"
_NAME: Final = re.compile(r"herstelbot-(\d{8}T\d{6}Z)\.backup")


@dataclass(slots=True, kw_only=True)
class KeepBackups:
    """``folder`` gets the generations, ``keys`` (on another disk or machine) the copy of the keys; None: no copy."""

    store: Store
    clock: Clock
    key: KeySource
    folder: Path
    keys: Path | None
    every: timedelta
    generations: int
    _since: datetime = field(init=False)

    def __post_init__(self) -> None:
        """The first one has its time from now on."""
        self._since = self.clock()

    async def round(self) -> bool:
        """Make one when it is time; gives whether it was. What cannot be restored is not kept.

        Raises CannotOpen, BadBackup and what :func:`bot.services.restore.restore` raises.
        """
        now = self.clock()
        newest = self.newest()
        if newest is not None and now - newest < self.every:
            return False
        target = self.folder / f"herstelbot-{now.astimezone(UTC).strftime(_FORM)}.backup"
        await asyncio.to_thread(_private, self.folder)
        await back_up(self.store, target, with_keys=False)
        try:
            await self._copy_keys()  # after the data: whoever is in the data has their key in here
            await self._try_out(target)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        for old in self._made()[: -self.generations]:
            old.unlink(missing_ok=True)
        logger().info("backup made and restored", count=len(self._made()))
        return True

    def newest(self) -> datetime | None:
        """When the newest one was made."""
        return newest_in(self.folder)

    def late(self, now: datetime) -> bool:
        """Whether one should have been made long ago."""
        return now - max(self.newest() or self._since, self._since) > 2 * self.every

    def _made(self) -> list[Path]:
        return _made_in(self.folder)

    async def _copy_keys(self) -> None:
        if self.keys is not None:
            await asyncio.to_thread(_private, self.keys)
            fresh = self.keys / f"{KEYS}.new"
            fresh.unlink(missing_ok=True)
            await asyncio.to_thread(self.store.vault.copy_to, fresh)
            fresh.replace(self.keys / KEYS)

    async def _try_out(self, backup: Path) -> None:
        """Put it back as in an emergency: everything is checked on the way, and nothing may go out afterwards."""
        with tempfile.TemporaryDirectory(prefix=".drill-", dir=self.store.folder) as made:
            scratch = Path(made)
            keys = scratch / "keys" if self.keys is None else self.keys / KEYS
            if self.keys is None:
                await asyncio.to_thread(self.store.vault.copy_to, keys)
            await restore(scratch / "data", backup, key=self.key, keys=keys, now=self.clock())
            if not await asyncio.to_thread(_held, scratch / "data" / DATABASE):
                raise BadBackup("Wat teruggezet is zou berichten versturen.", "Meld dit; de kopie is niet bewaard.")


def newest_in(folder: Path) -> datetime | None:
    """When the newest backup in a folder was made; None when there is none."""
    made = _made_in(folder)
    match = _NAME.fullmatch(made[-1].name) if made else None
    return None if match is None else datetime.strptime(match[1], _FORM).replace(tzinfo=UTC)


def _made_in(folder: Path) -> list[Path]:
    """Oldest first: their names are their moments."""
    return sorted(path for path in folder.glob("herstelbot-*.backup") if _NAME.fullmatch(path.name))


def _private(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotOpen(
            f"{folder.name} is niet te maken ({type(error).__name__}).", "Kies een map waarin geschreven mag worden."
        ) from None


def _held(database: Path) -> bool:
    connection = open_with(database, READING)
    try:
        return outbox.frozen(connection)
    finally:
        connection.close()
