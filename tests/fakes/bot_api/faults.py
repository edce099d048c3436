"""What goes wrong, on request: the next calls of a method meet a fault instead of, or besides, their answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["status", "html", "garbage", "empty", "drop_before", "drop_after", "delay", "hang", "drip", "too_many"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault. ``method`` is a method's name or "*"; ``times`` how many calls meet it (-1: until cleared).

    ``status``: the HTTP status and description, nothing is done. ``html``: the same with a page as body. ``garbage``:
    200 with a body that is no JSON. ``empty``: 200 with JSON that has no result. ``drop_before`` and ``drop_after``:
    the connection breaks before or after the work is done. ``delay``: done after ``seconds``. ``hang``: never an
    answer, the connection stays. ``drip``: an answer that goes on for ever, a byte at a time. ``too_many``: 429, and
    every call for the same chat within ``seconds`` gets 429 as well and is counted as early.
    """

    kind: Kind
    method: str = "*"
    times: int = 1
    status: int = 500
    description: str = "Internal Server Error"
    seconds: float = 0.0


class Faults:
    """The faults that wait for their calls, oldest first."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self.met = 0
        """How many calls met a fault so far."""

    def add(self, fault: Fault) -> None:
        self._waiting.append(fault)

    def clear(self) -> None:
        self._waiting = []

    def __len__(self) -> int:
        return len(self._waiting)

    def take(self, method: str) -> Fault | None:
        """The fault that this call meets, if any; it is used up by that."""
        for place, fault in enumerate(self._waiting):
            if fault.method.lower() in {"*", method.lower()}:
                if fault.times > 1:
                    self._waiting[place] = replace(fault, times=fault.times - 1)
                elif fault.times == 1:
                    del self._waiting[place]
                self.met += 1
                return fault
        return None
