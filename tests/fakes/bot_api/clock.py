"""The server's own time: real time plus what a test has added, so that 24 hours pass at once."""

from __future__ import annotations

import time


class Clock:
    """Seconds since 1970, as far ahead of the real time as a test wishes."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def now(self) -> float:
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        self._ahead += seconds
