"""Keeping floods out, in memory only: nothing here is stored, logged or survives a restart. Pure: time is handed in.

Each key has a bucket of ``burst`` turns that refills one turn per ``every`` seconds. Of a bucket only the moment at
which it will be full again is kept (the generic cell rate algorithm).
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """``burst`` turns at once, and after that one per ``every`` seconds."""

    burst: int
    every: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How much the web chat allows and how long things take, in seconds.

    ``say`` is per conversation, and its burst is more than a whole registration takes; ``begin`` and ``come_back`` are per network address and overall, ``stories`` overall. ``patience`` is how
    long a page without script waits for an answer, ``come_back_takes`` what every try of a code takes.
    """

    say: Rate = field(default=Rate(burst=60, every=0.5))
    begin_each: Rate = field(default=Rate(burst=40, every=5.0))
    begin_all: Rate = field(default=Rate(burst=300, every=0.2))
    come_back_each: Rate = field(default=Rate(burst=8, every=60.0))
    come_back_all: Rate = field(default=Rate(burst=60, every=2.0))
    stories: Rate = field(default=Rate(burst=60, every=1.0))
    patience: float = 2.0
    come_back_takes: float = 0.5
    heartbeat: float = 15.0
    streams_each: int = 3
    streams_all: int = 500


class Throttle:
    """One bucket per key. Buckets that are full again are forgotten."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._full: OrderedDict[str, float] = OrderedDict()

    def __len__(self) -> int:
        """The number of buckets remembered."""
        return len(self._full)

    def take(self, key: str, now: float) -> float:
        """Take a turn: 0.0 when there was one, otherwise the seconds until there is (and nothing is taken)."""
        self._forget(now)
        full = max(self._full.get(key, now), now) + self._rate.every
        wait = full - now - self._rate.burst * self._rate.every
        if wait > 1e-9:  # sums of floats differ a little from the product
            return wait
        self._full[key] = full
        self._full.move_to_end(key)
        return 0.0

    def _forget(self, now: float) -> None:
        """Look at the two longest untouched: each call adds one at most, so the number falls."""
        for _ in range(min(2, len(self._full))):
            key, full = next(iter(self._full.items()))
            if full > now:
                self._full.move_to_end(key)
            else:
                del self._full[key]
