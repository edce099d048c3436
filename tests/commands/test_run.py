from __future__ import annotations

import os
import signal
from pathlib import Path

import httpx
import pytest

from tests.commands.process import process, says, stops

pytestmark = pytest.mark.skipif(os.name != "posix", reason="other systems cannot be asked to stop by a signal")


def test_it_says_where_it_is_serves_and_stops_politely(here: Path) -> None:
    """The address that is told answers; asked to stop it ends with status 0 and leaves its data, with no data told."""
    environment = {"HERSTELBOT_WEB_PORT": "0", "HERSTELBOT_DIALOGS_DIR": str(here / "scripts")}
    with process(["run"], here, **environment) as running:
        address = says(running, "Webchat:")
        assert httpx.get(address).status_code == 200
        assert httpx.get(f"{address}staff/login").status_code == 200
        status, _, wrong = stops(running)
    assert status == 0, wrong
    assert "Traceback" not in wrong
    assert {"app.db", "master.key"} <= {path.name for path in (here / "data").iterdir()}

    with process(["run"], here, **environment) as again:
        says(again, "Webchat:")
        assert "uit" in says(again, "Telegram:")
        assert stops(again, signal.SIGINT)[0] == 0


def test_scripts_with_a_mistake_do_not_start(here: Path) -> None:
    """One line with the first mistakes and the command that shows them all; status 1."""
    (here / "scripts" / "flags.yaml").write_text("- druk\n", encoding="utf-8")
    with process(["run"], here, HERSTELBOT_DIALOGS_DIR=str(here / "scripts"), HERSTELBOT_WEB_PORT="0") as ended:
        said, wrong = ended.communicate(timeout=30)

    assert ended.returncode == 1
    assert said == ""
    assert "flags.yaml" in wrong
    assert "herstelbot scripts check" in wrong
    assert "Traceback" not in wrong
