"""The nouns of the queue: a case, what claiming it can give, and how the queue is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

Status = Literal["new", "claimed", "contacted", "waiting", "handed-over", "withdrawn", "unsuitable"]
FINISHED: Final[tuple[Status, ...]] = ("handed-over", "withdrawn", "unsuitable")
RANKS: Final[dict[str, int]] = {"new": 0, "claimed": 1, "contacted": 1, "waiting": 2} | dict.fromkeys(FINISHED, 3)
"""The order of the queue: unattended, in hand, resting, finished. The same as the column in the schema."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A registration as staff work on it. ``content`` is its JSON, or None when the person was erased.

    ``version`` goes up with every change; a change names the version it was based on.
    """

    id: int
    reference: str
    participant: str
    status: Status
    version: int
    claimed_by: str | None
    created_at: datetime
    updated_at: datetime
    waiting_until: datetime | None
    script_revision: str
    content: bytes | None = field(repr=False)

    @property
    def position(self) -> Position:
        """Where it stands in the queue: hand the last one's in to get the next page."""
        return Position(rank=RANKS[self.status], created_at=self.created_at, reference=self.reference)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A place in the queue's order."""

    rank: int
    created_at: datetime
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which cases: empty means all. ``tags`` must all be there; they are compared blind.

    ``before``: came in earlier than this. ``back``: between these moments returned by themselves, or will. ``only``: with one of
    these references.
    """

    statuses: tuple[Status, ...] = ()
    claimed_by: str | None = None
    tags: tuple[str, ...] = ()
    before: datetime | None = None
    back: tuple[datetime, datetime] | None = None
    only: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """The case is yours, at this version."""

    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBy:
    """A colleague was first."""

    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """The case is not what you saw: it is at this version now (None: it no longer exists)."""

    version: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """Done; the case is at this version now."""

    version: int
