"""What systemd is told, and how often it wants to hear it."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from bot import systemd

pytestmark = pytest.mark.skipif(os.name != "posix", reason="systemd is on Linux")


def test_whoever_listens_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The word goes to the socket that systemd named, as one packet."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "notify"))
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        systemd.tell("READY=1")

        assert listener.recv(100) == b"READY=1"


def test_without_systemd_nothing_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a terminal or a container nobody listens, and a socket that is gone is no trouble."""
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    systemd.tell("READY=1")
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "gone"))
    systemd.tell("READY=1")


@pytest.mark.parametrize(("wanted", "seconds"), [("30000000", 30.0), ("", None), ("soon", None)])
def test_the_watchdog_is_fed_only_when_asked(
    wanted: str, seconds: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Microseconds in, seconds out; another process's watchdog is not ours."""
    monkeypatch.setenv("WATCHDOG_USEC", wanted)
    monkeypatch.delenv("WATCHDOG_PID", raising=False)
    assert systemd.watchdog_seconds() == seconds
    monkeypatch.setenv("WATCHDOG_PID", "1")
    assert systemd.watchdog_seconds() is None
