"""A store with colleagues and people who registered, for the services behind the console."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.opening import open_store
from tests.console.house import House, open_house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A store with people in it."""
    async with open_store(tmp_path / "data") as store, open_house(store) as opened:
        yield opened
