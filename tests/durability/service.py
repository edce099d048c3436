"""The bot as a process of its own: started, killed, asked to stop. What it says is kept in a file."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tests.durability.plan import lend
from tests.fakes.bot_api.server import TOKEN

ROOT = Path(__file__).parents[2]
REAL = ("-m", "bot", "run")
QUICK = ("-m", "tests.durability.quick")
"""The same program, without the pauses that Telegram's limits ask for."""


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@dataclass
class Service:
    """One data folder and the process that serves it, whichever it is now."""

    folder: Path
    telegram: str = ""
    command: tuple[str, ...] = REAL
    more: dict[str, str] = field(default_factory=dict)
    way: Literal["polling", "webhook"] = "polling"
    port: int = field(default_factory=_free_port)
    process: asyncio.subprocess.Process | None = None

    @property
    def address(self) -> str:
        """Of the web chat; the same after every start."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """Everything all its processes ever said."""
        return self.folder / "said.log"

    @property
    def environment(self) -> dict[str, str]:
        """The settings, and nothing of the surroundings'."""
        surroundings = {key: value for key, value in os.environ.items() if not key.startswith("HERSTELBOT_")}
        return {
            **surroundings,
            "HERSTELBOT_DATA_DIR": str(self.data),
            "HERSTELBOT_TELEGRAM_API_URL": self.telegram,
            "HERSTELBOT_TELEGRAM_TOKEN": TOKEN if self.telegram else "",
            "HERSTELBOT_TELEGRAM_MODE": self.way,
            "HERSTELBOT_PUBLIC_URL": self.address if self.way == "webhook" else "",
            "HERSTELBOT_WEB_PORT": str(self.port),
            "HERSTELBOT_WEBSITE": "voorbeeld.example",
            **self.more,
        }

    async def start(self) -> None:
        """Start, without waiting until it is ready. Nobody has to wait for it to learn what we learnt already."""
        if not self.data.exists():
            self.data.mkdir(mode=0o700)
            lend(self.data)
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, *self.command,
                env=self.environment, cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=log,
            )  # fmt: skip

    async def ready(self) -> float:
        """Wait until it says its address; gives the seconds that took. Raises RuntimeError when it ends before."""
        began = time.monotonic()
        assert self.process is not None
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            if self.address in line.decode():
                return time.monotonic() - began
        raise RuntimeError(f"ended with {await self.process.wait()}: {self.log.read_text()[-2000:]}")

    async def kill(self) -> None:
        """SIGKILL: no goodbye of any kind."""
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self._ended()

    async def stop(self, within: float = 15.0) -> tuple[int, float]:
        """SIGTERM; gives the exit status and the seconds it took."""
        assert self.process is not None
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(within):
            status = await self._ended()
        return status, time.monotonic() - began

    async def _ended(self) -> int:
        assert self.process is not None
        if self.process.stdout is not None:
            await self.process.stdout.read()
        return await self.process.wait()
