"""Moments survive storing to the microsecond."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.moments import moment, moment_or_none, stored, stored_or_none


@given(st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_moment_comes_back(when: datetime) -> None:
    """Exactly, over the whole calendar."""
    assert moment(stored(when)) == when


def test_the_zone_does_not_matter() -> None:
    """The same moment in Dutch summer time is the same number."""
    summer = timezone(timedelta(hours=2))
    assert stored(datetime(2026, 7, 1, 12, tzinfo=summer)) == stored(datetime(2026, 7, 1, 10, tzinfo=UTC))


def test_a_moment_without_zone_is_refused() -> None:
    """It could mean two different moments."""
    with pytest.raises(ValueError, match="zone"):
        stored(datetime(2026, 7, 1))  # noqa: DTZ001


def test_empty_stays_empty() -> None:
    """For columns that may be empty."""
    assert stored_or_none(None) is None
    assert moment_or_none(None) is None
    assert moment_or_none(stored_or_none(datetime(2026, 1, 1, tzinfo=UTC))) == datetime(2026, 1, 1, tzinfo=UTC)
