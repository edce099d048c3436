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


def test_a_key_in_a_setting_is_not_rotated(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command cannot change the environment: it says what to do instead, and changes nothing."""
    monkeypatch.setenv("HERSTELBOT_DATA_DIR", str(here / "data"))
    asyncio.run(told(here / "data"))
    keys = (here / "data" / "keys.db").read_bytes()
    monkeypatch.setenv("HERSTELBOT_SECRET_KEY", (here / "data" / "master.key").read_text())
    refused = command("keys", "rotate").exception

    assert isinstance(refused, OperatorError)
    assert "HERSTELBOT_SECRET_KEY_FILE" in str(refused)
    assert (here / "data" / "keys.db").read_bytes() == keys
