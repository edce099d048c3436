"""The master key from the shell."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.errors import OperatorError
from tests.commands.conftest import command
from tests.services.test_rotate import still_readable, told


def test_rotate_says_what_to_keep(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without data it is refused in one line; with data there is a new key, and the operator hears what to do with it."""
    monkeypatch.setenv("HERSTELBOT_DATA_DIR", str(here / "data"))
    assert isinstance(command("keys", "rotate").exception, OperatorError)

    key = asyncio.run(told(here / "data"))
    before = key.read_bytes()
    said = command("keys", "rotate")
    assert said.exit_code == 0, said.output
    assert "kluis" in said.output
    assert key.read_bytes() != before
    asyncio.run(still_readable(here / "data"))
