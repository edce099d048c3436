"""A console in a house of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.opening import Store, open_store
from tests.console.house import House, open_house
from tests.console.scripts_house import ScriptsHouse, scripts_house


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A fresh, open store."""
    async with open_store(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
async def house(store: Store) -> AsyncIterator[House]:
    """A console over it."""
    async with open_house(store) as opened:
        yield opened


@pytest.fixture
async def scripts(tmp_path: Path) -> AsyncIterator[ScriptsHouse]:
    """A console over scripts that are really published."""
    async with scripts_house(tmp_path) as opened:
        yield opened
