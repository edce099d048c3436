"""Moments as they are stored: whole microseconds since 1970-01-01 UTC, in INTEGER columns.

Everywhere else they are timezone-aware datetimes; the store never asks a clock, moments are always handed in.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

LONGEST_DELAY = timedelta(minutes=10)
"""Nothing in the mailbox is put off for longer than this. What seems to be was put off before the clock went back."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def stored(moment: datetime) -> int:
    """Microseconds since the epoch. Raises ValueError for a datetime without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return (moment - _EPOCH) // _MICROSECOND


def stored_or_none(moment: datetime | None) -> int | None:
    """The same for a column that may be empty."""
    return None if moment is None else stored(moment)


def moment(value: int) -> datetime:
    """The moment in UTC."""
    return _EPOCH + value * _MICROSECOND


def moment_or_none(value: int | None) -> datetime | None:
    """The same for a column that may be empty."""
    return None if value is None else moment(value)


def due(now: datetime) -> tuple[int, int]:
    """A delayed row is due when its moment is not after the first, or after the second of these."""
    return stored(now), stored(now + LONGEST_DELAY)
